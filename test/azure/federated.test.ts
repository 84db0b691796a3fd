import assert from 'node:assert/strict';
import { it } from 'node:test';
import { federatedCredentials } from '../../azure/federated';
import { federatedText } from '../../azure/report';
import { bucket, READER, source } from './setup';

it('A ServiceAccount with workload identity needs a federated credential, and one with the kubelet identity none', () => {
  const { credentials, warnings } = federatedCredentials(source);
  const [name, subject] = ['playground_thanos_thanos-store', 'system:serviceaccount:thanos:thanos-store'];
  assert.deepEqual(credentials, [
    {
      cluster: 'playground',
      clientId: READER.clientId,
      name,
      subject,
      issuer: '<OIDC issuer URL of playground>',
      audience: 'api://AzureADTokenExchange',
      command: `az identity federated-credential create --name ${name} --identity-name "<name of identity ${READER.clientId}>" --resource-group "<its resource group>" --issuer "<OIDC issuer URL of playground>" --subject ${subject} --audiences api://AzureADTokenExchange`,
    },
  ]);
  assert.deepEqual(warnings, []);
  const text = federatedText(credentials);
  assert.match(text, /az aks show .* oidcIssuerProfile.issuerUrl/);
  assert.match(text, /one after the other/);
});

it('An issuer with workload identity needs one for cert-manager', () => {
  const zones = source.zones.map((zone) => ({ ...zone, identity: READER }));
  const { credentials } = federatedCredentials({ ...source, buckets: [], zones });
  assert.deepEqual(
    credentials.map(({ subject }) => subject),
    ['system:serviceaccount:cert-manager:cert-manager'],
  );
});

it('More than 20 of one identity are warned about, before Azure refuses them', () => {
  const clusters = (count: number) => ({
    ...source,
    buckets: Array.from({ length: count }, (_, index) =>
      bucket('thanos-store', { cluster: `c${index}`, identity: READER }),
    ),
  });
  assert.deepEqual(federatedCredentials(clusters(20)).warnings, []);
  const { credentials, warnings } = federatedCredentials(clusters(21));
  assert.equal(credentials.length, 21);
  assert.match(warnings[0] ?? '', /needs 21 federated credentials, and Azure allows 20/);
});

it('Names fit what Azure takes, and no two are the same: a second one would replace the first', () => {
  const long = { identity: READER, cluster: 'c'.repeat(60), namespace: 'n'.repeat(60) };
  const { credentials } = federatedCredentials({
    ...source,
    buckets: [
      bucket('store', { identity: READER, cluster: 'west-eu', namespace: 'thanos' }),
      bucket('store', { identity: READER, cluster: 'west', namespace: 'eu-thanos' }),
      bucket('thanos-store', long),
      bucket('thanos-receive', long),
    ],
  });
  for (const { name } of credentials) assert.match(name, /^[a-z0-9][-\w]{2,119}$/i);
  assert.equal(new Set(credentials.map(({ name }) => name)).size, 4);
});

it('A fleet without workload identity is told that it needs none', () => {
  assert.match(federatedText([]), /No federated credential is needed/);
});
