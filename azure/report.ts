import type { AzureRolesCommand } from './azure-roles';
import type { FederatedCredential } from './federated';
import type { Row } from './plan';

/** What `--output json` prints. Fields are added to it, and never change their meaning while `version` is 1. */
export interface JsonReport {
  readonly version: 1;
  readonly command: AzureRolesCommand;
  readonly ok: boolean;
  readonly summary: Readonly<Record<string, number>>;
  readonly rows: readonly Row[];
  readonly warnings: readonly string[];
}

/** The rows as a program reads them. */
export function jsonReport(
  command: AzureRolesCommand,
  { rows, ok }: { readonly rows: readonly Row[]; readonly ok: boolean },
  warnings: readonly string[],
): string {
  const report: JsonReport = { version: 1, command, ok, summary: counts(rows), rows, warnings };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** The rows as a person reads them: grouped by scope, each with who needs it and its note beneath, and how many there are of each kind. */
export function table(rows: readonly Row[]): string {
  if (rows.length === 0) return 'Nothing: no identity of this fleet needs a role, or has one.\n';
  const cells = rows.map(({ status, role, principalId, clientId = '' }) => [status, role, principalId, clientId]);
  const head = ['STATUS', 'ROLE', 'PRINCIPAL (OBJECT ID)', 'CLIENT ID'];
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`;
  const lines = [line(head)];
  for (const scope of [...new Set(rows.map((row) => row.scope))].sort()) {
    lines.push(scope);
    for (const [index, row] of rows.entries()) {
      if (row.scope !== scope) continue;
      lines.push(line(cells[index] ?? []));
      if (row.neededBy.length > 0) lines.push(`    for ${row.neededBy.join(', ')}`);
      if (row.note) lines.push(...row.note.split('\n').map((text) => `    ${text}`));
    }
  }
  lines.push(
    `${Object.entries(counts(rows))
      .map(([status, count]) => `${count} ${status}`)
      .join(', ')}.`,
  );
  return `${lines.map((text) => text.trimEnd()).join('\n')}\n`;
}

/** The commands that make federated credentials, with where their placeholders are found. */
export function federatedText(credentials: readonly FederatedCredential[]): string {
  if (credentials.length === 0) {
    return 'No federated credential is needed: no component of this fleet uses workload identity.\n';
  }
  const blocks = credentials.map(
    ({ cluster, clientId, subject, issuer, audience, command }) =>
      `cluster   ${cluster}\nidentity  ${clientId} (client ID)\nsubject   ${subject}\nissuer    ${issuer}\naudience  ${audience}\n  ${command}\n`,
  );
  return `${blocks.join('\n')}
A cluster's issuer:     az aks show --resource-group <group> --name <cluster> --query oidcIssuerProfile.issuerUrl --output tsv
An identity and group:  az identity list --query "[?clientId=='<client ID>'].[name, resourceGroup]" --output tsv
Make those of one identity one after the other: Azure refuses two at a time.
`;
}

function counts(rows: readonly Row[]): Record<string, number> {
  const statuses = rows.map(({ status }) => status).sort();
  return Object.fromEntries(
    [...new Set(statuses)].map((status) => [status, statuses.filter((one) => one === status).length]),
  );
}
