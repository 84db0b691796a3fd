import type { Problem } from '../../validation/problem';
import { repeated } from '../../values/repeated';
import { type Hashring, isWrittenTo, type RingMember } from './hashring';

/** What Thanos would refuse of hashrings, what would make it hang, and what would silently lose writes. */
export function hashringProblems(hashrings: readonly Hashring[], replicationFactor: number): Problem[] {
  if (hashrings.length === 0) {
    return [
      {
        rule: 'THANOS-521',
        what: 'hashrings is empty, and Thanos does not start with a router that has nowhere to write to',
        fix: "Give it one: { name: 'default', ingestors: [ingestor] }",
      },
    ];
  }
  return [
    ...nameProblems(hashrings),
    ...memberProblems(hashrings),
    ...tenantProblems(hashrings),
    ...unwrittenProblems(hashrings),
    ...hashrings.flatMap((hashring) => ringProblems(hashring, replicationFactor)),
  ];
}

function nameProblems(hashrings: readonly Hashring[]): Problem[] {
  const names = hashrings.map(({ name }) => name);
  return [
    ...repeated(names).map(
      (name): Problem => ({
        rule: 'THANOS-522',
        what: `Two hashrings are called "${name}", so their metrics and objects cannot be told apart`,
        fix: 'Give each a name of its own',
      }),
    ),
    ...names
      .filter((name) => !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name))
      .map(
        (name): Problem => ({
          rule: 'THANOS-523',
          what: `The hashring name "${name}" cannot be part of the names of objects, so the API server would refuse them`,
          fix: "Write lower-case letters, digits and dashes, for example 'team-a'",
        }),
      ),
  ];
}

function memberProblems(hashrings: readonly Hashring[]): Problem[] {
  return repeated(hashrings.flatMap(({ ingestors }) => ingestors)).map(({ identity }) => ({
    rule: 'THANOS-003',
    what: `Ingestor ${identity.name} is in hashrings twice: in one ring it would hold several replicas of a series, in two they would share its disk and its failures`,
    fix: 'Give each hashring ingestors of its own',
  }));
}

