/** Says what is going on, with times, as it happens. */
export class Live {
  constructor(private readonly write: (text: string) => void = (text) => void process.stdout.write(text)) {}

  line(text: string): void {
    this.write(`${text}\n`);
  }

  /** Says when something begins, and how long it took. */
  async timed<T>(name: string, run: () => Promise<T>, took?: (seconds: number) => void): Promise<T> {
    const started = Date.now();
    this.line(`${clock()}  ... ${name}`);
    const result = await run();
    const seconds = (Date.now() - started) / 1000;
    took?.(seconds);
    this.line(`${clock()}  ok  ${name} (${seconds.toFixed(1)} s)`);
    return result;
  }
}

const clock = () => new Date().toISOString().slice(11, 19);
