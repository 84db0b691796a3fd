import { quantityValue } from '../../manifests/quantity';
import { asList, at } from '../../manifests/value';
import type { ChangeRule, Judgement } from '../judgement';
import { type ContainerPair, containerPairs, POD_MAKERS } from './container-pairs';
import { sayOf, shown } from './fields';

/** Resources, probes and host ports of containers. */
export const CONTAINER_RULE: ChangeRule = {
  kinds: POD_MAKERS,
  *judge(change): Iterable<Judgement> {
    for (const pair of containerPairs(change)) {
      yield* resources(pair);
      yield* probes(pair);
      yield* hostPorts(pair);
    }
  },
};

function* resources({ before, after, fields }: ContainerPair): Iterable<Judgement> {
  const values = (...path: string[]) =>
    [before, after].map((container) => at(container.fields, 'resources', ...path)) as [unknown, unknown];
  for (const resource of ['cpu', 'memory']) {
    const [old, now] = values('requests', resource);
    const [from, to] = [quantityValue(old), quantityValue(now)];
    if (to !== undefined && to > (from ?? 0)) {
      yield* sayOf(
        fields('resources', 'requests', resource),
        'DIFF-118',
        `asks for more ${resource} (${shown(old)} → ${shown(now)}): a pod that finds no node with as much free stays Pending, and the roll-out stops there. Make sure that nodes have it, or can be added`,
      );
    }
  }
  const [old, now] = values('limits', 'memory');
  const [from, to] = [quantityValue(old), quantityValue(now)];
  if (to !== undefined && to < (from ?? Number.POSITIVE_INFINITY)) {
    yield* sayOf(
      fields('resources', 'limits', 'memory'),
      'DIFF-119',
      `may use less memory (${shown(old)} → ${shown(now)}): beyond it the container is killed, and a process that reads back a write-ahead log needs more at its start than later. Compare with container_memory_working_set_bytes first`,
    );
  }
}

function* probes({ before, after, fields }: ContainerPair): Iterable<Judgement> {
  for (const [probe, lost] of PROBES) {
    if (before.fields[probe] !== undefined && after.fields[probe] === undefined) {
      yield* sayOf(fields(probe), 'DIFF-120', lost);
    }
  }
}

const PROBES = [
  ['readinessProbe', 'is gone: pods get requests, and the roll-out goes on to the next, before they can answer'],
  ['livenessProbe', 'is gone: nobody restarts a container that hangs'],
  ['startupProbe', 'is gone: the liveness probe counts from the start, and may kill a container that starts slowly'],
] as const;

function* hostPorts({ before, after, fields }: ContainerPair): Iterable<Judgement> {
  const ports = (container: ContainerPair['before']) =>
    asList(container.fields['ports']).flatMap((port) => at(port, 'hostPort') ?? []);
  const old = ports(before);
  const added = ports(after).filter((port) => !old.includes(port));
  if (added.length > 0) {
    yield* sayOf(
      fields('ports'),
      'DIFF-123',
      `takes port ${added.join(', ')} of the node: whoever reaches the node reaches it, and two such pods never fit on one node`,
    );
  }
}
