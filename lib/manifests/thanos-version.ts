/** The version of Thanos that an image's tag names, by major and minor number. */
export interface ThanosVersion {
  readonly major: number;
  readonly minor: number;
}

/** `undefined` where the image is not called Thanos, or its tag is no version: a digest alone, `latest`, a name of one's own. */
export function thanosVersion(image: string): ThanosVersion | undefined {
  const [, major, minor] = /(?:^|\/)thanos:v?(\d+)\.(\d+)\.\d+(?:[-+.@].*)?$/.exec(image) ?? [];
  return major === undefined || minor === undefined ? undefined : { major: Number(major), minor: Number(minor) };
}

/** Whether a version is `0.<minor>` or later. */
export function isSince(version: ThanosVersion, minor: number): boolean {
  return version.major > 0 || version.minor >= minor;
}
