import { createHash } from 'node:crypto';
import type { Consequence, JudgedField } from '../../lib/diff/judge';
import { LEVELS, type Level, worstFirst } from '../../lib/diff/level';
import { pathText } from '../../lib/diff/path';
import { nameOf } from '../../lib/manifests/kubernetes-object';
import { jsonText } from '../../lib/values/json';
import { addTo } from '../../lib/values/multimap';
import type { ClusterReport } from '../report';
import { type ReportedObject, renamedText, reportedObjects } from './reported';
import { type ShownChange, shortened, shownChange } from './shown-change';

const MOST_OF_A_MESSAGE = 1000;
const MOST_OF_A_PATH = 200;

/** A change as a person reads it. */
export interface DigestChange extends Consequence {
  /** Empty for an object that is new or gone as a whole. */
  readonly path: string;
  readonly values: ShownChange;
  readonly also: readonly Consequence[];
}

/** What is said of an object once, for all clusters in which the same changes. */
export interface DigestBlock {
  /** `StatefulSet thanos/thanos-receive`. */
  readonly object: string;
  /** `renamed from StatefulSet thanos/receive`. */
  readonly renamed?: string;
  readonly clusters: readonly string[];
  readonly level: Level;
  /** The worst first. */
  readonly changes: readonly DigestChange[];
}

/** How many changes there are of a level, and in how many clusters. */
export interface LevelCount {
  readonly level: Level;
  readonly changes: number;
  readonly clusters: number;
}

interface Found {
  readonly change: DigestChange;
  readonly clusters: number[];
}

/** Gathers what a person is told: that what changes alike in many clusters is said once. */
export class Digest {
  readonly clusters: string[] = [];
  private objectCount = 0;
  private readonly counts = new Map<Level, { changes: number; clusters: Set<number> }>();
  /** What changes of an object, by object and then by change. */
  private readonly objects = new Map<string, { object: string; renamed?: string; found: Map<string, Found> }>();

  add(report: ClusterReport): void {
    const cluster = this.clusters.push(shortened(report.cluster, MOST_OF_A_PATH)) - 1;
    for (const object of reportedObjects(report)) {
      this.objectCount++;
      const { found } = this.entry(object);
      for (const field of object.fields) {
        this.count(field.level, cluster);
        const key = keyOf(field);
        const known = found.get(key) ?? { change: digested(field), clusters: [] };
        if (known.clusters.at(-1) !== cluster) known.clusters.push(cluster);
        found.set(key, known);
      }
    }
  }

  /** Objects in clusters: the same object of two clusters counts twice. */
  get objectsChanged(): number {
    return this.objectCount;
  }

  /** The worst first; levels without a change are left out. */
  get levels(): LevelCount[] {
    return [...LEVELS].reverse().flatMap((level) => {
      const counted = this.counts.get(level);
      return counted ? { level, changes: counted.changes, clusters: counted.clusters.size } : [];
    });
  }

  /** The worst first, then by cluster and object. */
  blocks(): DigestBlock[] {
    return [...this.objects.values()]
      .flatMap(({ found, ...object }) => {
        const byClusters = new Map<string, Found[]>();
        for (const each of found.values()) addTo(byClusters, each.clusters.join(), each);
        return [...byClusters.values()].map((same) => this.block(object, same));
      })
      .sort(
        (a, b) =>
          worstFirst(a.level, b.level) || order(a.clusters[0] ?? '', b.clusters[0] ?? '') || order(a.object, b.object),
      );
  }

  private block(object: { readonly object: string; readonly renamed?: string }, found: readonly Found[]): DigestBlock {
    const changes = found.map(({ change }) => change).sort((a, b) => worstFirst(a.level, b.level));
    const clusters = (found[0]?.clusters ?? []).map((index) => this.clusters[index] ?? '');
    return { ...object, clusters, level: changes[0]?.level ?? 'none', changes };
  }

  private entry(reported: ReportedObject): { found: Map<string, Found> } {
    const object = shortened(nameOf(reported.object), MOST_OF_A_PATH);
    const renamed = renamedText(reported);
    const key = JSON.stringify([reported.object.apiVersion, object, renamed]);
    const known = this.objects.get(key) ?? {
      object,
      ...(renamed === undefined ? {} : { renamed: shortened(renamed, MOST_OF_A_PATH) }),
      found: new Map<string, Found>(),
    };
    this.objects.set(key, known);
    return known;
  }

  private count(level: Level, cluster: number): void {
    const known = this.counts.get(level) ?? { changes: 0, clusters: new Set<number>() };
    known.changes++;
    known.clusters.add(cluster);
    this.counts.set(level, known);
  }
}

function digested(field: JudgedField): DigestChange {
  const { path, before, after, level, code, message, also } = field;
  return {
    path: shortened(pathText(path), MOST_OF_A_PATH),
    values: path.length === 0 ? { before: '', after: '' } : shownChange(before, after),
    ...consequence({ level, code, message }),
    also: also.map(consequence),
  };
}

function consequence({ level, code, message }: Consequence): Consequence {
  return { level, code, message: shortened(message.replace(/\s+/g, ' ').trim(), MOST_OF_A_MESSAGE) };
}

/** What is the same of two changes only when both say the same of the same values. */
function keyOf({ path, before, after, code, message, also }: JudgedField): string {
  const values = path.length === 0 ? [] : [before, after];
  const key = jsonText([path, values, code, message, also]);
  return key.length <= 64 ? key : createHash('sha256').update(key).digest('base64');
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
