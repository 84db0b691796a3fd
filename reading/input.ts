import type { KubernetesObject } from '../lib/manifests/kubernetes-object';

/** An object, and where it is written. */
export interface LocatedObject {
  readonly object: KubernetesObject;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Why something could not be read, or not as it was meant. */
export interface InputProblem {
  readonly file: string;
  /** Counted from 1. @default - the file as a whole */
  readonly line?: number;
  /** Counted from 1. @default - the line as a whole */
  readonly column?: number;
  readonly message: string;
}

/** What a file, or several, held. */
export interface Input {
  readonly objects: readonly LocatedObject[];
  readonly problems: readonly InputProblem[];
}

/** A problem on one line: `manifests/receive.yaml:3:7: …`. */
export function problemLine({ file, line, column, message }: InputProblem): string {
  return [file, line, column, ` ${message}`].filter((part) => part !== undefined).join(':');
}
