import { WriteStream } from 'node:tty';

/**
 * Whether to print with colour: on a terminal that has it, unless `NO_COLOR` is set; and wherever `FORCE_COLOR` asks for it. What these
 * and the other variables mean, Node knows.
 */
export function coloured(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): boolean {
  if (!stream.isTTY && environment['FORCE_COLOR'] === undefined) return false;
  return WriteStream.prototype.getColorDepth(environment) > 1;
}
