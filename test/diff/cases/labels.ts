import { type CodeCases, states } from './case';
import { CLAIM, DEPLOYMENT, INGRESS, NAMESPACE, NETWORK_POLICY, SERVICE } from './manifests';

const MONITORS = `
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: query, namespace: thanos, labels: { release: stack } }
spec: { selector: { matchLabels: { scrape: "true" } }, endpoints: [{ port: http }] }
---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: stack, namespace: thanos }
spec: { serviceMonitorSelector: { matchLabels: { release: stack } }, ruleSelector: { matchLabels: { release: stack } } }
`;

/** Cases of labels and annotations that somebody acts upon. */
export const LABEL_CASES = {
  'DIFF-005': {
    given: [
      {
        title: 'a ServiceMonitor that its Prometheus no longer finds',
        back: 'DIFF-006',
        ...states(MONITORS, ['labels: { release: stack }', 'labels: { release: other }']),
      },
      {
        title: 'a Service that its ServiceMonitor no longer finds',
        back: 'DIFF-006',
        ...states(SERVICE + MONITORS, ['scrape: "true" }', 'scrape: "false" }']),
      },
      {
        title: 'a Namespace that a NetworkPolicy no longer lets in',
        back: 'DIFF-006',
        ...states(NAMESPACE + NETWORK_POLICY, ['team: metrics', 'team: logs']),
      },
    ],
    notGiven: [
      {
        title: 'a label that nobody selects by',
        ...states(MONITORS, ['labels: { release: stack }', 'labels: { release: stack, team: a }']),
      },
      { title: 'a Service that no monitor looks at', ...states(SERVICE, ['scrape: "true" }', 'scrape: "false" }']) },
    ],
  },
  'DIFF-006': {
    given: [
      {
        title: 'a ServiceMonitor that a Prometheus finds',
        back: 'DIFF-617',
        ...states(MONITORS.replace('release: stack }', 'release: other }'), ['release: other }', 'release: stack }']),
      },
    ],
    notGiven: [
      {
        title: 'a label that nobody selects by',
        ...states(MONITORS, ['labels: { release: stack }', 'labels: { release: stack, team: a }']),
      },
    ],
  },
  'DIFF-007': {
    given: [
      {
        title: 'an annotation of ingress-nginx',
        back: 'DIFF-007',
        ...states(INGRESS, [
          'nginx.ingress.kubernetes.io/ssl-redirect: "true"',
          'nginx.ingress.kubernetes.io/proxy-body-size: 10m',
        ]),
      },
      {
        title: 'a sync wave',
        back: 'DIFF-007',
        ...states(DEPLOYMENT, [
          'name: query, namespace: thanos }',
          'name: query, namespace: thanos, annotations: { argocd.argoproj.io/sync-wave: "1" } }',
        ]),
      },
    ],
    notGiven: [
      {
        title: 'an annotation for people',
        ...states(DEPLOYMENT, [
          'name: query, namespace: thanos }',
          'name: query, namespace: thanos, annotations: { example.com/owner: us } }',
        ]),
      },
    ],
  },
  'DIFF-008': {
    given: [
      { title: 'Argo CD, told to prune', back: 'DIFF-007', ...states(NAMESPACE, ['Prune=false', 'Prune=true']) },
      {
        title: 'Helm, no longer told to keep',
        back: 'DIFF-007',
        ...states(CLAIM.replace('thanos }', 'thanos, annotations: { helm.sh/resource-policy: keep } }'), [
          ', annotations: { helm.sh/resource-policy: keep }',
          '',
        ]),
      },
    ],
    notGiven: [
      { title: 'another option beside it', ...states(NAMESPACE, ['Prune=false', 'Prune=false,ServerSideApply=true']) },
    ],
  },
} as const satisfies Record<string, CodeCases>;
