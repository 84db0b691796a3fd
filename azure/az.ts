import { execFile } from 'node:child_process';
import { BadInput } from './failure';

/** Runs `az` with arguments, and returns what it wrote. */
export type RunAz = (args: readonly string[]) => Promise<string>;

export interface AzFailure extends Error {
  readonly code?: string | number;
  readonly stderr?: string;
}

/** Runs it as the user's shell would. */
export const runAz: RunAz = (args) =>
  new Promise((resolve, reject) => {
    // On Windows, az is a batch file, which only a shell runs. Every argument is a literal, a GUID or a known URL.
    execFile('az', [...args], { shell: process.platform === 'win32', timeout: 60_000 }, (error, stdout, stderr) => {
      if (error) reject(Object.assign(error, { stderr }));
      else resolve(stdout);
    });
  });

/**
 * What keeps az from answering.
 *
 * @param wanted what it was asked for: `token`
 */
export function azProblem(error: AzFailure, wanted: string): BadInput {
  if (error.code === 'ENOENT') {
    return new BadInput([
      {
        what: 'The Azure CLI (az) is not installed, or not in the PATH',
        fix: `Install it and run az login${wanted === 'token' ? ', or use --default-azure-credential' : ''}`,
      },
    ]);
  }
  const said = (error.stderr ?? '')
    .split('\n')
    .map((line) => line.replace(/^ERROR: /, '').trim())
    .filter((line) => line !== '' && !line.startsWith('WARNING'))
    .slice(0, 3)
    .join(' ')
    .replace(/\.$/, '');
  const fix = /not recognized|not found|doesn't exist/i.test(said)
    ? 'Sign in to the tenant that has this subscription, or mend subscriptionId in the fleet: az login, az account list'
    : 'The sign-in is missing or has expired: az login';
  return new BadInput([{ what: `az gives no ${wanted}: ${said || error.message}`, fix }]);
}
