import type { JudgedObject } from '../lib/diff/judge';
import type { KubernetesObject } from '../lib/manifests/kubernetes-object';
import type { InputProblem } from '../reading/input';

/** Where an object is written. */
export interface Place {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** What differs in one cluster. */
export interface ClusterReport {
  /** The folder's name; empty for files that are in none. */
  readonly cluster: string;
  /** The worst first. */
  readonly objects: readonly JudgedObject[];
  /** Where an object of either side is written. */
  readonly placeOf: (object: KubernetesObject) => Place | undefined;
}

/** What a report is made for. */
export interface Printing {
  /** The sides, as the command line names them. */
  readonly base: string;
  readonly head: string;
  /** Takes the report, piece by piece. */
  readonly print: (text: string) => void;
  /** Columns of a line. */
  readonly width: number;
  readonly colour: boolean;
  /** Whether every change is said, however many there are. */
  readonly all: boolean;
}

/** Makes a report of clusters that come one after the other, in order, and are forgotten as soon as that is possible. */
export interface ReportWriter {
  add(report: ClusterReport): void;
  /**
   * Takes what could not be read, and prints what is left to print.
   *
   * @param compared whether anything could be compared at all
   */
  end(problems: readonly InputProblem[], compared: boolean): void;
}
