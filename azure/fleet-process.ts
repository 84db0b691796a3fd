import { pathToFileURL } from 'node:url';
import { BadInput } from './failure';
import type { GrantSource } from './grant-source';
import { type FleetTree, grantsOf } from './grants-of';

/** What this process tells the one that started it. */
export type FleetMessage = { readonly source: GrantSource } | { readonly problem: string };

/** Runs a compiled `main.ts`, which synthesises, and reads the fleet that it exports. */
async function readFleet(file: string): Promise<FleetMessage> {
  try {
    const exported: { fleet?: unknown; default?: { fleet?: unknown } } = await import(pathToFileURL(file).href);
    const fleet = exported.fleet ?? exported.default?.fleet;
    if (!isFleet(fleet)) return { problem: `${file} exports no fleet. Write: export const fleet = new Fleet();` };
    return { source: grantsOf(fleet) };
  } catch (error) {
    if (!(error instanceof Error)) return { problem: `${file} does not run: ${String(error)}` };
    // What synth finds in a fleet is for whoever wrote it, and where it was noticed is not.
    if (error instanceof BadInput || error.name === 'ConfigurationError') return { problem: error.message };
    return { problem: `${file} does not run: ${error.stack ?? error.message}` };
  }
}

function isFleet(value: unknown): value is FleetTree {
  return typeof value === 'object' && value !== null && 'clusters' in value && Array.isArray(value.clusters);
}

readFleet(process.argv[2] ?? '').then((message) => process.send?.(message, () => process.exit(0)));
