import { readFileSync } from 'node:fs';
import { isAbsolute, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MANIFEST_RULES } from '../lib/manifests/rules';
import { type RuleId, ruleOf } from '../lib/validation/catalogue';
import type { InputProblem } from '../reading/input';
import type { LintFinding, ObjectPlace } from './findings';
import type { LintReport } from './report';

const PACKAGE: { readonly name: string; readonly version: string } = JSON.parse(
  readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'),
);

/** A report in the Static Analysis Results Interchange Format, which code hosts show beside the lines of a change. */
export function sarif({ findings, problems }: LintReport): object {
  const ids = [...new Set(MANIFEST_RULES.map(({ rule }) => rule))].sort();
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: PACKAGE.name, version: PACKAGE.version, rules: ids.map(rule) } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          { executionSuccessful: problems.length === 0, toolExecutionNotifications: problems.map(notification) },
        ],
        results: findings.map((finding) => ({ ...result(finding), ruleIndex: ids.indexOf(finding.rule) })),
      },
    ],
  };
}

function rule(id: RuleId): object {
  const { title, protects, severity, sources } = ruleOf(id);
  const links = sources.map((source) => `- ${source}`).join('\n');
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: protects },
    help: { text: `${title}. ${protects}`, markdown: `${title}. ${protects}\n\nSources:\n${links}` },
    helpUri: pageOf(id),
    defaultConfiguration: { level: severity },
  };
}

/** The rule in docs/rules.md, as it is in the package of this version. */
function pageOf(id: RuleId): string {
  return `https://unpkg.com/${PACKAGE.name}@${PACKAGE.version}/docs/rules.md#${id.toLowerCase()}`;
}

function result({ rule: ruleId, severity, message, related, cluster, ...place }: LintFinding): object {
  return {
    ruleId,
    level: severity,
    message: { text: message },
    locations: [location(place)],
    ...(related.length > 0 ? { relatedLocations: related.map(location) } : {}),
    ...(cluster === undefined ? {} : { properties: { cluster } }),
  };
}

function location({ file, line, object }: ObjectPlace): object {
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