function tenantProblems(hashrings: readonly Hashring[]): Problem[] {
  const problems: Problem[] = [];
  const catchAll = hashrings.findIndex(({ tenants }) => tenants === undefined);
  if (catchAll >= 0 && catchAll < hashrings.length - 1) {
    const others = hashrings.slice(catchAll + 1).map(({ name }) => `"${name}"`);
    problems.push({
      rule: 'THANOS-012',
      what: `Hashring "${hashrings[catchAll]?.name}" has no tenants and so takes everything: ${others.join(', ')} after it would get nothing`,
      fix: 'Put the one hashring without tenants last, and give the others tenants',
    });
  }
  for (const tenant of repeated(hashrings.flatMap(({ tenants }) => [...new Set(tenants)]))) {
    problems.push({
      rule: 'THANOS-524',
      what: `Tenant "${tenant}" is in two hashrings: the first takes all of its series`,
      fix: 'Name it in one of them',
    });
  }
  for (const { name, tenants, tenantMatcher } of hashrings) {
    if (tenants?.length === 0) {
      problems.push({
        rule: 'THANOS-525',
        what: `Hashring "${name}" has an empty list of tenants, which Thanos reads as: every tenant`,
        fix: 'Name its tenants, or leave tenants out if it is to take all others',
      });
    }
    if (tenants?.includes('')) {
      problems.push({
        rule: 'THANOS-525',
        what: `Hashring "${name}" has a tenant without a name, which no request can have`,
        fix: "Requests without a tenant are the default tenant's; name that one",
      });
    }
    const pattern = tenants?.find((tenant) => /[*?[]/.test(tenant));
    if (pattern !== undefined && tenantMatcher !== 'glob') {
      problems.push({
        rule: 'THANOS-525',
        what: `Hashring "${name}" has tenant "${pattern}", and takes only a tenant that is called just that: its tenants are names, not patterns`,
        fix: "Set tenantMatcher: 'glob' on it",
      });
    }
  }
  return problems;
}

/** Tenants of a hashring that is not written to, whom no other hashring takes. */
function unwrittenProblems(hashrings: readonly Hashring[]): Problem[] {
  // An ingestor reports its impossible numbers itself.
  if (!hashrings.every(({ ingestors }) => ingestors.every(countsPods))) return [];
  return hashrings
    .filter((hashring) => !isWrittenTo(hashring))
    .filter((hashring) => !hashrings.some((other) => isWrittenTo(other) && mayTakeTenantsOf(other, hashring)))
    .map(({ name, tenants }) => ({
      rule: 'THANOS-651',
      what: `Hashring "${name}" has no pod to write to, and no other hashring takes ${tenants ? 'its tenants' : 'what it took'}: writers would be refused, again and again`,
      fix: 'Give an ingestor of it replicas, or add a hashring without tenants that is written to',
    }));
}

const mayTakeTenantsOf = (other: Hashring, { tenants }: Hashring) =>
  other.tenants === undefined || (tenants !== undefined && other.tenantMatcher === 'glob');

function ringProblems(hashring: Hashring, replicationFactor: number): Problem[] {
  const { name, ingestors, algorithm } = hashring;
  const problems = sizeProblems(hashring, replicationFactor);
  const zone = ingestors.find((member) => member.zone)?.zone;
  if (algorithm === 'hashmod' && zone) {
    problems.push({
      rule: 'THANOS-002',
      what: `Hashring "${name}" has ingestors in zone ${zone}, and hashmod does not know zones: Thanos would not start`,
      fix: "Write algorithm: 'ketama', which is the default, or leave zone out of its ingestors",
    });
  }
  for (const { identity } of replicationFactor > 1 ? ingestors.filter(rollsWithoutPause) : []) {
    problems.push({
      rule: 'THANOS-043',
      what: `Hashring "${name}" replicates, but ${identity.name} rolls out without a pause: the next pod would go before routers have found the last one again, and writes lose their quorum`,
      fix: 'Give the ingestor minReadySeconds, for example 120',
    });
  }
  const [first, ...others] = ingestors;
  const stranger = others.find(({ identity }) => first && home(identity) !== home(first.identity));
  if (first && stranger) {
    problems.push({
      rule: 'THANOS-526',
      what: `Hashring "${name}" has ingestors of ${home(first.identity)} and of ${home(stranger.identity)}: no PodDisruptionBudget could keep a drain from taking too many`,
      fix: 'Run the ingestors of a hashring in one namespace and one stack',
    });
  }
  return problems;
}

function sizeProblems({ name, ingestors, algorithm = 'ketama' }: Hashring, replicationFactor: number): Problem[] {
  // An ingestor reports its impossible numbers itself.
  if (!ingestors.every(countsPods)) return [];
  const size = ingestors.reduce((sum, { ringReplicas }) => sum + ringReplicas, 0);
  if (size === 0) return [];
  if (size < replicationFactor) {
    const outcome = algorithm === 'ketama' ? 'Thanos would not start' : 'Thanos would refuse every write';
    return [
      {
        rule: 'THANOS-001',
        what: `Hashring "${name}" has ${size} ${size === 1 ? 'pod' : 'pods'}, and replicationFactor is ${replicationFactor}: ${outcome}`,
        fix: 'Raise the replicas of its ingestors, or lower replicationFactor',
      },
    ];
  }
  const zones = sizeByZone(ingestors);
  if (algorithm === 'hashmod' || replicationFactor <= zoneCapacity([...zones.values()])) return [];
  const spread = [...zones].map(([zone, pods]) => `${pods} in ${zone || 'no zone'}`).join(', ');
  return [
    {
      rule: 'THANOS-001',
      what: `Hashring "${name}" has ${spread}: Thanos spreads ${replicationFactor} replicas evenly over the zones, finds no place for the last one, and hangs`,
      fix: 'Run as many ingestors in each zone, or lower replicationFactor',
    },
  ];
}

const countsPods = ({ replicas, ringReplicas }: RingMember) =>
  Number.isInteger(replicas) && replicas > 0 && Number.isInteger(ringReplicas) && ringReplicas >= 0;

const rollsWithoutPause = ({ replicas, minReadySeconds }: RingMember) => replicas > 1 && minReadySeconds === 0;

const home = ({ namespace, selector }: RingMember['identity']) =>
  `stack ${selector['app.kubernetes.io/instance']} in namespace ${namespace}`;

function sizeByZone(members: readonly RingMember[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { zone = '', ringReplicas } of members) {
    if (ringReplicas > 0) sizes.set(zone, (sizes.get(zone) ?? 0) + ringReplicas);
  }
  return sizes;
}

/** How many replicas Thanos can place: no zone gets two more than the one with the fewest pods has. */
function zoneCapacity(sizes: readonly number[]): number {
  const most = Math.min(...sizes) + 1;
  return sizes.reduce((sum, size) => sum + Math.min(size, most), 0);
}
