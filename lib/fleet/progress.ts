/** Where progress is shown: standard error, which is a terminal or is not. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Within a second nobody wonders what takes so long. */
const PATIENCE = 1000;
const PAUSE = 100;
const CLEAR_LINE = '\r\u001b[K';

/** One line on a terminal that says how far a synthesis is, once it takes longer than a second. Nothing anywhere else. */
export class Progress {
  private readonly start: number;
  private done = 0;
  private shown?: number;

  constructor(
    private readonly total: number,
    private readonly stream: ProgressStream = process.stderr,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.start = now();
  }

  /** One cluster more is done. */
  step(): void {
    this.done += 1;
    const now = this.now();
    if (!this.stream.isTTY || now - this.start < PATIENCE || now - (this.shown ?? 0) < PAUSE) return;
    this.shown = now;
    this.stream.write(`${CLEAR_LINE}${this.done} of ${this.total} clusters`);
  }

  /** Takes the line away. */
  end(): void {
    if (this.shown !== undefined) this.stream.write(CLEAR_LINE);
    this.shown = undefined;
  }
}
