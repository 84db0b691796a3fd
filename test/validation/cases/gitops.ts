import { type ArgoCdProps, Fleet, type FluxOptions, GitOps, type IGitOps } from '../../../lib';
import type { GITOPS_RULES } from '../../../lib/validation/catalogue/gitops';
import type { RuleCases } from '../attempt';
import { remoteWrite } from './setup';

const repoUrl = 'https://github.com/example/monitoring';

const fleet =
  (gitOps: IGitOps, clusters: readonly string[] = ['hub', 'shop']) =>
  () => {
    const made = new Fleet({ outdir: '/nowhere', gitOps });
    for (const cluster of clusters) {
      made.addCluster(cluster, {}, (each) => {
        each.addPrometheus({ remoteWrite });
      });
    }
    return made;
  };

const argoCd = (props: Partial<ArgoCdProps>, clusters?: readonly string[]) =>
  fleet(GitOps.argoCd({ repoUrl, ...props }), clusters);

const flux = (props: FluxOptions) => fleet(GitOps.flux({ gitRepository: 'flux-system', ...props }));

/** What the compiler refuses, as it comes out of JavaScript or a file. */
const text = (interval: string) => ({ interval }) as FluxOptions;

export const gitopsCases: RuleCases<keyof typeof GITOPS_RULES> = {
  'THANOS-700': [
    {
      trips: argoCd({ repoUrl: 'https://ci:abc123@github.com/example/monitoring' }),
      passes: argoCd({ repoUrl: 'https://github.com/example/monitoring' }),
    },
    { trips: argoCd({ repoUrl: 'https://abc123@github.com/example/monitoring' }), passes: argoCd({ repoUrl }) },
    {
      trips: fleet(GitOps.flux({ repoUrl: 'ssh://git:abc123@github.com/example/monitoring' })),
      passes: fleet(GitOps.flux({ repoUrl: 'ssh://git@github.com/example/monitoring' })),
    },
    { trips: fleet(GitOps.flux({ repoUrl: `${repoUrl}?token=abc123` })), passes: fleet(GitOps.flux({ repoUrl })) },
  ],
  'THANOS-701': [
    {
      trips: fleet(GitOps.flux({ repoUrl: 'git@github.com:example/monitoring.git' })),
      passes: argoCd({ repoUrl: 'git@github.com:example/monitoring.git' }),
    },
    ...['', 'github.com/example/monitoring', 'file:///srv/git', 'https://'].map((address) => ({
      trips: argoCd({ repoUrl: address }),
      passes: argoCd({ repoUrl: 'ssh://git@ssh.dev.azure.com/v3/example/monitoring/monitoring' }),
    })),
    { trips: argoCd({ revision: '' }), passes: argoCd({ revision: 'v1.0.0' }) },
    {
      trips: fleet(GitOps.flux({ repoUrl, branch: 'a b' })),
      passes: fleet(GitOps.flux({ repoUrl, branch: 'release/1' })),
    },
  ],
  'THANOS-702': [
    { trips: argoCd({ path: '' }), passes: argoCd({ path: '.' }) },
    ...['/dist', '../dist', 'a//b', '{{.path}}'].map((path) => ({
      trips: flux({ path }),
      passes: flux({ path: './monitoring/dist/' }),
    })),
  ],
  'THANOS-703': [
    { trips: flux(text('1d')), passes: flux({ interval: '24h' }) },
    { trips: flux({ interval: '0s' }), passes: flux({ interval: '1h30m' }) },
    { trips: flux(text('')), passes: flux({ interval: '1.5h' }) },
    { trips: flux({ interval: '-1h' }), passes: flux({ interval: '500ms' }) },
  ],
  'THANOS-704': [
    { trips: argoCd({ project: 'Platform Team' }), passes: argoCd({ project: 'platform-team' }) },
    { trips: argoCd({ namespace: 'argo.cd' }), passes: argoCd({ namespace: 'argo-cd' }) },
    { trips: argoCd({ name: 'cert-manager' }), passes: argoCd({ name: 'certs' }) },
    {
      trips: fleet(GitOps.flux({ gitRepository: 'Fleet' })),
      passes: fleet(GitOps.flux({ gitRepository: 'fleet' })),
    },
    {
      trips: fleet(GitOps.flux({ repoUrl, secretName: 'git_hub' })),
      passes: fleet(GitOps.flux({ repoUrl, secretName: 'github' })),
    },
  ],
  'THANOS-705': [
    {
      trips: argoCd({ destination: (cluster) => (cluster === 'hub' ? { name: 'in-cluster' } : undefined) }),
      passes: argoCd({ destination: (cluster) => ({ name: cluster === 'hub' ? 'in-cluster' : cluster }) }),
    },
    {
      trips: argoCd({ destination: () => ({ name: 'in-cluster' }) }),
      passes: argoCd({ destination: () => ({ name: 'in-cluster' }) }, ['hub']),
    },
    {
      trips: argoCd({
        destination: (cluster) =>
          cluster === 'hub' ? { name: 'in-cluster' } : { server: 'https://kubernetes.default.svc' },
      }),
      passes: argoCd({
        destination: (cluster) => (cluster === 'hub' ? { name: 'in-cluster' } : { server: 'https://shop.example.com' }),
      }),
    },
    {
      trips: argoCd({ destination: (cluster) => ({ server: cluster }) }),
      passes: argoCd({ destination: (cluster) => ({ server: `https://${cluster}.example.com` }) }),
    },
  ],
  'THANOS-706': [
    {
      trips: argoCd({ prerequisites: { ingressNginx: { version: '4.*' } } }),
      passes: argoCd({ prerequisites: { ingressNginx: { version: '4.15.0' } } }),
    },
    {
      trips: flux({ prerequisites: { certManager: { version: '' } } }),
      passes: flux({ prerequisites: { certManager: { version: 'v1.21.0-beta.1' } } }),
    },
  ],
  'THANOS-707': [
    { trips: argoCd({}, ['hub', 'argo-cd']), passes: argoCd({}, ['hub', 'argo-cd-2']) },
    { trips: argoCd({}, ['argo-cd']), passes: fleet(GitOps.kustomize(), ['argo-cd']) },
  ],
};
