import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { tooLarge } from '../../reading/read-file';
import type { Content } from '../side';
import { gitProcess } from './git';

const ABSENT = 'is not in this clone of the repository, and nothing is fetched: run git fetch --refetch --no-filter';

/** Reads the contents of a repository, by two processes of git that stay while they are needed. */
export class ObjectReader {
  private sizes?: Conversation;
  private contents?: Conversation;

  /** Looks at the size first: an object is sent whole, or not at all. */
  async read(id: string): Promise<Content> {
    this.sizes = alive(this.sizes, '--batch-check');
    const size = await this.sizes.ask(id, async (header) => sizeIn(header));
    if (size === undefined) return { refused: ABSENT };
    if (tooLarge(size)) return { refused: tooLarge(size) ?? '' };
    this.contents = alive(this.contents, '--batch');
    const contents = this.contents;
    const bytes = await contents.ask(id, async (header) => contents.bytes(sizeIn(header)));
    return bytes ? { bytes } : { refused: ABSENT };
  }

  async close(): Promise<void> {
    await Promise.all([this.sizes?.close(), this.contents?.close()]);
  }
}

function alive(conversation: Conversation | undefined, mode: string): Conversation {
  return conversation && !conversation.ended ? conversation : new Conversation(gitProcess('cat-file', mode));
}

/** `<id> blob <size>`. */
function sizeIn(header: string): number | undefined {
  const [, size] = / blob (\d+)$/.exec(header) ?? [];
  return size === undefined ? undefined : Number(size);
}

/** One question after the other. Git ends where it would have to fetch; then everything is `undefined`. */
class Conversation {
  ended = false;
  private readonly received: Buffer[] = [];
  private length = 0;
  private wake = () => {};
  private readonly closed: Promise<void>;

  constructor(private readonly git: ChildProcessWithoutNullStreams) {
    git.stdin.on('error', () => {});
    git.stderr.resume();
    git.stdout.on('data', (chunk: Buffer) => {
      this.received.push(chunk);
      this.length += chunk.length;
      this.wake();
    });
    this.closed = new Promise((resolve) => {
      const end = () => {
        this.ended = true;
        this.wake();
        resolve();
      };
      git.on('error', end);
      git.on('close', end);
    });
  }

  async ask<T>(id: string, answer: (header: string) => Promise<T | undefined>): Promise<T | undefined> {
    this.git.stdin.write(`${id}\n`);
    const header = await this.line();
    return header === undefined ? undefined : answer(header);
  }

  async bytes(size: number | undefined): Promise<Buffer | undefined> {
    if (size === undefined || !(await this.has(() => this.length > size))) return undefined;
    // A line feed follows.
    return this.take(size + 1).subarray(0, size);
  }

  async close(): Promise<void> {
    this.git.stdin.end();
    await this.closed;
  }

  private async line(): Promise<string | undefined> {
    let end = -1;
    const found = await this.has(() => {
      end = this.whole().indexOf('\n');
      return end !== -1;
    });
    return found ? this.take(end + 1).toString('latin1', 0, end) : undefined;
  }

  private async has(enough: () => boolean): Promise<boolean> {
    while (!enough()) {
      if (this.ended) return false;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return true;
  }

  private take(size: number): Buffer {
    const whole = this.whole();
    this.received.splice(0, this.received.length, whole.subarray(size));
    this.length -= size;
    return whole.subarray(0, size);
  }

  private whole(): Buffer {
    const [only] = this.received;
    if (this.received.length === 1 && only) return only;
    const whole = Buffer.concat(this.received);
    this.received.splice(0, this.received.length, whole);
    return whole;
  }
}
