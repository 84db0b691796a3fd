import { GUID } from '../lib/values/guid';
import { type Controller, formatProblem, type HashFormat, htpasswdReader } from './controller';
import { ONE_LINE_EACH, repeated } from './htpasswd-file';
import { BASIC_AUTH, type Output, REMOTE_WRITE } from './names';
import { refuseAny } from './problem';

/** The command line, as given. */
export interface CredentialsOptions {
  readonly controller: Controller;
  readonly format?: HashFormat;
  readonly user?: readonly string[];
  readonly namespace: string;
  readonly prometheusNamespace?: readonly string[];
  readonly only?: typeof BASIC_AUTH | typeof REMOTE_WRITE;
  readonly generate?: boolean;
  readonly passwordFile?: string;
  readonly passwordOut?: string;
  readonly keep?: string;
  readonly dropUser?: readonly string[];
  readonly as: Output;
  readonly out?: string;
  readonly force?: boolean;
  readonly allowTerminal?: boolean;
  readonly store?: string;
  readonly keyVault?: string;
  readonly tenantId?: string;
  readonly clientId?: string;
  readonly entryPrefix: string;
  /** Caught to be refused: arguments are seen by every process of the machine, and stay in the shell's history. */
  readonly password?: string | boolean;
}

/** The command line with its defaults, checked. */
export interface Request extends CredentialsOptions {
  readonly format: HashFormat;
  /** Whoever gets the password; the first one is the writer. */
  readonly users: readonly [string, ...string[]];
  readonly remoteWriteNamespaces: readonly string[];
  /** Whether `basic-auth` is made. */
  readonly basicAuth: boolean;
  /** Whether there is a password to give to users: there is none when users are only dropped. */
  readonly newPassword: boolean;
}

/** Checks a command line, and reports everything that is wrong with it at once. */
export function checkOptions(options: CredentialsOptions): Request {
  const [writer = 'thanos', ...others] = options.user ?? [];
  const users: [string, ...string[]] = [writer, ...others];
  const format = options.format ?? htpasswdReader(options.controller).formats[0];
  const namesVault = options.as === 'external-secret' || options.as === 'secret-provider-class';
  const newPassword = Boolean(options.generate) || options.passwordFile !== undefined;
  const remoteWrite = options.only !== BASIC_AUTH && (newPassword || namesVault);
  const remoteWriteNamespaces = [...new Set(options.prometheusNamespace ?? ['prometheus'])];
  refuseAny([
    options.password === undefined
      ? undefined
      : 'A password is never an argument: other processes and the shell history would see it. Use --generate, or --password-file with a file or - for standard input',
    ...users.map(userProblem),
    ...repeated(users).map((user) => `--user ${user} is given twice. ${ONE_LINE_EACH}`),
    ...[options.namespace, ...remoteWriteNamespaces].map(namespaceProblem),
    formatProblem(options.controller, format),
    ...(namesVault ? vaultManifestProblems(options) : passwordProblems(options, newPassword, remoteWrite)),
    ...keyVaultProblems(options, users),
  ]);
  return {
    ...options,
    format,
    users,
    remoteWriteNamespaces: remoteWrite ? remoteWriteNamespaces : [],
    basicAuth: options.only !== REMOTE_WRITE,
    newPassword,
  };
}

function userProblem(user: string): string | undefined {
  if (user.includes(':'))
    return 'A user name holds a colon, which ends the name in HTTP and in htpasswd files. Leave it out';
  if (/^[0-9A-Za-z][-.@_0-9A-Za-z]{0,63}$/.test(user)) return undefined;
  return 'A user name is none: write up to 64 letters, digits and any of - . _ @, and start with a letter or digit';
}

function namespaceProblem(namespace: string): string | undefined {
  if (/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace)) return undefined;
  return `"${namespace}" is no namespace: write up to 63 lower-case letters, digits and dashes, without a dash at either end`;
}

function passwordProblems(
  options: CredentialsOptions,
  newPassword: boolean,
  remoteWrite: boolean,
): (string | undefined)[] {
  const dropsOnly = !newPassword && options.dropUser !== undefined;
  const when = (wrong: boolean, problem: string) => (wrong ? problem : undefined);
  return [
    when(
      Boolean(options.generate) && options.passwordFile !== undefined,
      '--generate and --password-file are two passwords. Give one of them',
    ),
    when(
      !newPassword && !dropsOnly,
      'No password is given. Use --generate, or --password-file with a file or - for standard input',
    ),
    when(
      options.passwordFile === '-' && options.keep === '-',
      'Standard input cannot be both the password and what to keep. Give one of them as a file',
    ),
    when(
      options.dropUser !== undefined && options.keep === undefined,
      '--drop-user needs --keep, which says who is there',
    ),
    when(dropsOnly && options.user !== undefined, '--user needs a password: --generate or --password-file'),
    when(dropsOnly && options.only === REMOTE_WRITE, `${REMOTE_WRITE} needs a password: --generate or --password-file`),
    when(
      options.keep !== undefined && options.only === REMOTE_WRITE,
      `--keep is about ${BASIC_AUTH}, which --only ${REMOTE_WRITE} leaves out. Leave one of them out`,
    ),
    when(
      Boolean(options.generate) && !remoteWrite && options.passwordOut === undefined,
      `Nobody would ever know the generated password: without ${REMOTE_WRITE} it is written nowhere. Add --password-out`,
    ),
    when(
      options.passwordOut !== undefined && !options.generate,
      '--password-out writes a generated password. Add --generate, or leave it out',
    ),
  ];
}

/** These manifests hold names alone: a password would go nowhere. */
function vaultManifestProblems(options: CredentialsOptions): (string | undefined)[] {
  const given = [
    options.generate && '--generate',
    options.passwordFile !== undefined && '--password-file',
    options.passwordOut !== undefined && '--password-out',
    options.keep !== undefined && '--keep',
    options.dropUser && '--drop-user',
  ].filter((name) => typeof name === 'string');
  return [
    given.length > 0
      ? `--as ${options.as} names Key Vault entries and takes no password. Leave out ${given.join(', ')}, and fill the entries with --as key-vault-values`
      : undefined,
    options.as === 'external-secret' && !/^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/.test(options.store ?? '')
      ? '--as external-secret needs --store, the name of the ClusterSecretStore that reaches the Key Vault'
      : undefined,
  ];
}

function keyVaultProblems(options: CredentialsOptions, users: readonly string[]): (string | undefined)[] {
  if (options.as === 'secret') return [];
  const named = options.as !== 'external-secret';
  const classes = options.as === 'secret-provider-class';
  return [
    named && !/^[a-z](?!.*--)[-0-9a-z]{1,22}[0-9a-z]$/i.test(options.keyVault ?? '')
      ? `--as ${options.as} needs --key-vault, the vault's name: 3 to 24 letters, digits and single dashes, the first one a letter`
      : undefined,
    classes && !GUID.test(options.tenantId ?? '')
      ? "--as secret-provider-class needs --tenant-id, the GUID of the vault's tenant"
      : undefined,
    classes && !GUID.test(options.clientId ?? '')
      ? '--as secret-provider-class needs --client-id, the GUID of the identity that may read the vault (its client id, not its object id)'
      : undefined,
    [options.entryPrefix, ...users].every((part) => /^[-0-9a-z]{1,40}$/i.test(part))
      ? undefined
      : 'Names of Key Vault entries are made of --entry-prefix and the user: write both with up to 40 letters, digits and dashes',
    options.as === 'key-vault-values' && options.out === undefined
      ? '--as key-vault-values needs --out, the folder for one file per entry'
      : undefined,
  ];
}
