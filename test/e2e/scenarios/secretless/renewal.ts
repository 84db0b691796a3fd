import assert from 'node:assert/strict';
import type { E2e } from '../../e2e';
import { claimsOf } from '../../edge/token-issuer';
import { CLUSTERS, newHost } from './fleet';
import { type Identities, TOKEN_SECONDS } from './identities';
import { FAR_TOKEN_SECONDS, type Moved } from './move-over';

/** Tokens that the other issuer's writer uses up in the meantime. */
const RENEWALS = 2;

/** Renews the tokens of both clusters while they write. */
export async function renewTokens(e2e: E2e, moved: Moved & { readonly identities: Identities }): Promise<void> {
  const { writers, nearToken, farToken, identities, reader } = moved;
  const first = nearToken.current;
  await e2e.step('renew tokens while both write', async () => {
    const renewed = farToken.renewals;
    await writers.start();
    nearToken.current = await identities.near(newHost(e2e));
    assert.ok(claimsOf(nearToken.current).exp > claimsOf(first).exp, 'it is the old token');
    await e2e.until(
      'renewals',
      async () => assert.ok(farToken.renewals >= renewed + RENEWALS, `${farToken.renewals - renewed}`),
      { seconds: 3 * RENEWALS * FAR_TOKEN_SECONDS, everySeconds: 0.5 },
    );
    await writers.goOn();
  });
  for (const [name, what] of [
    [
      'near',
      `a token of ${TOKEN_SECONDS / 60} minutes from Kubernetes, the shortest there is, replaced by the next one`,
    ],
    [
      'far',
      `tokens of ${FAR_TOKEN_SECONDS} seconds, ${farToken.renewals} of them renewed at four fifths, as the kubelet does`,
    ],
  ] as const) {
    await writers[name].stop();
    assert.deepEqual(writers[name].refused, []);
    const { tenant } = CLUSTERS[name];
    const samples = await e2e.step(`read back what ${name} wrote`, () =>
      e2e.readBack(reader, writers[name], { tenant }),
    );
    e2e.evidence.push({ what: `${what}, while it wrote`, samples, seen: 'nothing refused' });
  }
}
