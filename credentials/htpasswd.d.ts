/** The part of the htpasswd package that can be imported: it has no main module and no types of its own. */
declare module 'htpasswd/src/utils.js' {
  interface EncodeOptions {
    /** The last one is the password. */
    readonly args: readonly string[];
    readonly sha?: boolean;
    readonly bcrypt?: boolean;
    /** Of bcrypt. The package's own default is 5. */
    readonly cost?: number;
  }

  const utils: {
    encode(options: EncodeOptions): string;
    verify(hash: string, password: string): boolean;
  };
  export default utils;
}
