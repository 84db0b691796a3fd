import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InputProblem } from '../reading/input';
import { PACKAGE, pageUrl } from './package';

export const SARIF_SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** An object as results name it. */
export interface ObjectPlace {
  readonly file: string;
  /** Where the object begins, counted from 1. */
  readonly line: number;
  /** `StatefulSet thanos/thanos-receive`. */
  readonly object: string;
}

/** What results may refer to by its id, and where people read about it. */
export interface SarifRule {
  readonly id: string;
  /** The page in `docs/` that has a section for the id. */
  readonly page: string;
  readonly level: 'error' | 'warning';
  readonly title: string;
  /** Why it matters. */
  readonly description: string;
  readonly sources: readonly string[];
}

/** All of a run but its results. */
export function sarifRun(rules: readonly SarifRule[], problems: readonly InputProblem[]): object {
  return {
    tool: { driver: { name: PACKAGE.name, version: PACKAGE.version, rules: rules.map(rule) } },
    columnKind: 'utf16CodeUnits',
    invocations: [
      { executionSuccessful: problems.length === 0, toolExecutionNotifications: problems.map(notification) },
    ],
  };
}

function rule({ id, page, level, title, description, sources }: SarifRule): object {
  const links = sources.map((source) => `- ${source}`).join('\n');
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: description },
    help: { text: `${title}. ${description}`, markdown: `${title}. ${description}\n\nSources:\n${links}` },
    helpUri: `${pageUrl(page)}#${id.toLowerCase()}`,
    defaultConfiguration: { level },
  };
}

export function sarifLocation({ file, line, object }: ObjectPlace): object {
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line } },
    logicalLocations: [{ fullyQualifiedName: object, kind: 'resource' }],
  };
}

function notification({ file, line, column, message }: InputProblem): object {
  const region = line === undefined ? {} : { region: { startLine: line, startColumn: column } };
  return {
    level: 'error',
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...region } }],
  };
}

/** Relative to the working directory where the file was named so. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(sep).map(encodeURIComponent).join('/');
}
