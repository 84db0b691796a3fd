import { createHash } from 'node:crypto';
import { CHANGE_CODES, type ChangeCode, changeEntry } from '../../lib/diff/catalogue';
import type { Consequence, JudgedField } from '../../lib/diff/judge';
import { isAtLeast, type Level } from '../../lib/diff/level';
import { pathText } from '../../lib/diff/path';
import { nameOf } from '../../lib/manifests/kubernetes-object';
import type { InputProblem } from '../../reading/input';
import { SARIF_SCHEMA, type SarifRule, sarifLocation, sarifRun } from '../../reporting/sarif';
import type { ClusterReport, Printing, ReportWriter } from '../report';
import { type ReportedObject, renamedText, reportedObjects } from './reported';
import { shownChange } from './shown-change';

/** The least level that is a result. Code hosts show results as alerts, and what restarts nothing alerts nobody. */
const LEAST: Level = 'restart';
const CODES = CHANGE_CODES.filter((code) => isAtLeast(changeEntry(code).level, LEAST));

/** A report in the Static Analysis Results Interchange Format, which code hosts show beside the lines of a change. */
export class SarifWriter implements ReportWriter {
  private results = 0;

  constructor(private readonly printing: Printing) {}

  add(report: ClusterReport): void {
    for (const object of reportedObjects(report)) {
      for (const field of object.fields) {
        for (const said of [field, ...field.also]) {
          if (!isAtLeast(said.level, LEAST)) continue;
          this.printing.print(`${this.results === 0 ? HEAD : ',\n'}${JSON.stringify(result(object, field, said))}`);
          this.results++;
        }
      }
    }
  }

  end(problems: readonly InputProblem[]): void {
    const rest = JSON.stringify(sarifRun(CODES.map(rule), problems)).slice(1);
    this.printing.print(`${this.results === 0 ? HEAD : ''}],${rest}]}\n`);
  }
}

const HEAD = `{"$schema":${JSON.stringify(SARIF_SCHEMA)},"version":"2.1.0","runs":[{"results":[`;

function rule(code: ChangeCode): SarifRule {
  const { level, title, means, instead, sources } = changeEntry(code);
  const description = instead === undefined ? means : `${means} ${instead}`;
  return { id: code, page: 'consequences.md', level: severityOf(level), title, description, sources };
}

function severityOf(level: Level): 'error' | 'warning' {
  return isAtLeast(level, 'replace') ? 'error' : 'warning';
}

function result(object: ReportedObject, field: JudgedField, { level, code, message }: Consequence): object {
  const { cluster, place } = object;
  const name = nameOf(object.object);
  const path = pathText(field.path);
  const change = path === '' ? '' : ` ${path}${values(field)}`;
  const renamed = renamedText(object);
  return {
    ruleId: code,
    ruleIndex: CODES.indexOf(code),
    level: severityOf(level),
    message: { text: `${name}${renamed ? `, ${renamed},` : ''}${change}: ${message}` },
    locations: place ? [sarifLocation({ ...place, object: name })] : [],
    // Several changes of an object are on one line, and an alert each.
    partialFingerprints: { primaryLocationLineHash: fingerprint([cluster, name, path, code]) },
    properties: { cluster, path, level },
  };
}

function values(field: JudgedField): string {
  const { before, after } = shownChange(field.before, field.after);
  return ` (${before} → ${after})`;
}

function fingerprint(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
