import type { Fleet, ThanosStackProps } from '../../../lib';
import { objstore } from './setup';

/** A program with one Thanos, which differs from the default one by some options. */
export const thanos =
  (options: Omit<ThanosStackProps, 'objstore'>) =>
  (fleet: Fleet): void => {
    fleet.addCluster('west').addThanos({ objstore, ...options });
  };
