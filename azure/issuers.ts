import { type AzFailure, azProblem, type RunAz, runAz } from './az';
import { BadInput } from './failure';
import type { Surroundings } from './run';

/** An AKS cluster, and who signs the tokens of its ServiceAccounts. */
export interface AksIssuer {
  readonly name: string;
  readonly resourceGroup: string;
  /** What `oidcIssuer` takes. @default - the cluster has none yet */
  readonly oidcIssuer?: string;
}

export interface IssuersOptions {
  readonly output: 'table' | 'json';
  /** The subscription to look into. @default - that of `az login` */
  readonly subscription?: string;
}

/** The AKS clusters of a subscription, by name. */
export async function readIssuers(subscription: string | undefined, run: RunAz = runAz): Promise<AksIssuer[]> {
  const query = '[].[name,resourceGroup,oidcIssuerProfile.issuerUrl]';
  const args = ['aks', 'list', '--output', 'json', '--query', query];
  const answer = await run(subscription === undefined ? args : [...args, '--subscription', subscription]).catch(
    (error: AzFailure) => {
      throw azProblem(error, 'list of clusters');
    },
  );
  return rows(answer)
    .map(([name, group, issuer]) => ({ name: name ?? '', resourceGroup: group ?? '', oidcIssuer: issuer || undefined }))
    .sort((a, b) => (`${a.name} ${a.resourceGroup}` < `${b.name} ${b.resourceGroup}` ? -1 : 1));
}

/** Runs `issuers`. */
export async function runIssuers(options: IssuersOptions, { print }: Pick<Surroundings, 'print'>): Promise<void> {
  const clusters = await readIssuers(options.subscription);
  const report = { version: 1, command: 'issuers', clusters };
  print(options.output === 'json' ? `${JSON.stringify(report, null, 2)}\n` : issuersText(clusters));
}

/** The clusters, each with what to write for it, or what to do first. */
export function issuersText(clusters: readonly AksIssuer[]): string {
  if (clusters.length === 0) return 'There is no AKS cluster in this subscription.\n';
  const blocks = clusters.map(({ name, resourceGroup, oidcIssuer }) => {
    const command = `az aks update --resource-group ${resourceGroup} --name ${name} --enable-oidc-issuer`;
    return oidcIssuer === undefined
      ? `${name} (${resourceGroup}) has no OpenID issuer. This restarts its API server, and cannot be undone:\n  ${command}\n`
      : `${name} (${resourceGroup})\n  oidcIssuer: '${oidcIssuer}',\n`;
  });
  return `${blocks.join('\n')}
Write it where the cluster is added: fleet.addCluster('NAME', { oidcIssuer: '…' }), or below its name in the clusters file.
`;
}

function rows(answer: string): (string | null | undefined)[][] {
  try {
    const list: unknown = JSON.parse(answer);
    if (Array.isArray(list) && list.every(Array.isArray)) return list;
  } catch {
    // Said below.
  }
  throw new BadInput([{ what: 'az aks list did not answer with clusters', fix: 'Update the Azure CLI: az upgrade' }]);
}
