import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Chart, Testing } from 'cdk8s';
import type { AcmeIssuerProps } from '../../lib/certificates/acme-config';
import { AcmeClusterIssuer, AcmeIssuer } from '../../lib/certificates/acme-issuer';
import {
  AcmeSolver,
  type Dns01AzureDnsProps,
  type Http01GatewayProps,
  type Http01Props,
} from '../../lib/certificates/acme-solver';
import { Issuer } from '../../lib/certificates/issuer';
import { assertProblem, field, find, synth, testChart } from '../helpers';

const email = 'ops@cookingwithazure.com';
const azureDns: Dns01AzureDnsProps = {
  subscriptionId: '2b2a8a3c-52ea-4d62-a3e1-6f1c6d8f3d10',
  resourceGroup: 'dns',
  hostedZone: 'cookingwithazure.com',
  identity: { clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' },
};

function render(props: Partial<AcmeIssuerProps> = {}) {
  const chart = testChart('cert-manager');
  new AcmeClusterIssuer(chart, 'issuer', { email, ...props } as AcmeIssuerProps);
  return synth(chart);
}

describe('AcmeClusterIssuer by default', () => {
  it("is Let's Encrypt's production server, proved through ingress class nginx", () => {
    const issuer = find(render(), 'ClusterIssuer', 'letsencrypt-prod');
    assert.equal(issuer.apiVersion, 'cert-manager.io/v1');
    assert.deepEqual(field(issuer, 'spec.acme'), {
      server: 'https://acme-v02.api.letsencrypt.org/directory',
      email,
      privateKeySecretRef: { name: 'letsencrypt-prod' },
      solvers: [{ http01: { ingress: { ingressClassName: 'nginx' } } }],
    });
  });

  it('has no namespace, whatever its chart has', () => {
    assert.deepEqual(find(render(), 'ClusterIssuer', 'letsencrypt-prod').metadata, { name: 'letsencrypt-prod' });
    const chart = new Chart(Testing.app(), 'test', { disableResourceNameHashes: true });
    new AcmeClusterIssuer(chart, 'issuer', { email });
    assert.deepEqual(find(synth(chart), 'ClusterIssuer', 'letsencrypt-prod').metadata, { name: 'letsencrypt-prod' });
  });

  it('is what certificates refer to', () => {
    const issuer = new AcmeClusterIssuer(testChart(), 'issuer', { email });
    assert.deepEqual(issuer.issuerRef, { kind: 'ClusterIssuer', name: 'letsencrypt-prod' });
  });
});

describe('AcmeClusterIssuer by way of a Gateway', () => {
  it('has cert-manager make an HTTPRoute there', () => {
    const props: Required<Http01GatewayProps> = {
      name: 'thanos',
      namespace: 'thanos',
      dnsZones: ['thanos.example.com'],
      dnsNames: ['query.example.com'],
    };
    const issuer = find(render({ solvers: [AcmeSolver.http01Gateway(props)] }), 'ClusterIssuer', 'letsencrypt-prod');
    assert.deepEqual(field(issuer, 'spec.acme.solvers'), [
      {
        selector: { dnsZones: ['thanos.example.com'], dnsNames: ['query.example.com'] },
        http01: { gatewayHTTPRoute: { parentRefs: [{ kind: 'Gateway', name: 'thanos', namespace: 'thanos' }] } },
      },
    ]);
  });

  it('refuses what is no name of a Gateway', () => {
    const chart = testChart();
    new AcmeClusterIssuer(chart, 'issuer', {
      email,
      solvers: [AcmeSolver.http01Gateway({ name: 'Thanos', namespace: 'thanos' })],
    });
    assertProblem(chart, /THANOS-202: name "Thanos" of the Gateway is no name of a Kubernetes object/);
  });
});

describe('AcmeClusterIssuer with every option', () => {
  const http01: Required<Http01Props> = {
    ingressClass: 'internal',
    dnsZones: ['a.example.com'],
    dnsNames: ['b.example.com'],
  };
  const dns01: Required<Dns01AzureDnsProps> = {
    ...azureDns,
    identity: { ...azureDns.identity, tenantId: '0f1c1c0a-3b1f-4c53-9d0e-5e5f1a0c7e11' },
    environment: 'AzureChinaCloud',
    dnsZones: ['thanos.cookingwithazure.com'],
    dnsNames: ['*.cookingwithazure.com'],
  };
  const all: Required<AcmeIssuerProps> = {
    email,
    server: 'https://acme.zerossl.com/v2/DV90',
    name: 'zerossl',
    accountKeySecret: 'zerossl-account',
    solvers: [AcmeSolver.http01(http01), AcmeSolver.dns01AzureDns(dns01)],
  };

  it('renders them', () => {
    assert.deepEqual(field(find(render(all), 'ClusterIssuer', 'zerossl'), 'spec.acme'), {
      server: 'https://acme.zerossl.com/v2/DV90',
      email,
      privateKeySecretRef: { name: 'zerossl-account' },
      solvers: [
        {
          selector: { dnsZones: ['a.example.com'], dnsNames: ['b.example.com'] },
          http01: { ingress: { ingressClassName: 'internal' } },
        },
        {
          selector: { dnsZones: ['thanos.cookingwithazure.com'], dnsNames: ['*.cookingwithazure.com'] },
          dns01: {
            azureDNS: {
              subscriptionID: '2b2a8a3c-52ea-4d62-a3e1-6f1c6d8f3d10',
              resourceGroupName: 'dns',
              hostedZoneName: 'cookingwithazure.com',
              environment: 'AzureChinaCloud',
              managedIdentity: {
                clientID: '5c424851-e907-4cb0-acb5-3ea42fc56082',
                tenantID: '0f1c1c0a-3b1f-4c53-9d0e-5e5f1a0c7e11',
              },
            },
          },
        },
      ],
    });
  });
});

describe('AcmeClusterIssuer', () => {
  it("calls Let's Encrypt's staging server by its own name, so that both can be there", () => {
    const issuer = find(render({ server: 'staging' }), 'ClusterIssuer', 'letsencrypt-staging');
    assert.equal(field(issuer, 'spec.acme.server'), 'https://acme-staging-v02.api.letsencrypt.org/directory');
    assert.equal(field(issuer, 'spec.acme.privateKeySecretRef.name'), 'letsencrypt-staging');
  });

  it('serves a whole zone by DNS-01, and all other names by HTTP-01', () => {
    const solvers = [AcmeSolver.http01(), AcmeSolver.dns01AzureDns(azureDns)];
    const issuer = find(render({ solvers }), 'ClusterIssuer', 'letsencrypt-prod');
    assert.equal(field(issuer, 'spec.acme.solvers.0.selector'), undefined);
    assert.deepEqual(field(issuer, 'spec.acme.solvers.1.selector'), { dnsZones: ['cookingwithazure.com'] });
    assert.equal(field(issuer, 'spec.acme.solvers.1.dns01.azureDNS.environment'), 'AzurePublicCloud');
  });
});

describe('AcmeIssuer', () => {
  it('is the same in the namespace of its chart', () => {
    const chart = testChart('thanos');
    const issuer = new AcmeIssuer(chart, 'issuer', { email, solvers: [AcmeSolver.dns01AzureDns(azureDns)] });
    assert.deepEqual(issuer.issuerRef, { kind: 'Issuer', name: 'letsencrypt-prod', namespace: 'thanos' });
    const rendered = find(synth(chart), 'Issuer', 'letsencrypt-prod');
    assert.equal(rendered.metadata.namespace, 'thanos');
    assert.deepEqual(
      rendered['spec'],
      find(render({ solvers: [AcmeSolver.dns01AzureDns(azureDns)] }), 'ClusterIssuer', 'letsencrypt-prod')['spec'],
    );
  });

  it('reports its problems too', () => {
    const chart = testChart('thanos');
    new AcmeIssuer(chart, 'issuer', { email: 'ops' });
    assertProblem(chart, /email "ops" is no e-mail address/);
  });
});

describe('Issuer.existing', () => {
  it('refers to an issuer made elsewhere', () => {
    assert.deepEqual(Issuer.existing('Issuer', 'ours').issuerRef, { kind: 'Issuer', name: 'ours' });
  });
});

describe('AcmeClusterIssuer refuses', () => {
  const dns = (props: Partial<Dns01AzureDnsProps>) => ({
    solvers: [AcmeSolver.dns01AzureDns({ ...azureDns, ...props })],
  });
  const mistakes: [string, Partial<AcmeIssuerProps>, RegExp][] = [
    ['an address without @', { email: 'ops.cookingwithazure.com' }, /is no e-mail address/],
    ['a URL as address', { email: 'mailto:ops@cookingwithazure.com' }, /is no e-mail address/],
    ['an example', { email: 'ops@example.com' }, /"ops@example.com" is an example: Let's Encrypt/],
    ['an example below example.org', { email: 'ops@mail.example.org' }, /is an example/],
    ['a server without directory', { server: 'https://acme.zerossl.com', name: 'z' }, /not the https URL of an ACME/],
    ['a server that is no URL', { server: 'https://', name: 'z' }, /server "https:\/\/" is not the https URL/],
    ['a name that is none', { name: "Let's Encrypt" }, /name "Let's Encrypt" is no name/],
    ['a key Secret of a namespace', { accountKeySecret: 'a/b' }, /accountKeySecret "a\/b" is no name/],
    ['no solver', { solvers: [] }, /solvers is empty.*HTTP-01 through ingress class nginx/],
    [
      'two solvers for all names',
      { solvers: [AcmeSolver.http01(), AcmeSolver.http01({ ingressClass: 'internal' })] },
      /two of type http01 for the same names.*only ever use the first/,
    ],
    [
      'two solvers of one zone',
      { solvers: [AcmeSolver.dns01AzureDns(azureDns), AcmeSolver.dns01AzureDns(azureDns)] },
      /two of type dns01AzureDns/,
    ],
    [
      'a wildcard by HTTP-01',
      { solvers: [AcmeSolver.http01({ dnsNames: ['*.example.com'] })] },
      /wildcard "\*.example.com" for HTTP-01.*DNS-01 only.*dns01AzureDns/,
    ],
    ['a wildcard zone', { solvers: [AcmeSolver.http01({ dnsZones: ['*.a.com'] })] }, /the zone "\*.a.com".*is a wild/],
    ['a URL as name', { solvers: [AcmeSolver.http01({ dnsNames: ['https://a.com'] })] }, /the name.*has a scheme/],
    [
      'a class that is no name',
      { solvers: [AcmeSolver.http01({ ingressClass: 'azure/gateway' })] },
      /"azure\/gateway"/,
    ],
    ['a subscription by name', dns({ subscriptionId: 'Pay-As-You-Go' }), /subscriptionId "Pay-As-You-Go" is no GUID/],
    ['an identity by name', dns({ identity: { clientId: 'dns' } }), /identity.clientId "dns".*az identity show/],
    [
      'a tenant by name',
      dns({ identity: { ...azureDns.identity, tenantId: 'contoso.com' } }),
      /identity.tenantId "contoso.com" is no GUID/,
    ],
    [
      'the client ID as object ID',
      dns({ identity: { ...azureDns.identity, principalId: azureDns.identity.clientId } }),
      /identity.principalId is the client ID/,
    ],
    ['a resource ID', dns({ resourceGroup: '/subscriptions/a/resourceGroups/dns' }), /no name of an Azure resource gr/],
    ['a zone with a dot at the end', dns({ hostedZone: 'example.com.' }), /hostedZone "example.com." is no DNS name/],
    ['a name outside of the zone', dns({ dnsNames: ['a.example.com'] }), /"a.example.com", which is not in it/],
    ['a zone that only ends alike', dns({ dnsZones: ['notcookingwithazure.com'] }), /which is not in it/],
  ];
  for (const [mistake, props, message] of mistakes) {
    it(mistake, () => {
      const chart = testChart('cert-manager');
      new AcmeClusterIssuer(chart, 'issuer', { email, ...props } as AcmeIssuerProps);
      assertProblem(chart, message);
    });
  }
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  const chart = testChart();
  // @ts-expect-error the e-mail address is required
  new AcmeClusterIssuer(chart, 'a', {});
  // @ts-expect-error an ACME server speaks https
  new AcmeClusterIssuer(chart, 'b', { email, server: 'http://acme.example.com/directory', name: 'ours' });
  // @ts-expect-error an issuer of another server needs a name
  new AcmeClusterIssuer(chart, 'c', { email, server: 'https://acme.example.com/directory' });
  // @ts-expect-error there is no client secret
  AcmeSolver.dns01AzureDns({ ...azureDns, identity: { ...azureDns.identity, clientSecret: 'x' } });
  // @ts-expect-error that cloud was closed
  AcmeSolver.dns01AzureDns({ ...azureDns, environment: 'AzureGermanCloud' });
  // @ts-expect-error issuers are of two kinds
  Issuer.existing('Certificate', 'ours');
}
