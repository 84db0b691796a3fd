/** One thing that a run needs. */
export interface Need {
  readonly what: string;
  readonly howToGet: string;
  /** Throws where it is missing. */
  check(): Promise<void>;
}
