import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Testing } from 'cdk8s';
import { Exposure, Fleet } from '../../lib';
import { field, find, type Manifest } from '../helpers';
import { application, clientIds, entraWriters, gateway } from '../validation/cases/setup-gateway';

/** The objects of a cluster of a fleet that writes by tokens of Entra. */
function manifests(name: string): Manifest[] {
  const fleet = new Fleet();
  entraWriters(fleet, ...clientIds);
  const cluster = fleet.clusters.find((each) => each.name === name);
  return cluster ? cluster.charts.flatMap((chart) => Testing.synth(chart) as Manifest[]) : [];
}

describe('A stack that asks for tokens of Entra', () => {
  const policy = find(manifests('hub'), 'SecurityPolicy', 'thanos-receive-west');

  it('takes both kinds of them, for its application alone', () => {
    const { tenantId, applicationId } = application;
    const audiences = [`api://${applicationId}`, applicationId];
    const login = `https://login.microsoftonline.com/${tenantId}`;
    assert.deepEqual(field(policy, 'spec.jwt.providers'), [
      {
        name: 'west-v1',
        issuer: `https://sts.windows.net/${tenantId}/`,
        audiences,
        remoteJWKS: { uri: `${login}/discovery/keys` },
      },
      {
        name: 'west-v2',
        issuer: `${login}/v2.0`,
        audiences,
        remoteJWKS: { uri: `${login}/discovery/v2.0/keys` },
      },
    ]);
  });

  it('admits the identity of the cluster, by the claim that each kind has for it', () => {
    assert.equal(field(policy, 'spec.authorization.defaultAction'), 'Deny');
    const rules = field(policy, 'spec.authorization.rules') as { principal: { jwt: object } }[];
    assert.deepEqual(
      rules.map(({ principal }) => principal.jwt),
      [
        { provider: 'west-v1', claims: [{ name: 'appid', values: [clientIds[1]] }] },
        { provider: 'west-v2', claims: [{ name: 'azp', values: [clientIds[1]] }] },
      ],
    );
  });
});

describe('A cluster that writes by a token of Entra', () => {
  const prometheus = find(manifests('west'), 'Prometheus', 'prometheus');

  it('asks for one as its identity, for the application, and shows no other', () => {
    assert.deepEqual(field(prometheus, 'spec.remoteWrite.0.azureAd'), {
      workloadIdentity: { clientId: clientIds[1], tenantId: application.tenantId },
      scope: `api://${application.applicationId}/.default`,
    });
    assert.equal(field(prometheus, 'spec.remoteWrite.0.authorization'), undefined);
    assert.deepEqual(field(prometheus, 'spec.remoteWrite.0.headers'), { 'THANOS-CLUSTER': 'west' });
  });

  it('finds what it shows to Entra where Prometheus looks for it, without a webhook', () => {
    assert.deepEqual(field(prometheus, 'spec.volumes'), [
      {
        name: 'entra-token',
        projected: {
          sources: [
            {
              serviceAccountToken: {
                audience: 'api://AzureADTokenExchange',
                expirationSeconds: 3600,
                path: 'azure-identity-token',
              },
            },
          ],
        },
      },
    ]);
    assert.equal(field(prometheus, 'spec.volumeMounts.0.mountPath'), '/var/run/secrets/azure/tokens');
  });
});

describe('An exposure by tokens of Entra', () => {
  it('is refused by controllers that verify no tokens', () => {
    const { domain, issuer } = gateway;
    // @ts-expect-error ingress-nginx verifies no tokens
    Exposure.ingressNginx({ domain, issuer, clusterTokens: application });
    // @ts-expect-error nor does Traefik by its own kinds
    Exposure.traefik({ domain, issuer, clusterTokens: application });
  });
});
