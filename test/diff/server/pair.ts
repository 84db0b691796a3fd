import type { ChangeCode } from '../../../lib/diff/catalogue';
import type { States } from '../cases/case';

/** How manifests are applied. Both are what users and GitOps tools do. */
export const WAYS = ['server-side', 'client-side'] as const;
export type Way = (typeof WAYS)[number];

/** What a real API server, and the controllers behind it, do when `after` is applied where `before` is. */
export type Expected =
  | {
      /** The API server refuses `after`. */
      readonly server: 'refuses';
      /** What its message has, be it applied in the one way or the other. */
      readonly says: string | Readonly<Record<Way, string>>;
    }
  | ({
      /** It takes `after`. */
      readonly server: 'takes';
    } & PodChanges);

/** Pods by name; of a Deployment or DaemonSet the name that theirs start with. Those that are not named stay as they are. */
export interface PodChanges {
  /** Made anew, or with a container that started anew. @default - none */
  readonly rolling?: readonly string[];
  /** Gone afterwards. @default - none */
  readonly gone?: readonly string[];
  /** There only afterwards. @default - none */
  readonly starting?: readonly string[];
  /** New ones never become ready here, as what they need is nowhere. @default false */
  readonly stuck?: boolean;
  /** What pods answer to GET once they have taken over the change. @default - nobody asks them */
  readonly answers?: readonly Answer[];
}

export interface Answer {
  /** Its name, or what that starts with. */
  readonly pod: string;
  readonly port: number;
  readonly path: string;
  readonly has: RegExp;
}

/** Stands in pairs where a run writes where its Azurite is. */
export const BLOB_ENDPOINT = 'http://azurite.example.com:10000/devstoreaccount1';

/** What not every cluster has. */
export interface Needs {
  /** Images on a node. */
  readonly images?: readonly string[];
  /** The Prometheus Operator. */
  readonly operator?: true;
  /** Azurite, on the port of `BLOB_ENDPOINT`. */
  readonly blobStore?: true;
}

/**
 * Two states that can be applied to a cluster. All objects are in namespace `diff`, which is there before, or have the word `diff` in
 * their names; a run puts a name of its own in its place.
 */
export interface ServerPair extends States {
  readonly title: string;
  /** The worst code that the change has. */
  readonly code: ChangeCode;
  readonly expected: Expected;
  /** @default - server-side alone, but for what is refused */
  readonly ways?: readonly Way[];
  readonly needs?: Needs;
}

/** A pair that the API server refuses. */
export function refused(
  code: ChangeCode,
  title: string,
  says: string | Readonly<Record<Way, string>>,
  states: States,
): ServerPair {
  return { code, title, expected: { server: 'refuses', says }, ways: WAYS, ...states };
}

/** A pair that it takes, with what becomes of pods. */
export function taken(
  code: ChangeCode,
  title: string,
  states: States,
  pods: PodChanges = {},
  more: Pick<ServerPair, 'ways' | 'needs'> = {},
): ServerPair {
  return { code, title, expected: { server: 'takes', ...pods }, ...states, ...more };
}
