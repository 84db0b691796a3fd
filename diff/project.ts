import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { asText, at } from '../lib/manifests/value';
import { NoSide } from './side';

/** What `cdk8s.yaml` says of a project. */
export interface Project {
  /** The command that renders. @default - the project is not rendered by a command */
  readonly app?: string;
  /** The folder that it renders into. */
  readonly output: string;
}

/** The project in this folder; `undefined` where there is none. */
export function projectHere(): Project | undefined {
  if (!existsSync('cdk8s.yaml')) return undefined;
  try {
    const config: unknown = parse(readFileSync('cdk8s.yaml', 'utf8'));
    return { app: asText(at(config, 'app')), output: asText(at(config, 'output')) ?? 'dist' };
  } catch (error) {
    throw new NoSide(`cdk8s.yaml cannot be read: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
}
