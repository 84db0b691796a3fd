/** What an image is called. */
export interface Image {
  readonly repository: string;
  /** `undefined` where none is written, which stands for `latest`. */
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** The parts of an image's name. */
export function parseImage(image: string): Image {
  const [name = '', digest] = image.split('@');
  const colon = name.lastIndexOf(':');
  const tagged = colon > name.lastIndexOf('/');
  return {
    repository: (tagged ? name.slice(0, colon) : name).replace(/^(docker\.io\/(library\/)?|index\.docker\.io\/)/, ''),
    tag: tagged ? name.slice(colon + 1) : undefined,
    digest,
  };
}

/** A version as tags have it: `v0.42.5`, `1.27.3-distroless`. */
export interface Version {
  readonly numbers: readonly [major: number, minor: number, patch: number];
  /** A release candidate or the like. */
  readonly preview: string;
}

/** `undefined` for a tag that is no version of at least two numbers. */
export function versionOf(tag: string | undefined): Version | undefined {
  const [, major, minor, patch, rest = ''] = /^v?(\d{1,4})\.(\d{1,5})(?:\.(\d{1,6}))?([-+.].*)?$/.exec(tag ?? '') ?? [];
  if (major === undefined || minor === undefined) return undefined;
  const preview = /^-(?:rc|alpha|beta|pre)[.-]?\d*/i.exec(rest)?.[0] ?? '';
  return { numbers: [Number(major), Number(minor), Number(patch ?? 0)], preview };
}

/** A version without what tells builds of it apart. */
export function versionText({ numbers, preview }: Version): string {
  return `v${numbers.join('.')}${preview}`;
}

/** Below zero where `a` is the earlier version. */
export function compareVersions(a: Version, b: Version): number {
  for (const index of [0, 1, 2] as const) {
    if (a.numbers[index] !== b.numbers[index]) return a.numbers[index] - b.numbers[index];
  }
  if (a.preview === b.preview) return 0;
  if (a.preview === '' || b.preview === '') return a.preview === '' ? 1 : -1;
  return a.preview.localeCompare(b.preview, 'en', { numeric: true });
}
