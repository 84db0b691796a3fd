import type { Construct } from 'constructs';
import type { Authentication } from '../exposure/authentication';
import type { ExposedRoute } from '../exposure/exposed-route';
import { Exposure } from '../exposure/exposure';
import type { Route } from '../exposure/route';
import type { CertificateDestination, IRemoteWriteDestination, TokenDestination } from '../remote-write/destination';
import { type Problem, reportProblem } from '../validation/problem';
import { DNS_LABEL } from '../values/dns-name';
import { repeated } from '../values/repeated';
import type { ThanosQueryFrontend } from './query-frontend';
import type { ThanosReceive } from './receive/receive';
import { REMOTE_WRITE_PATH } from './receive/remote-write';
import type { BothEdges, ReaderExposure, ThanosStackExposure, ThanosStackProps } from './stack-props';

/** One exposure is for query and receive, as in the founding article. */
export function perComponent(exposure: ThanosStackProps['exposure']): ThanosStackExposure {
  return exposure instanceof Exposure ? { query: exposure, receive: exposure } : (exposure ?? {});
}

/** Exposes the query frontend at each edge; the first one is where alerts link to. */
export function exposeQuery(
  stack: Construct,
  { route }: ThanosQueryFrontend,
  { query, tenantQueries = {} }: ThanosStackExposure,
): ExposedRoute | undefined {
  const [first] = edges<Exposure<Authentication>>(query).map((exposure, index) =>
    exposeAt(exposure, stack, index === 0 ? 'exposed-query' : 'exposed-query-next', { name: 'query', route }),
  );
  for (const [tenant, exposure] of Object.entries(tenantQueries)) {
    if (!DNS_LABEL.test(`query-${tenant}`)) {
      reportProblem(stack, tenantProblem(tenant));
      continue;
    }
    const objectName = `${route.service}-${tenant}`;
    exposure.expose(stack, `exposed-query-${tenant}`, { name: `query-${tenant}`, objectName, tenant, route });
  }
  return first;
}

/** Exposes receive at each edge: for passwords, for certificates, and for tokens of clusters. */
export function exposeReceive(
  stack: Construct,
  { route }: ThanosReceive,
  { receive }: ThanosStackExposure,
): readonly ExposedRoute[] {
  return edges<Exposure<Authentication>>(receive).map((exposure, index) =>
    exposeAt(exposure, stack, index === 0 ? 'exposed-receive' : 'exposed-receive-next', { name: 'receive', route }),
  );
}

/** Where Prometheus sends its samples: to the edges, or inside of the cluster where there are none. */
export function remoteWriteOf(receive: ThanosReceive, exposed: readonly ExposedRoute[]): IRemoteWriteDestination {
  const [first] = exposed;
  if (!first) return receive;
  return {
    url: urlOf(first),
    tenantHeader: receive.tenantHeader,
    basicAuth: first.authentication.type === 'basic',
    tokens: exposed.map(tokensOf).find((tokens) => tokens !== undefined),
    certificates: exposed.map(certificatesOf).find((certificates) => certificates !== undefined),
  };
}

/** What lets people or clusters choose whose series they read and write. */
export function tenancyProblems(exposure: ThanosStackExposure, props: ThanosStackProps): Problem[] {
  const problems: Problem[] = [];
  const byToken = edges<Exposure<Authentication>>(exposure.receive).some(
    ({ authentication }) => authentication.type === 'cluster-tokens',
  );
  const split = props.receive?.tenancy?.splitLabelName;
  if (byToken && split !== undefined) {
    problems.push({
      rule: 'THANOS-227',
      what: `receive.tenancy.splitLabelName takes the tenant from label ${split} of each series, before the header that the edge sets by a cluster's token: every cluster could write as every tenant`,
      fix: 'Leave splitLabelName out, and give each remote write its tenant',
    });
  }
  for (const asked of repeated(Object.values(exposure.tenantQueries ?? {}).map(askedFor))) {
    problems.push({
      rule: 'THANOS-227',
      what: `exposure.tenantQueries asks several tenants for ${asked}: whoever may read as one of them may read as all`,
      fix: "Give each tenant an exposure with a Secret of its own, for example basicAuth: 'payments' or clientCaSecretName: 'payments-ca'",
    });
  }
  if (exposure.tenantQueries && !props.query?.tenancy?.enforce) {
    problems.push({
      rule: 'THANOS-227',
      what: 'exposure.tenantQueries names the tenant in each request, and query answers with the series of all of them',
      fix: 'Write query: { tenancy: { enforce: true } }',
    });
  }
  return problems;
}

function edges<E extends Exposure>(given: E | BothEdges<E> | undefined): readonly E[] {
  if (given === undefined) return [];
  return given instanceof Exposure ? [given] : given;
}

/**
 * By certificates, objects have a name of their own, so that they can stand beside those for passwords at one controller, and stay as they
 * are when those go.
 */
function exposeAt(
  exposure: Exposure<Authentication>,
  stack: Construct,
  id: string,
  { name, route }: { readonly name: string; readonly route: Route },
): ExposedRoute {
  const byCertificate = exposure.authentication.type === 'client-certificate';
  return exposure.expose(stack, id, { name, route, objectName: byCertificate ? `${route.service}-mtls` : undefined });
}

/** What people of a tenant have to have. */
function askedFor({ authentication }: ReaderExposure): string {
  return authentication.type === 'basic'
    ? `the users of Secret "${authentication.secretName}"`
    : `certificates of the authority in Secret "${authentication.caSecretName}"`;
}

function certificatesOf(exposed: ExposedRoute): CertificateDestination | undefined {
  if (exposed.authentication.type !== 'client-certificate') return undefined;
  return { url: urlOf(exposed), privateCa: exposed.privateCa };
}

function tokensOf(exposed: ExposedRoute): TokenDestination | undefined {
  return exposed.tokens && { url: urlOf(exposed), admission: exposed.tokens };
}

function urlOf({ url }: ExposedRoute): string {
  return `${url}${REMOTE_WRITE_PATH}`;
}

function tenantProblem(tenant: string): Problem {
  return {
    rule: 'THANOS-225',
    what: `The tenant "${tenant}" gets a host of its own, and none can be called query-${tenant}`,
    fix: 'Write lower-case letters, digits and dashes, with no dash at the end',
  };
}
