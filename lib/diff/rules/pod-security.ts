import { asList, asMap, asText, at } from '../../manifests/value';
import { workloadOf } from '../../manifests/workload';
import { jsonText } from '../../values/json';
import type { ChangeRule, Judgement } from '../judgement';
import { containerPairs, POD_MAKERS, podFields } from './container-pairs';
import { isAbout, sayOf } from './fields';

/** What pods may do to their node and to others. */
export const POD_SECURITY_RULE: ChangeRule = {
  kinds: POD_MAKERS,
  *judge(change): Iterable<Judgement> {
    if (change.type !== 'changed' || !isAbout(change, NAMES)) return;
    const [before, after] = [workloadOf(change.before)?.podSpec, workloadOf(change.after)?.podSpec];
    if (!before || !after) return;
    for (const [field, gained] of HOST) {
      if (before[field] === true || after[field] !== true) continue;
      yield* sayOf(podFields(change, field), 'DIFF-121', `${gained}. Leave ${field} out`);
    }
    const paths = (spec: unknown) =>
      asList(at(spec, 'volumes')).flatMap((volume) => asText(at(volume, 'hostPath', 'path')) ?? []);
    const opened = paths(after).filter((path) => !paths(before).includes(path));
    if (opened.length > 0) {
      yield* sayOf(
        podFields(change, 'volumes').filter(({ after: volume }) => jsonText(volume ?? '').includes('/')),
        'DIFF-121',
        `mounts ${opened.join(', ')} of the node: who is in the pod reads what others keep there, and what the pod writes stays on that node. Use a claim`,
      );
    }
    const ofPod = podFields(change, 'securityContext');
    const told = new Set<string>();
    for (const { before: old, after: now, fields } of containerPairs(change)) {
      const effective = (spec: unknown, container: typeof old) => ({
        ...asMap(at(spec, 'securityContext')),
        ...asMap(container.fields['securityContext']),
      });
      for (const said of context(effective(before, old), effective(after, now))) {
        yield* sayOf(fields('securityContext'), said.code, said.message);
        if (!told.has(said.message)) yield* sayOf(ofPod, said.code, said.message);
        told.add(said.message);
      }
    }
  },
};

const HOST = [
  [
    'hostNetwork',
    'shares the network of the node: no NetworkPolicy holds for the pods, and all that they listen on is open to whoever reaches the node',
  ],
  ['hostPID', 'sees and may end every process of the node'],
  ['hostIPC', 'shares memory with every process of the node'],
] as const;

const NAMES: ReadonlySet<string> = new Set([...HOST.map(([field]) => field), 'volumes', 'securityContext']);

function* context(before: unknown, after: unknown): Iterable<Judgement> {
  if (at(before, 'privileged') !== true && at(after, 'privileged') === true) {
    yield {
      code: 'DIFF-121',
      message:
        'is privileged: who is in the container has the node, and every Secret that is mounted there. Leave privileged out',
    };
  }
  const weaker = WEAKER.flatMap(({ name, strict }) => (strict(before) && !strict(after) ? [name] : []));
  const added = (context: unknown) => asList(at(context, 'capabilities', 'add'));
  const capabilities = added(after).filter((each) => !added(before).includes(each));
  if (capabilities.length > 0) weaker.push(`capabilities.add ${capabilities.join(', ')}`);
  if (weaker.length === 0) return;
  yield {
    code: 'DIFF-122',
    message: `gives processes more rights than before (${weaker.join('; ')}). In a Namespace that enforces pod security, pods that break its level are refused, and the roll-out stops; see its pod-security.kubernetes.io labels`,
  };
}

/** Settings, and whether a security context has the strict one. */
const WEAKER: readonly { readonly name: string; readonly strict: (context: unknown) => boolean }[] = [
  { name: 'runAsNonRoot', strict: (context) => at(context, 'runAsNonRoot') === true },
  { name: 'runAsUser 0', strict: (context) => at(context, 'runAsUser') !== 0 },
  { name: 'allowPrivilegeEscalation', strict: (context) => at(context, 'allowPrivilegeEscalation') === false },
  { name: 'readOnlyRootFilesystem', strict: (context) => at(context, 'readOnlyRootFilesystem') === true },
  { name: 'capabilities.drop', strict: (context) => asList(at(context, 'capabilities', 'drop')).includes('ALL') },
  {
    name: 'seccompProfile',
    strict: (context) =>
      ['RuntimeDefault', 'Localhost'].includes(asText(asMap(at(context, 'seccompProfile'))['type']) ?? ''),
  },
];
