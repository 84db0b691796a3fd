import type { ChangeSet } from '.';

const RECEIVE = 'https://thanos.io/tip/components/receive.md/';
const HANDLER = 'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/handler.go';
const RINGS = 'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/hashring.go';
const RINGFILE = 'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/config.go';
const RECEIVEGO = 'https://github.com/thanos-io/thanos/blob/v0.42.5/cmd/thanos/receive.go';
const GUIDE = 'docs/hashring.md';

/** Hashrings and the pods that they list. */
export const RING_CHANGES = {
  'DIFF-501': {
    level: 'data',
    title: 'Pods and hashring change in one step',
    means: 'Kubernetes applies the two at different moments, so that routers write to pods that are not there.',
    instead:
      'Grow: pods first, then the hashring. Shrink: the hashring first, then, when their heads are uploaded, the pods.',
    sources: [GUIDE, RECEIVE],
  },
  'DIFF-502': {
    level: 'config',
    title: 'The members of a hashring change, and its pods do not',
    means: 'Routers read it again as they run; a part of the series moves.',
    sources: [GUIDE, RINGS],
  },
  'DIFF-503': {
    level: 'data',
    title: 'A hashring lists pods that nobody makes',
    means: 'Their share of every write fails.',
    sources: [GUIDE, HANDLER],
  },
  'DIFF-504': {
    level: 'config',
    title: 'Pods are added that no hashring lists yet',
    means: 'Nothing is written to them until the next step.',
    sources: [GUIDE],
  },
  'DIFF-505': {
    level: 'restart',
    title: 'Pods are removed that no hashring lists',
    means: 'It is the last step of shrinking: these pods end. It needs empty heads, which manifests do not tell.',
    sources: [GUIDE],
  },
  'DIFF-506': {
    level: 'data',
    title: 'Ingestors are removed, and no hashring is known',
    means: 'Nothing here says whether they are written to.',
    sources: [GUIDE, RECEIVE],
  },
  'DIFF-507': {
    level: 'data',
    title: 'Fewer copies are written',
    means: 'A failure that was survived before fails writes, or takes samples with it.',
    sources: [RECEIVE, HANDLER],
  },
  'DIFF-508': {
    level: 'restart',
    title: 'More copies are written',
    means: 'Receivers restart; memory, disks and bucket hold that many times as much.',
    sources: [RECEIVE],
  },
  'DIFF-509': {
    level: 'data',
    title: 'A hashring has fewer members than copies are to be written',
    means: 'With ketama receivers do not start, with hashmod every write fails.',
    sources: [RINGS],
  },
  'DIFF-510': {
    level: 'config',
    title: 'A hashring divides series by another algorithm',
    means: 'Nearly all series move to another ingestor.',
    sources: [RINGS, RECEIVE],
  },
  'DIFF-511': {
    level: 'data',
    title: 'No hashring takes a tenant any more',
    means: 'Its writes fail.',
    sources: [RINGS],
  },
  'DIFF-512': {
    level: 'config',
    title: 'Tenants move to another hashring',
    means: 'What they write goes there once routers have read the file.',
    sources: [RINGS],
  },
  'DIFF-513': {
    level: 'config',
    title: 'Members of a hashring are in other zones',
    means: 'Replicas are placed anew.',
    sources: [RINGS],
  },
  'DIFF-514': {
    level: 'data',
    title: 'Routers and ingestors disagree about a port',
    means: 'No series arrives there.',
    instead: 'Change the hashring and the ports of the pods so that either works with the other, in steps.',
    sources: [RINGFILE, RECEIVE],
  },
  'DIFF-515': {
    level: 'data',
    title: 'An autoscaler changes the number of ingestors',
    means: 'Hashrings name pods: new ones get nothing, and writes for those that go fail.',
    sources: [GUIDE, 'https://github.com/thanos-io/thanos/issues/3141'],
  },
  'DIFF-516': {
    level: 'restart',
    title: 'Routers hand series on by another protocol',
    means: 'They restart; ingestors have to listen for it.',
    sources: [RECEIVE],
  },
  'DIFF-517': {
    level: 'data',
    title: 'An ingestor becomes a router',
    means: 'It opens no TSDB: what is on its disk is neither read nor uploaded.',
    sources: [RECEIVEGO],
  },
} as const satisfies ChangeSet;
