/** The process around the command, for tests to put another in its place. */
export interface Terminal {
  readonly inputIsTerminal: boolean;
  readonly outputIsTerminal: boolean;
  /** Standard input, to its end. */
  read(): Promise<Buffer>;
  /** To standard output: what was asked for, and nothing else. */
  print(text: string): Promise<void>;
  /** To standard error: what was done, and what is wrong. */
  report(text: string): void;
  exit(code: number): never;
}

export const processTerminal: Terminal = {
  inputIsTerminal: process.stdin.isTTY === true,
  outputIsTerminal: process.stdout.isTTY === true,
  read: async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  },
  print: (text) =>
    new Promise((resolve, reject) => {
      process.stdout.once('error', reject);
      process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
    }),
  report: (text) => {
    process.stderr.write(`${text}\n`);
  },
  exit: (code) => process.exit(code),
};
