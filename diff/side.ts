import type { InputProblem } from '../reading/input';

/** A file of a side that may hold manifests. */
export interface SideFile {
  /** From the root of the side, with `/` between folders. */
  readonly path: string;
  /** As messages name it. */
  readonly name: string;
}

/** One of the two states that are compared: files, from wherever they come. */
export interface Side {
  /** As the command line has it. */
  readonly name: string;
  readonly files: readonly SideFile[];
  /** What of it could not be listed. */
  readonly problems: readonly InputProblem[];
  /** The bytes of one of its files. */
  read(file: SideFile): Promise<Buffer>;
  /** Frees what it holds. */
  close(): Promise<void>;
}
