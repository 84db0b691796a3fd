import assert from 'node:assert/strict';
import { ClusterChange } from '../../lib/diff/cluster-change';
import { ObjectComparer } from '../../lib/diff/compare/compare-objects';
import { type JudgedField, type JudgedObject, judgeCluster } from '../../lib/diff/judge';
import { worstFirst } from '../../lib/diff/level';
import { matchObjects } from '../../lib/diff/match-objects';
import { ConfigReader } from '../../lib/manifests/config-reader';
import { readDocuments } from '../../reading/documents';
import type { States } from './cases/case';

/** What differs between two states of a cluster, and what each change does. */
export function judge({ before, after }: States): JudgedObject[] {
  const [earlier, later] = [before, after].map((text) => {
    const { objects, problems } = readDocuments('test.yaml', text);
    assert.deepEqual(problems, []);
    return objects.map(({ object }) => object);
  });
  assert.ok(earlier && later);
  const reader = new ConfigReader();
  const changes = matchObjects(earlier, later, new ObjectComparer());
  return judgeCluster(new ClusterChange(changes, { before: () => earlier, after: () => later }, reader));
}

/** Every change, the worst first. */
export function judgedFields(states: States): JudgedField[] {
  return judge(states)
    .flatMap(({ fields }) => fields)
    .sort((a, b) => worstFirst(a.level, b.level));
}

/** Every code that is given to a change, be it the worst or not. */
export function codesOf(states: States): string[] {
  const codes = judgedFields(states).flatMap(({ code, also }) => [code, ...also.map((each) => each.code)]);
  return [...new Set(codes)].sort();
}
