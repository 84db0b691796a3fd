import type { Side } from './side';

/** What stands for standard input among sides. */
export const STANDARD_INPUT = '-';

/** The manifests that standard input brings. */
export async function standardInputSide(read: () => Promise<Buffer>): Promise<Side> {
  const bytes = await read();
  return {
    name: STANDARD_INPUT,
    files: [{ path: '', name: 'stdin' }],
    problems: [],
    read: async () => ({ bytes }),
    close: async () => {},
  };
}
