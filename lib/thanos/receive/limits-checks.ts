import { numberProblems } from '../../validation/numbers';
import type { Problem } from '../../validation/problem';
import type { ReceiveLimits, ReceiveTenantLimits } from './limits';

/** What Thanos would refuse of limits, or silently not enforce. */
export function limitsProblems(limits: ReceiveLimits): Problem[] {
  const { global, tenants = {} } = limits;
  const each: [string, ReceiveTenantLimits][] = [
    ['limits.default', limits.default ?? {}],
    ...Object.entries(tenants).map(([tenant, limit]): [string, ReceiveTenantLimits] => [
      `limits.tenants["${tenant}"]`,
      limit,
    ]),
  ];
  const problems = [
    ...numberProblems({ 'limits.global.maxConcurrency': global?.maxConcurrency }, 0),
    ...each.flatMap(([option, { request, headSeriesLimit }]) =>
      numberProblems(
        {
          [`${option}.request.seriesLimit`]: request?.seriesLimit,
          [`${option}.request.samplesLimit`]: request?.samplesLimit,
          [`${option}.headSeriesLimit`]: headSeriesLimit,
        },
        0,
      ),
    ),
  ];
  const limited = each.find(([, { headSeriesLimit }]) => headSeriesLimit);
  if (limited && !global?.metaMonitoring) {
    problems.push({
      rule: 'THANOS-045',
      what: `${limited[0]}.headSeriesLimit is set, but routers hold no series: they have to ask somebody for their number, and let everything pass until then`,
      fix: "Set limits.global.metaMonitoring to what has the receivers' metrics: { url: query.url }",
    });
  }
  if (global?.metaMonitoring) problems.push(...urlProblems(global.metaMonitoring.url));
  return problems;
}

function urlProblems(url: string): Problem[] {
  if (!/^https?:\/\/[^/\s]+/.test(url)) {
    return [
      {
        rule: 'THANOS-511',
        what: `limits.global.metaMonitoring.url "${url}" is no URL with scheme and host: Thanos would not start`,
        fix: "Write, for example, 'http://thanos-query.thanos.svc.cluster.local:10902'",
      },
    ];
  }
  if (!/^https?:\/\/[^/]*@/.test(url)) return [];
  return [
    {
      rule: 'THANOS-512',
      what: 'limits.global.metaMonitoring.url has credentials, which would stand readable in a ConfigMap',
      fix: 'Mount a Secret with extraVolumes, and name its file in httpClient.basicAuth.passwordFile',
    },
  ];
}
