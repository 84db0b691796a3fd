import type { Consequence } from '../../lib/diff/judge';
import { pathText } from '../../lib/diff/path';
import { type KubernetesObject, namespaceOf } from '../../lib/manifests/kubernetes-object';
import { jsonText } from '../../lib/values/json';
import type { InputProblem } from '../../reading/input';
import type { ClusterReport, Printing, ReportWriter } from '../report';
import { type ReportedObject, reportedObjects } from './reported';

/**
 * A report for programs, as `docs/diff.schema.json` has it. Fields are added to it, and never change their meaning while `version` is 1.
 * Changes are printed as they come; patches are kept, as text, until these are through.
 */
export class JsonWriter implements ReportWriter {
  private readonly patches: string[] = [];
  private changes = 0;

  constructor(private readonly printing: Printing) {}

  add(report: ClusterReport): void {
    for (const object of reportedObjects(report)) {
      const whole = identity(object.cluster, object.object);
      for (const change of changesOf(object, whole)) {
        this.printing.print(`${this.changes === 0 ? this.head() : ','}\n    ${jsonText(change)}`);
        this.changes++;
      }
      if (object.patch) this.patches.push(jsonText({ ...whole, patch: object.patch }));
    }
  }

  end(problems: readonly InputProblem[]): void {
    const { print } = this.printing;
    print(this.changes === 0 ? `${this.head()}],\n  "patches": [` : '\n  ],\n  "patches": [');
    for (const [index, patch] of this.patches.entries()) print(`${index === 0 ? '' : ','}\n    ${patch}`);
    print(`${this.patches.length === 0 ? '' : '\n  '}],\n  "problems": ${JSON.stringify(problems)}\n}\n`);
  }

  private head(): string {
    const { base, head } = this.printing;
    return `{\n  "version": 1,\n  "base": ${JSON.stringify(base)},\n  "head": ${JSON.stringify(head)},\n  "changes": [`;
  }
}

function changesOf({ type, renamed, place, fields }: ReportedObject, whole: object): object[] {
  return fields.map(({ path, before, after, level, code, message, also }) => ({
    ...whole,
    type,
    ...(renamed && 'from' in renamed ? { renamedFrom: identityOf(renamed.from) } : {}),
    ...(renamed && 'to' in renamed ? { renamedTo: identityOf(renamed.to) } : {}),
    path: pathText(path),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    level,
    code,
    message,
    also: also.map(({ level, code, message }: Consequence) => ({ level, code, message })),
    ...(place ? { file: place.file, line: place.line } : {}),
  }));
}

function identity(cluster: string, object: KubernetesObject): object {
  return { cluster, ...identityOf(object) };
}

function identityOf(object: KubernetesObject): object {
  const { apiVersion, kind, metadata } = object;
  return { apiVersion, kind, namespace: namespaceOf(object), name: metadata.name };
}
