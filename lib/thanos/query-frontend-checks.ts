import type { Size } from 'cdk8s';
import { numberProblems } from '../validation/numbers';
import type { Problem } from '../validation/problem';
import { type GoDuration, milliseconds } from '../values/duration';
import { byteSize, bytes } from '../values/size';
import { TENANT } from '../values/tenant';
import type { Cache } from './cache/cache';
import { cacheMemory, cacheMemoryProblems } from './cache/memory';
import type { ThanosQuery } from './query';
import type { DynamicSplit, ThanosQueryFrontendOptions } from './query-frontend-options';

/** What a query frontend would refuse, or would do other than meant. */
export function queryFrontendProblems(
  props: ThanosQueryFrontendOptions & { readonly query: ThanosQuery },
  caches: readonly (Cache | null)[],
  memoryRequest: Size,
): Problem[] {
  const { queryRange = {}, labelRequests = {}, instantQueryMaxRetries, verticalShards, downstreamTripper = {} } = props;
  return [
    ...splitProblems(queryRange.splitInterval, queryRange.cache !== null),
    ...(labelRequests.cache === null ? [] : zeroProblems('labelRequests.splitInterval', labelRequests.splitInterval)),
    ...zeroProblems('labelRequests.defaultTimeRange', labelRequests.defaultTimeRange),
    ...numberProblems(
      {
        instantQueryMaxRetries,
        'queryRange.maxRetries': queryRange.maxRetries,
        'labelRequests.maxRetries': labelRequests.maxRetries,
        'downstreamTripper.maxIdleConns': downstreamTripper.maxIdleConns,
        'downstreamTripper.maxIdleConnsPerHost': downstreamTripper.maxIdleConnsPerHost,
        'downstreamTripper.maxConnsPerHost': downstreamTripper.maxConnsPerHost,
      },
      0,
    ),
    ...numberProblems(
      {
        'queryRange.maxQueryParallelism': queryRange.maxQueryParallelism,
        'labelRequests.maxQueryParallelism': labelRequests.maxQueryParallelism,
      },
      1,
    ),
    ...numberProblems({ verticalShards }, 2),
    ...cacheMemoryProblems(caches, props.resources),
    ...scalingProblems(props, caches, memoryRequest),
    ...tenancyProblems(props),
  ];
}

function zeroProblems(option: string, duration: GoDuration | undefined): Problem[] {
  if (duration === undefined || milliseconds(duration) !== 0) return [];
  return [
    {
      rule: 'THANOS-503',
      what: `${option} is "${duration}", with which a query frontend that keeps answers does not start`,
      fix: `Write, for example, '24h', or leave ${option} out`,
    },
  ];
}

function splitProblems(split: GoDuration | DynamicSplit | undefined, cached: boolean): Problem[] {
  if (typeof split !== 'object') return cached ? zeroProblems('queryRange.splitInterval', split) : [];
  const { minInterval, maxInterval, horizontalShards } = split;
  return [
    ...zeroProblems('queryRange.splitInterval.minInterval', minInterval),
    ...zeroProblems('queryRange.splitInterval.maxInterval', maxInterval),
    ...numberProblems({ 'queryRange.splitInterval.horizontalShards': horizontalShards }, 1),
  ];
}

/** Caches fill and stay full, so that an autoscaler would add pods and never take one away. */
function scalingProblems(
  { replicas, resources }: ThanosQueryFrontendOptions,
  caches: readonly (Cache | null)[],
  memoryRequest: Size,
): Problem[] {
  if (typeof replicas !== 'object') return [];
  const { memoryUtilization = 60, maxReplicas = 10 } = replicas.autoscaling;
  const request = resources?.requests?.memory ?? memoryRequest;
  const memory = cacheMemory(caches);
  if (memoryUtilization === null || bytes(memory) < (bytes(request) * memoryUtilization) / 100) return [];
  return [
    {
      rule: 'THANOS-564',
      what: `The in-memory caches hold up to ${byteSize(memory)}, which is more than ${memoryUtilization} % of the memory request (${byteSize(request)}): the autoscaler would go to ${maxReplicas} pods and stay there`,
      fix: 'Ask for more memory, write smaller caches, or set memoryUtilization: null',
    },
  ];
}

function tenancyProblems({ query, tenancy }: ThanosQueryFrontendOptions & { readonly query: ThanosQuery }): Problem[] {
  const { enforce, header = TENANT.header, defaultTenant = TENANT.default } = query.tenancy;
  const problems: Problem[] = [];
  if (tenancy?.orgIdHeaders && (enforce || header !== TENANT.header)) {
    problems.push({
      rule: 'THANOS-036',
      what: enforce
        ? 'tenancy.orgIdHeaders decides whose kept answer a request gets, and the querier separates tenants by another header: one tenant could be answered with what was kept for another'
        : `tenancy.orgIdHeaders excludes the tenant header, and the querier has one of its own, "${header}"`,
      fix: 'Leave orgIdHeaders out: the tenant names who asks',
    });
  }
  if (enforce && defaultTenant !== TENANT.default) {
    problems.push({
      rule: 'THANOS-545',
      what: `The querier answers requests that name no tenant as "${defaultTenant}", but a frontend names "${TENANT.default}" in each of them, and no flag changes that`,
      fix: `Leave defaultTenant of the querier out, and keep nothing under "${TENANT.default}" that not everybody may read`,
    });
  }
  return problems;
}
