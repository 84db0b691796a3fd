import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RunAz } from '../../azure/az';
import { azureCliCredential, checkSignIn } from '../../azure/credential';
import { BadInput } from '../../azure/failure';
import { SUBSCRIPTION, TOKEN } from './setup';

const SCOPE = 'https://management.azure.com/.default';

function signIn(run: RunAz) {
  return azureCliCredential(SUBSCRIPTION, run).getToken(SCOPE);
}

function failing(fields: { readonly code?: string | number; readonly stderr?: string }): RunAz {
  return async () => {
    throw Object.assign(new Error('Command failed'), fields);
  };
}

describe('The sign-in of az', () => {
  it("is asked for Resource Manager, and for the subscription's tenant", async () => {
    const asked: (readonly string[])[] = [];
    const token = await signIn(async (args) => {
      asked.push(args);
      return JSON.stringify({ accessToken: TOKEN, expires_on: 1_800_000_000, expiresOn: '2020-01-01 00:00:00' });
    });
    assert.deepEqual(token, { token: TOKEN, expiresOnTimestamp: 1_800_000_000_000 });
    assert.equal(
      asked[0]?.join(' '),
      `account get-access-token --output json --resource https://management.azure.com --subscription ${SUBSCRIPTION}`,
    );
  });

  it('is asked for again only when the token is about to expire', async () => {
    for (const [minutes, times] of [
      [60, 1],
      [4, 2],
    ] as const) {
      let asked = 0;
      const { getToken } = azureCliCredential(SUBSCRIPTION, async () => {
        asked++;
        return JSON.stringify({ accessToken: TOKEN, expires_on: Math.floor(Date.now() / 1000) + minutes * 60 });
      });
      await getToken(SCOPE);
      await getToken(SCOPE);
      assert.equal(asked, times);
    }
  });

  it('may come from an az that says only when in local time', async () => {
    const expiresOn = '2027-03-04 05:06:07.000000';
    const token = await signIn(async () => JSON.stringify({ accessToken: TOKEN, expiresOn }));
    assert.equal(token?.expiresOnTimestamp, Date.parse(expiresOn));
  });

  const expired =
    'ERROR: AADSTS700082: The refresh token has expired due to inactivity.\nInteractive authentication is needed. Please run:\naz login\n';
  const unknown = `ERROR: Subscription '${SUBSCRIPTION}' not recognized.\n`;
  const mistakes: [string, RunAz, RegExp][] = [
    [
      'az is missing',
      failing({ code: 'ENOENT' }),
      /The Azure CLI \(az\) is not installed.*--default-azure-credential/s,
    ],
    [
      'nobody is signed in',
      failing({ code: 1, stderr: "ERROR: Please run 'az login' to setup account.\n" }),
      /az gives no token: Please run.*az login$/s,
    ],
    ['the sign-in has expired', failing({ code: 1, stderr: expired }), /AADSTS700082.*has expired: az login$/s],
    [
      'the subscription is of another tenant',
      failing({ code: 1, stderr: unknown }),
      /not recognized.*az account list$/s,
    ],
    ['az says nothing', failing({ code: 1 }), /az gives no token: Command failed/],
    ['az answers something else', async () => `garbage ${TOKEN}`, /did not answer with a token.*az upgrade/s],
    ['az answers without a date', async () => JSON.stringify({ accessToken: TOKEN }), /did not answer with a token/],
    [
      'az answers with an empty token',
      async () => JSON.stringify({ accessToken: '', expires_on: 1 }),
      /did not answer/,
    ],
  ];
  for (const [mistake, run, message] of mistakes) {
    it(`stops everything when ${mistake}, and repeats no token`, async () => {
      await assert.rejects(signIn(run), (error) => {
        assert.ok(error instanceof BadInput);
        assert.match(error.message, message);
        assert.equal(error.message.includes(TOKEN), false);
        return true;
      });
    });
  }
});

describe('Before anything else, a sign-in', () => {
  it('of another kind that fails is a mistake of its own', async () => {
    const getToken = async () => {
      throw new Error('ManagedIdentityCredential is not available');
    };
    await assert.rejects(
      checkSignIn({ getToken }, SCOPE),
      /Azure gives no token: ManagedIdentityCredential.*az login/s,
    );
  });

  it('has to give a token', async () => {
    await assert.rejects(checkSignIn({ getToken: async () => null }, SCOPE), BadInput);
  });
});
