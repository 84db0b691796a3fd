import { asList, asText, at } from '../../manifests/value';
import type { ChangedObject } from '../change';
import type { ChangeRule, Judgement } from '../judgement';
import { fieldsAt, listed, sayOf, shown } from './fields';

const FOR_GOOD = [['group'], ['scope'], ['names', 'kind'], ['names', 'plural']] as const;

/** CustomResourceDefinitions: what they are for good, and which versions their objects are kept in. */
export const RESOURCE_DEFINITION_RULE: ChangeRule = {
  kinds: ['apiextensions.k8s.io/CustomResourceDefinition'],
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type === 'removed') {
      const kind = asText(at(change.before, 'spec', 'names', 'kind')) ?? '';
      const here = cluster.before.ofKind(asText(at(change.before, 'spec', 'group')) ?? '', kind).length;
      yield {
        code: 'DIFF-205',
        message: `every ${kind} in every namespace is deleted with it${here > 0 ? ` (${here} in these manifests alone)` : ''}, and what controllers made of them. Keep it; before an uninstall, list them (kubectl get ${asText(at(change.before, 'spec', 'names', 'plural')) ?? ''} --all-namespaces)`,
      };
      return;
    }
    if (change.type !== 'changed') return;
    for (const path of FOR_GOOD) {
      const [old, now] = [change.before, change.after].map((object) => at(object, 'spec', ...path));
      if (old === now) continue;
      yield* sayOf(
        fieldsAt(change, 'spec', ...path),
        'DIFF-218',
        `is refused: spec.${path.join('.')} of a CRD is for good. Keep ${shown(old)}; another one is a CRD of another name, and deleting this one deletes all of its objects`,
      );
    }
    yield* versions(change);
  },
};

function* versions(change: ChangedObject): Iterable<Judgement> {
  const [old, now] = [change.before, change.after].map((object) => asList(at(object, 'spec', 'versions')));
  if (!old || !now) return;
  const name = (version: unknown) => asText(at(version, 'name')) ?? '';
  const names = now.map(name);
  const fields = fieldsAt(change, 'spec', 'versions');
  const stored = old.find((version) => at(version, 'storage') === true);
  const gone = old.filter((version) => !names.includes(name(version)));
  if (gone.includes(stored)) {
    yield* sayOf(
      fields,
      'DIFF-219',
      `is refused: objects are stored as ${name(stored)}, which is in status.storedVersions, so the version cannot go. First make another one the storage version and keep this one; then write every object anew (kubectl get … -o yaml | kubectl replace -f -), take ${name(stored)} out of status.storedVersions, and only then out of spec.versions`,
    );
    return;
  }
  const served = (list: readonly unknown[]) => list.filter((version) => at(version, 'served') === true).map(name);
  const unserved = served(old).filter((each) => !served(now).includes(each));
  if (unserved.length > 0) {
    yield* sayOf(
      fields,
      'DIFF-221',
      `version ${listed(unserved)} is no longer served: whoever asks for it, such as an older operator or manifests with that apiVersion, gets "not found"; objects themselves stay. A version that objects were ever stored in is refused to go as long as status.storedVersions has it`,
    );
  }
  const next = now.find((version) => at(version, 'storage') === true);
  if (stored && next && name(stored) !== name(next)) {
    yield* sayOf(
      fields,
      'DIFF-220',
      `objects are stored as ${name(next)} from now on, and those that exist as ${name(stored)} until they are written again: keep ${name(stored)} in spec.versions until then. There is no way back to a release without ${name(next)}`,
    );
  }
}
