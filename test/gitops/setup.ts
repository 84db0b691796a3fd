import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { type Cluster, Exposure, Fleet, type FleetProps, type IGitOps } from '../../lib';
import { inFolder, objstore, remoteWrite, tree } from '../fleet/setup';

export const repoUrl = 'https://github.com/example/monitoring';

/** A hub with ingresses, and remote clusters without; what is rendered of them, by file. */
export function render(
  gitOps: IGitOps | undefined,
  props: Omit<FleetProps, 'gitOps' | 'outdir'> & { readonly build?: (hub: Cluster) => void } = {},
): Record<string, string> {
  const { build, ...rest } = props;
  return inFolder((folder) => {
    const outdir = join(folder, 'dist');
    const fleet = new Fleet({ outdir, gitOps, ...rest });
    const hub = fleet.addCluster('hub');
    const issuer = hub.addLetsEncrypt({ email: 'ops@cookingwithazure.com' });
    const exposure = Exposure.ingressNginx({ domain: 'thanos.example.com', issuer, basicAuth: 'basic-auth' });
    hub.addThanos({ objstore, exposure });
    build?.(hub);
    fleet.addCluster('shop', {}, (shop) => {
      shop.addPrometheus({ remoteWrite });
    });
    fleet.synth();
    return tree(outdir);
  });
}

/** The one object of a file. */
export function object(files: Record<string, string>, file: string): unknown {
  return parse(files[file] ?? '');
}

/** The objects of a file, by kind and name. */
export function objects(files: Record<string, string>, file: string): Record<string, unknown> {
  return Object.fromEntries(
    parseAllDocuments(files[file] ?? '').map((document) => {
      const { kind, metadata } = document.toJS() as { kind: string; metadata: { name: string } };
      return [`${kind} ${metadata.name}`, document.toJS() as unknown];
    }),
  );
}
