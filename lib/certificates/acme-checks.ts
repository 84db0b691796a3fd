import type { Problem } from '../validation/problem';
import { isResourceGroup, principalProblems } from '../values/azure-resource';
import { DNS_NAME, dnsNameProblem, isInZone } from '../values/dns-name';
import { emailProblems } from '../values/email';
import { GUID } from '../values/guid';
import type { AcmeAccount } from './acme-config';
import type { AcmeSolver, Dns01AzureDnsSolver } from './acme-solver';

/** What the ACME server or cert-manager would refuse, or silently never do. */
export function acmeProblems(account: AcmeAccount): Problem[] {
  const { name, accountKeySecret, solvers } = account;
  const names = accountKeySecret === name ? { name } : { name, accountKeySecret };
  const problems = [...emailProblems(account.email, 'email'), ...serverProblems(account.server)];
  for (const [option, value] of Object.entries(names)) {
    if (DNS_NAME.test(value)) continue;
    problems.push({
      // The issuer is made here; its account key's Secret is another object, by the name that it is given.
      rule: option === 'name' ? 'THANOS-102' : 'THANOS-202',
      what: `${option} "${value}" is no name of a Kubernetes object: those are lower-case letters, digits, dashes and dots`,
      fix: "Write, for example, 'letsencrypt-prod'",
    });
  }
  if (solvers.length === 0) {
    problems.push({
      rule: 'THANOS-210',
      what: 'solvers is empty: cert-manager could prove no name, and no certificate would ever be issued',
      fix: 'Leave solvers out for HTTP-01 through ingress class nginx, or give one of AcmeSolver',
    });
  }
  const seen = new Set<string>();
  for (const solver of solvers) {
    problems.push(...solverProblems(solver));
    const key = JSON.stringify([solver.type, solver.selector.dnsZones ?? [], solver.selector.dnsNames ?? []]);
    if (seen.has(key)) {
      problems.push({
        rule: 'THANOS-210',
        what: `solvers has two of type ${solver.type} for the same names: cert-manager would only ever use the first`,
        fix: 'Give each its own dnsZones or dnsNames, or keep one',
      });
    }
    seen.add(key);
  }
  return problems;
}

function serverProblems(server: string): Problem[] {
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (url?.protocol === 'https:' && url.pathname !== '/') return [];
  return [
    {
      rule: 'THANOS-209',
      what: `server "${server}" is not the https URL of an ACME directory`,
      fix: "Write 'production', 'staging', or the whole URL, for example 'https://acme.zerossl.com/v2/DV90'",
    },
  ];
}

function solverProblems(solver: AcmeSolver): Problem[] {
  const problems: Problem[] = [];
  const hostedZone = solver.type === 'dns01AzureDns' ? solver.hostedZone : undefined;
  for (const zone of solver.selector.dnsZones ?? []) {
    if (zone === hostedZone) continue;
    const problem = dnsNameProblem('dnsZones: the zone', zone);
    if (problem) problems.push(problem);
  }
  for (const name of solver.selector.dnsNames ?? []) {
    const problem = dnsNameProblem('dnsNames: the name', name.replace(/^\*\./, ''));
    if (problem) problems.push(problem);
    else if (name.startsWith('*.') && solver.type !== 'dns01AzureDns') {
      problems.push({
        rule: 'THANOS-206',
        what: `dnsNames has the wildcard "${name}" for HTTP-01: ACME servers prove wildcards by DNS-01 only`,
        fix: 'List its hosts one by one, or use AcmeSolver.dns01AzureDns for it',
      });
    }
  }
  switch (solver.type) {
    case 'http01':
      if (DNS_NAME.test(solver.ingressClassName)) return problems;
      return [
        ...problems,
        {
          rule: 'THANOS-202',
          what: `ingressClass "${solver.ingressClassName}" is no name of an IngressClass`,
          fix: "Write a name that kubectl get ingressclass lists, for example 'nginx'",
        },
      ];
    case 'http01Gateway':
      for (const [option, value] of Object.entries(solver.gateway)) {
        if (DNS_NAME.test(value)) continue;
        problems.push({
          rule: 'THANOS-202',
          what: `${option} "${value}" of the Gateway is no name of a Kubernetes object`,
          fix: "Write it as kubectl get gateways -A lists it, for example name: 'thanos', namespace: 'thanos'",
        });
      }
      return problems;
    case 'dns01AzureDns':
      return [...problems, ...azureDnsProblems(solver)];
  }
}

function azureDnsProblems(solver: Dns01AzureDnsSolver): Problem[] {
  const problems: Problem[] = [];
  const { subscriptionId, resourceGroup, hostedZone, identity, selector } = solver;
  const guids: [string, string | undefined, string][] = [
    ['subscriptionId', subscriptionId, 'az account show --query id'],
    ['identity.clientId', identity.clientId, 'az identity show --query clientId'],
    ['identity.tenantId', identity.tenantId, 'az account show --query tenantId'],
  ];
  for (const [option, value, command] of guids) {
    if (value === undefined || GUID.test(value)) continue;
    problems.push({
      rule: 'THANOS-303',
      what: `${option} "${value}" is no GUID`,
      fix: `Write what this prints: ${command}`,
    });
  }
  if (identity.principalId !== undefined) problems.push(...principalProblems(identity.clientId, identity.principalId));
  if (!isResourceGroup(resourceGroup)) {
    problems.push({
      rule: 'THANOS-305',
      what: `resourceGroup "${resourceGroup}" is no name of an Azure resource group`,
      fix: 'Write the name alone, without /subscriptions/…/resourceGroups/ before it',
    });
  }
  const zone = dnsNameProblem('hostedZone', hostedZone);
  if (zone) return [...problems, zone];
  for (const name of [...(selector.dnsZones ?? []), ...(selector.dnsNames ?? [])]) {
    if (isInZone(name, hostedZone)) continue;
    problems.push({
      rule: 'THANOS-210',
      what: `The solver of zone "${hostedZone}" is selected for "${name}", which is not in it: its record would go where nobody looks`,
      fix: `Select names that end with ${hostedZone}, and add a solver for the other zone`,
    });
  }
  return problems;
}
