import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { issuersText, readIssuers } from '../../azure/issuers';

const WEST = 'https://westeurope.oic.prod-aks.azure.com/0/1/';

/** az, which answers so and remembers what it was asked. */
function fakeAz(answer: unknown) {
  const asked: string[][] = [];
  const run = async (args: readonly string[]) => {
    asked.push([...args]);
    return typeof answer === 'string' ? answer : JSON.stringify(answer);
  };
  return { asked, run };
}

describe('azure-roles issuers', () => {
  const list = [
    ['west', 'thanos', WEST],
    ['east', 'thanos', null],
  ];

  it('reads the clusters of the subscription that az is signed in to, or of another', async () => {
    const { asked, run } = fakeAz(list);
    await readIssuers(undefined, run);
    await readIssuers('a', run);
    assert.deepEqual(asked[0]?.slice(0, 2), ['aks', 'list']);
    assert.equal(asked[0]?.includes('--subscription'), false);
    assert.deepEqual(asked[1]?.slice(-2), ['--subscription', 'a']);
  });

  it('sorts them, and knows those without an issuer', async () => {
    assert.deepEqual(await readIssuers(undefined, fakeAz(list).run), [
      { name: 'east', resourceGroup: 'thanos', oidcIssuer: undefined },
      { name: 'west', resourceGroup: 'thanos', oidcIssuer: WEST },
    ]);
  });

  it('says what to write, or what to switch on', async () => {
    const text = issuersText(await readIssuers(undefined, fakeAz(list).run));
    assert.ok(text.includes(`west (thanos)\n  oidcIssuer: '${WEST}',\n`));
    assert.match(text, /az aks update --resource-group thanos --name east --enable-oidc-issuer/);
    assert.match(issuersText([]), /no AKS cluster/);
  });

  it('says what keeps az from answering', async () => {
    await assert.rejects(readIssuers(undefined, fakeAz('{}').run), /did not answer with clusters/);
    await assert.rejects(readIssuers(undefined, fakeAz('nonsense').run), /did not answer with clusters/);
    const expired = Object.assign(new Error('1'), { stderr: 'ERROR: AADSTS700082: expired' });
    await assert.rejects(
      readIssuers(undefined, async () => {
        throw expired;
      }),
      /az gives no list of clusters: AADSTS700082: expired\.\n {2}The sign-in is missing/,
    );
  });
});
