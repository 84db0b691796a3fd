import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AzureIdentity, ConfigurationError, ObjectStore, RemoteWriteDestination } from '../../lib';

/** A receiver outside of the fleet. */
export const remoteWrite = RemoteWriteDestination.url('https://receive.example.com/api/v1/receive');

export const objstore = ObjectStore.azureBlob({
  storageAccount: 'thanostore',
  container: 'thanostore',
  identity: AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
});

/** A folder that is there for as long as `use` runs. */
export function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a synthesis wrote: files by their path below the output folder. */
export function tree(outdir: string): Record<string, string> {
  const files = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((file) => [file.slice(outdir.length + 1), readFileSync(file, 'utf8')]),
  );
}

/** The ConfigurationError that something fails with. */
export function refusal(run: () => unknown): ConfigurationError {
  let error: unknown;
  try {
    run();
  } catch (thrown) {
    error = thrown;
  }
  assert.ok(error instanceof ConfigurationError, `expected a ConfigurationError, got ${error}`);
  return error;
}
