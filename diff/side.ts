import type { InputProblem } from '../reading/input';

/** A file of a side that may hold manifests. */
export interface SideFile {
  /** From the root of the side, with `/` between folders. Empty where the side is this very file. */
  readonly path: string;
  /** As messages name it. */
  readonly name: string;
  /** The object id that git gives its bytes. @default - the file is not in git */
  readonly blob?: string;
}

/** The bytes of a file, or why they cannot be had. */
export type Content = { readonly bytes: Buffer } | { readonly refused: string };

/** One of the two states that are compared: files, from wherever they come. */
export interface Side {
  /** As the command line has it. */
  readonly name: string;
  readonly files: readonly SideFile[];
  /** What of it could not be listed. */
  readonly problems: readonly InputProblem[];
  read(file: SideFile): Promise<Content>;
  /** Frees what it holds. */
  close(): Promise<void>;
}

/** A side that is not to be had. Its message says why, and what to write. */
export class NoSide extends Error {}
