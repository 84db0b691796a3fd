import type { Size } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { type SecretKey, secretVariable } from '../../kubernetes/secret-key';
import type { Problem } from '../../validation/problem';

/** Where cached items are: in the pod's own memory, or on servers. */
export interface CacheBackend {
  readonly type: 'IN-MEMORY' | 'MEMCACHED' | 'REDIS';
  /**
   * The backend's part of the file, as Thanos parses it.
   *
   * @param passwordVariable environment variable with the password, if there is one
   */
  config(passwordVariable: string): object;
  readonly problems: readonly Problem[];
  /** How much of the pod's memory it fills. */
  readonly memory?: Size;
  /** Ports of its servers. */
  readonly ports?: readonly number[];
  readonly passwordSecret?: SecretKey;
}

/** What a component has to do in order to use a cache. */
export interface CacheBinding {
  /** The file as Thanos parses it. */
  readonly config: object;
  readonly environment: readonly k8s.EnvVar[];
  /** Ports of servers that the pod connects to. */
  readonly ports: readonly number[];
  readonly problems: readonly Problem[];
  /** The existing Secret of the servers' password. */
  readonly passwordSecret?: SecretKey;
}

/** A cache of some kind: each kind makes its own, since Thanos parses them differently. */
export abstract class Cache {
  protected constructor(
    private readonly backend: CacheBackend,
    private readonly settings: object = {},
    private readonly settingProblems: readonly Problem[] = [],
  ) {}

  /** How much of the pod's memory the cache fills. `undefined` when it is on servers. */
  get memory(): Size | undefined {
    return this.backend.memory;
  }

  /**
   * How a component uses the cache.
   *
   * @param purpose what it caches, in kebab-case: names the password's variable, and the cache in messages
   */
  bind(purpose: string): CacheBinding {
    const { type, ports = [], passwordSecret } = this.backend;
    const variable = `${purpose.toUpperCase().replaceAll('-', '_')}_PASSWORD`;
    return {
      config: { type, config: this.backend.config(variable), ...this.settings },
      environment: passwordSecret ? [secretVariable(variable, passwordSecret)] : [],
      ports,
      passwordSecret,
      problems: [...this.backend.problems, ...this.settingProblems].map((problem) => ({
        ...problem,
        what: `${purpose}: ${problem.what}`,
      })),
    };
  }
}
