import type { ChangeSet } from '.';

const RECEIVE = 'https://thanos.io/tip/components/receive.md/';
const RULE = 'https://thanos.io/tip/components/rule.md/';
const QUERY = 'https://thanos.io/tip/components/query.md/';
const STORAGE = 'https://thanos.io/tip/thanos/storage.md/';
const MULTITSDB = 'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/multitsdb.go';
const HANDLER = 'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/handler.go';
const RULEGO = 'https://github.com/thanos-io/thanos/blob/v0.42.5/cmd/thanos/rule.go';
const RECEIVEGO = 'https://github.com/thanos-io/thanos/blob/v0.42.5/cmd/thanos/receive.go';
const TENANCY = 'https://thanos.io/tip/operating/multi-tenancy.md/';

/** What receivers and rulers keep, under which labels. */
export const WRITER_CHANGES = {
  'DIFF-403': {
    level: 'data',
    title: 'A TSDB keeps samples for a shorter time than anything else has them',
    means: 'Blocks on the disk are deleted, and it is not certain that a bucket has them and is asked.',
    instead: 'Look into the bucket first.',
    sources: [MULTITSDB, RULEGO],
  },
  'DIFF-404': {
    level: 'restart',
    title: 'A TSDB keeps samples for another time',
    means:
      'Longer: the disk has to hold more. Shorter: a bucket has the blocks, keeps them at least as long, and a store gateway reads it. Receivers delete no block that is not uploaded.',
    sources: [MULTITSDB, RECEIVE],
  },
  'DIFF-430': {
    level: 'data',
    title: 'The external labels of a writer changed',
    means:
      'Each of its series ends and begins anew under another name; its old blocks and its new ones are never compacted together.',
    instead: 'Keep the labels.',
    sources: [STORAGE, RECEIVE],
  },
  'DIFF-431': {
    level: 'data',
    title: 'Queriers no longer deduplicate by a label',
    means: 'Each replicated series is in answers as often as it was written: sums are multiples of what was measured.',
    instead: 'Keep the label for as long as blocks have it.',
    sources: [QUERY],
  },
  'DIFF-432': {
    level: 'data',
    title: 'Tenants are told apart in another way',
    means: 'Series of a writer end in one tenant and begin anew in another.',
    instead: 'Change writers in the same step.',
    sources: [RECEIVE, TENANCY],
  },
  'DIFF-433': {
    level: 'restart',
    title: 'Queriers deduplicate by another label',
    means: 'Series that differ in it alone are one in answers.',
    sources: [QUERY],
  },
  'DIFF-460': {
    level: 'data',
    title: 'A TSDB starts on an empty disk',
    means: 'What was not uploaded is on the old disk, which nobody reads, or which is gone.',
    instead: 'Keep the path and its claim.',
    sources: [RECEIVE, RULE],
  },
  'DIFF-461': {
    level: 'data',
    title: 'Pods are killed before they have uploaded their head',
    means: 'Receivers and rulers write their head as a block and upload it when they are told to end.',
    instead: 'Leave them 15 minutes.',
    sources: [
      RECEIVEGO,
      'https://github.com/thanos-io/kube-thanos/blob/main/jsonnet/kube-thanos/kube-thanos-receive.libsonnet',
    ],
  },
  'DIFF-463': {
    level: 'data',
    title: 'Late samples are refused sooner',
    means: 'A receiver answers them with 409, which clients do not repeat.',
    sources: [RECEIVE, HANDLER],
  },
  'DIFF-464': {
    level: 'data',
    title: 'A receiver compacts blocks by itself',
    means:
      'Blocks that it has compacted are not uploaded. Since v0.42 it leaves those alone that are not in the bucket yet; before, their samples never get there.',
    instead: 'Keep both block durations equal.',
    sources: [RECEIVE, MULTITSDB],
  },
  'DIFF-465': {
    level: 'restart',
    title: 'A TSDB cuts blocks of another length',
    means: 'Longer ones keep more in memory, and are uploaded later.',
    sources: [RECEIVE, RULE],
  },
  'DIFF-466': {
    level: 'restart',
    title: 'Samples from the future are refused',
    means: 'A clock that is ahead no longer fills the head with samples that keep out others.',
    sources: [RECEIVE],
  },
} as const satisfies ChangeSet;
