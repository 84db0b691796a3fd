import { basename, join } from 'node:path';
import { hashPassword } from './hash';
import { type HtpasswdLine, ONE_LINE_EACH, renderHtpasswd } from './htpasswd-file';
import { givePassword, readKept } from './input';
import { externalSecrets, secretProviderClasses, vaultEntries } from './key-vault';
import { type CredentialsOptions, checkOptions, type Request } from './options';
import { checkTerminal, deliverFiles, deliverManifests, secretFile } from './output';
import { refuse, refuseAny } from './problem';
import { basicAuthSecret, type Manifest, remoteWriteSecret } from './secrets';
import type { Terminal } from './terminal';
import type { OutputFile } from './write-files';

/** Does what a command line asks for. Everything is checked, read and hashed before the first byte is written. */
export async function runCredentials(options: CredentialsOptions, terminal: Terminal): Promise<void> {
  const request = checkOptions(options);
  if (request.as === 'external-secret' || request.as === 'secret-provider-class') {
    return deliverManifests(vaultManifests(request), [], request, terminal);
  }
  checkTerminal(request, terminal);
  const kept = await readKept(request, terminal);
  const password = await givePassword(request, terminal);
  const lines = request.basicAuth ? [...kept, ...(await addedLines(request, kept, password))] : [];
  if (request.basicAuth && lines.length === 0) refuse('Nobody would be left to sign in. Keep a user, or add one');
  const passwordFile =
    request.passwordOut !== undefined && password !== undefined ? [secretFile(request.passwordOut, password)] : [];
  if (request.as === 'key-vault-values') {
    const values = vaultValues(request, lines, password);
    deliverFiles([...values, ...passwordFile], request, terminal);
    await terminal.print(values.map((value) => uploadCommand(request, value)).join(''));
  } else {
    await deliverManifests(secrets(request, lines, password), passwordFile, request, terminal);
  }
  if (request.basicAuth) terminal.report(`Who may sign in: ${lines.map(({ user }) => user).join(', ')}`);
}

async function addedLines(
  { users, format }: Request,
  kept: readonly HtpasswdLine[],
  password: string | undefined,
): Promise<HtpasswdLine[]> {
  if (password === undefined) return [];
  refuseAny(
    users
      .filter((user) => kept.some((line) => line.user === user))
      .map(
        (user) =>
          `The user ${user} is in --keep already. ${ONE_LINE_EACH}. Go on if an earlier run added it with this password; else take a new name, as in --user ${user}-2`,
      ),
  );
  return Promise.all(users.map(async (user) => ({ user, hash: await hashPassword(password, format) })));
}

function secrets(request: Request, lines: readonly HtpasswdLine[], password: string | undefined): Manifest[] {
  const { basicAuth, namespace, controller, remoteWriteNamespaces, users } = request;
  return [
    ...(basicAuth ? [basicAuthSecret(namespace, controller, lines)] : []),
    ...(password === undefined ? [] : remoteWriteNamespaces.map((each) => remoteWriteSecret(each, users[0], password))),
  ];
}

/** One file per Key Vault entry, named like it. */
function vaultValues(request: Request, lines: readonly HtpasswdLine[], password: string | undefined): OutputFile[] {
  const { basicAuth, remoteWriteNamespaces, entryPrefix, users, out = '' } = request;
  const entries = vaultEntries(entryPrefix, users[0]);
  const value = (entry: string, content: string) => secretFile(join(out, entry), content);
  return [
    ...(basicAuth ? [value(entries.htpasswd, renderHtpasswd(lines))] : []),
    ...(password === undefined || remoteWriteNamespaces.length === 0
      ? []
      : [value(entries.user, users[0]), value(entries.password, password)]),
  ];
}

/** `--output none`, because az would print the value otherwise. */
function uploadCommand({ keyVault }: Request, { path }: OutputFile): string {
  const quoted = `'${path.replaceAll("'", `'\\''`)}'`;
  return `az keyvault secret set --vault-name ${keyVault} --name ${basename(path)} --file ${quoted} --encoding utf-8 --output none\n`;
}

function vaultManifests(request: Request): Manifest[] {
  const { users, controller, keyVault = '', tenantId = '', clientId = '', store = '' } = request;
  const named = {
    entries: vaultEntries(request.entryPrefix, users[0]),
    user: users[0],
    controller,
    basicAuthNamespace: request.basicAuth ? request.namespace : undefined,
    remoteWriteNamespaces: request.remoteWriteNamespaces,
  };
  return request.as === 'external-secret'
    ? externalSecrets(store, named)
    : secretProviderClasses({ keyVault, tenantId, clientId }, named);
}
