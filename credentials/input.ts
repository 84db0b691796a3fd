import { readFile } from 'node:fs/promises';
import { type HtpasswdLine, parseKept } from './htpasswd-file';
import type { Request } from './options';
import { generatePassword, parsePassword, passwordProblem } from './password';
import { errorCode, refuse, refuseAny } from './problem';
import type { Terminal } from './terminal';

/** The users that stay. */
export async function readKept(request: Request, terminal: Terminal): Promise<HtpasswdLine[]> {
  if (request.keep === undefined) return [];
  const bytes = await readInput(request.keep, '--keep', terminal);
  return parseKept(bytes.toString('utf8'), request.controller, request.dropUser ?? []);
}

/** The one password of a run; `undefined` when users are only dropped. */
export async function givePassword(request: Request, terminal: Terminal): Promise<string | undefined> {
  if (request.generate) return generatePassword();
  if (request.passwordFile === undefined) return undefined;
  const password = parsePassword(await readInput(request.passwordFile, '--password-file', terminal));
  refuseAny([passwordProblem(password, request.format)]);
  return password;
}

/** A file, or standard input for `-`. Messages do not repeat the path: people put passwords where a file is asked for. */
async function readInput(file: string, option: string, terminal: Terminal): Promise<Buffer> {
  if (file === '-') {
    if (!terminal.inputIsTerminal) return terminal.read();
    refuse(`${option} - reads standard input, which is this terminal and would show what is typed. Pipe it in`);
  }
  try {
    return await readFile(file);
  } catch (error) {
    return refuse(
      `The file of ${option} cannot be read (${errorCode(error)}). Give the path of a file, or - for standard input`,
    );
  }
}
