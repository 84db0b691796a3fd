import assert from 'node:assert/strict';
import type { E2e } from '../../e2e';
import { type Certificates, refusals } from '../../edge/certified';
import type { Edge } from '../../edge/client';
import { CLUSTERS, newDomain, newHost } from './fleet';

const { tenant } = CLUSTERS.far;
const PATH = `/api/v1/query?query=${encodeURIComponent('count by (__name__) ({__name__=~"numbered_.+"})')}`;

/** The people of the other tenant show certificates, at a listener of their own. */
export async function readByCertificate(
  e2e: E2e,
  { edge, certificates }: { readonly edge: Edge; readonly certificates: Certificates },
): Promise<void> {
  const host = `query-${tenant}.${newDomain(e2e)}`;
  const answer = await edge.https(host, PATH, {
    certificate: certificates.right,
    headers: { 'THANOS-TENANT': CLUSTERS.near.tenant },
  });
  assert.equal(answer.status, 200, answer.body);
  const { result } = JSON.parse(answer.body).data as { result: { metric: Record<string, string> }[] };
  assert.deepEqual(
    result.map(({ metric }) => metric['__name__']),
    ['numbered_far'],
  );
  const seen = await refusals({ edge, host, other: newHost(e2e), certificates }, PATH);
  e2e.evidence.push({
    what: `asked at the host of tenant ${tenant} by certificate, also with the header of another tenant`,
    seen: `the series of ${tenant} alone. With ${seen}`,
  });
}
