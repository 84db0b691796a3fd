import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { parseAllDocuments } from 'yaml';
import { registerCredentials } from '../../credentials/cli';
import type { Terminal } from '../../credentials/terminal';
import type { Manifest } from '../helpers';

/** What a run of the command left behind. */
export interface Outcome {
  readonly code: number;
  /** Standard output. */
  readonly printed: string;
  /** Standard error. */
  readonly reported: string;
}

export interface Input {
  /** Standard input. @default - a terminal that nobody types at */
  readonly stdin?: string | Buffer;
  /** Whether standard output is a terminal. @default false */
  readonly terminal?: boolean;
}

class Exit extends Error {
  constructor(readonly code: number) {
    super(`exit ${code}`);
  }
}

/** Runs `cdk8s-thanos credentials` with these arguments, as a shell would. */
export async function credentials(args: readonly string[], { stdin, terminal = false }: Input = {}): Promise<Outcome> {
  let printed = '';
  let reported = '';
  const fake: Terminal = {
    inputIsTerminal: stdin === undefined,
    outputIsTerminal: terminal,
    read: async () => Buffer.from(stdin ?? ''),
    print: async (text) => {
      printed += text;
    },
    report: (text) => {
      reported += `${text}\n`;
    },
    exit: (code) => {
      throw new Exit(code);
    },
  };
  const program = new Command('cdk8s-thanos');
  registerCredentials(program, fake);
  try {
    await program.parseAsync(['credentials', ...args], { from: 'user' });
    return { code: 0, printed, reported };
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
    return { code: error.code, printed, reported };
  }
}

/** Asserts that a run is refused with a message, ends with 2, and prints nothing. */
export async function assertRefused(args: readonly string[], message: RegExp, input?: Input): Promise<Outcome> {
  const outcome = await credentials(args, input);
  assert.match(outcome.reported, message);
  assert.equal(outcome.code, 2);
  assert.equal(outcome.printed, '');
  return outcome;
}

/** The objects that a run printed; fails when it was refused. */
export async function printed(args: readonly string[], input?: Input): Promise<Manifest[]> {
  const outcome = await credentials(args, input);
  assert.equal(outcome.code, 0, outcome.reported);
  return parseAllDocuments(outcome.printed).map((document) => document.toJS() as Manifest);
}

/** The decoded values of a Secret. */
export function values(secret: Manifest | undefined): Record<string, string> {
  assert.equal(secret?.kind, 'Secret');
  return Object.fromEntries(
    Object.entries((secret?.['data'] ?? {}) as Record<string, string>).map(([key, value]) => [
      key,
      Buffer.from(value, 'base64').toString('utf8'),
    ]),
  );
}

/** The users and hashes of an htpasswd file. */
export function users(htpasswd = ''): Map<string, string> {
  assert.ok(htpasswd.endsWith('\n'), 'an htpasswd file ends with a line break');
  const lines = htpasswd.trimEnd().split('\n');
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder outside of any repository, which goes away with the test process. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'credentials-test-')));
  folders.push(folder);
  return folder;
}

/** A password nobody has used before. */
export function somePassword(): string {
  return `${crypto.randomUUID()}-${crypto.randomUUID()}`;
}
