import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { AzureIdentity, Exposure, Fleet, Issuer, ObjectStore, type WriterExposure } from '../../lib';
import { inFolder, tree } from '../fleet/setup';
import { type States, states } from './cases/case';
import { CLIENT_POLICY, EDGE_GATEWAY } from './cases/edge-manifests';
import { INGRESS } from './cases/manifests';
import { PROMETHEUS } from './cases/prometheus-resource';
import { judgedFields } from './compare';

const issuer = Issuer.existing('ClusterIssuer', 'letsencrypt-prod');
const nginx = { domain: 'thanos.example.com', issuer };
const gateway = { ...nginx, gatewayClass: 'eg' };

/** What is rendered for the cluster with the edge; it has no Prometheus. */
function hub(receive: WriterExposure): string {
  return inFolder((folder) => {
    const fleet = new Fleet({ outdir: folder });
    const identity = AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' });
    const objstore = ObjectStore.azureBlob({ storageAccount: 'metrics', container: 'thanos', identity });
    fleet.addCluster('hub').addThanos({ objstore, exposure: { receive } });
    fleet.synth();
    return Object.values(tree(join(folder, 'hub'))).join('\n---\n');
  });
}

/** The codes of what changes, the worst first, with what is said, but for what is merely there or not. */
const said = (change: States): string[] => [
  ...new Set(
    judgedFields(change)
      .filter(({ code }) => !/00[1-9]$/.test(code))
      .map(({ level, code, message }) => `${level} ${code} ${message}`),
  ),
];

const NGINX = 'nginx.ingress.kubernetes.io';
const PASSWORD = `    ${NGINX}/auth-type: basic
    ${NGINX}/auth-secret: basic-auth
`;
const CERTIFICATE = `    ${NGINX}/auth-tls-secret: thanos/clients
    ${NGINX}/auth-tls-verify-client: "on"
`;
const ADDRESSES = `    ${NGINX}/whitelist-source-range: 10.0.0.0/8
`;
const QUERY = INGRESS.replace(ADDRESSES, '').replace(PASSWORD, CERTIFICATE);
const RECEIVE = QUERY.replaceAll('query', 'receive').replace('path: /', 'path: /api/v1/receive');

describe('An Ingress that asks for certificates', () => {
  const cases: [string, States, RegExp[]][] = [
    [
      'and asks nobody any more',
      states(RECEIVE, [CERTIFICATE, '']),
      [/^data DIFF-312 clients are no longer asked for it/],
    ],
    [
      'and lets clients in that have none',
      states(RECEIVE, ['verify-client: "on"', 'verify-client: "off"']),
      [/^data DIFF-312 clients are no longer asked for it/],
    ],
    [
      'and asks writers for a password in its place',
      states(RECEIVE, [CERTIFICATE, PASSWORD]),
      [
        /^data DIFF-372 clients are asked for user and password, no longer for a certificate: writers that have not moved/,
        /^config DIFF-314/,
      ],
    ],
    [
      'and asks people for a password in its place',
      states(QUERY, [CERTIFICATE, PASSWORD]),
      [
        /^config DIFF-313 clients are asked for user and password, no longer for a certificate: those that have not moved/,
        /^config DIFF-314/,
      ],
    ],
    [
      'in place of a password',
      states(RECEIVE.replace(CERTIFICATE, PASSWORD), [PASSWORD, CERTIFICATE]),
      [/^data DIFF-372 clients are asked for a certificate, no longer for user and password/, /^config DIFF-314/],
    ],
    [
      'beside a password, and no longer does',
      states(RECEIVE.replace(CERTIFICATE, CERTIFICATE + PASSWORD), [CERTIFICATE, '']),
      [/^data DIFF-312 clients are no longer asked for it/],
    ],
    [
      'of others than before',
      states(RECEIVE, ['thanos/clients', 'thanos/clients-2']),
      [/^config DIFF-313 others get in from now on/],
    ],
    [
      'and goes, where another one takes its requests and asks for nothing',
      { before: RECEIVE, after: RECEIVE.replace(CERTIFICATE, '').replace('name: receive\n', 'name: other\n') },
      [/^data DIFF-312 Ingress thanos\/other takes its requests, and asks clients for nothing/],
    ],
    [
      'and goes, where another one asks for the same',
      { before: RECEIVE, after: RECEIVE.replace('name: receive\n', 'name: other\n') },
      [],
    ],
  ];
  for (const [title, change, expected] of cases) {
    it(title, () => {
      const found = said(change);
      assert.equal(found.length, expected.length, JSON.stringify(found, null, 2));
      for (const [index, pattern] of expected.entries()) assert.match(found[index] ?? '', pattern);
    });
  }
});

describe('An edge of this library', () => {
  const byPassword = Exposure.ingressNginx({ ...nginx, basicAuth: 'basic-auth' });
  const byCertificate = Exposure.ingressNginx({ ...nginx, clientCaSecretName: 'clients' });
  const atGateway = Exposure.gatewayApi({ ...gateway, basicAuth: 'basic-auth' });
  const certifiedAtGateway = Exposure.gatewayApi({ ...gateway, clientCaSecretName: 'clients' });
  const data = (change: States) => said(change).filter((text) => text.startsWith('data'));

  it('shuts writers out that have not moved, where one host asks for something else', () => {
    const [found = '', ...others] = data({ before: hub(byPassword), after: hub(byCertificate) });
    assert.deepEqual(others, []);
    assert.match(
      found,
      /DIFF-372 Ingress thanos\/thanos-receive-mtls takes its requests, and asks clients for a certif/,
    );
    const [back = ''] = data({ before: hub(byCertificate), after: hub(byPassword) });
    assert.match(back, /DIFF-372.*asks clients for user and password, no longer for a certificate/);
  });

  it('does so at a Gateway, where writers without one get no connection', () => {
    const [found = '', ...others] = data({ before: hub(atGateway), after: hub(certifiedAtGateway) });
    assert.deepEqual(others, []);
    assert.match(
      found,
      /DIFF-372.*HTTPRoute thanos\/thanos-receive-mtls are asked for clientValidation.*no connection/,
    );
    const [back = ''] = data({ before: hub(certifiedAtGateway), after: hub(atGateway) });
    assert.match(back, /DIFF-372.*are asked for basicAuth by another policy, no longer for clientValidation/);
  });

  it('can have both at two hosts, with nothing at stake', () => {
    const next = Exposure.ingressNginx({ ...nginx, domain: 'mtls.example.com', clientCaSecretName: 'clients' });
    assert.deepEqual(data({ before: hub(byPassword), after: hub([byPassword, next]) }), []);
    assert.match(data({ before: hub([byPassword, next]), after: hub(next) }).join(), /DIFF-310.*receive\.thanos\.exa/);
  });
});

const AUTHENTICATION = `      basicAuth:
        username: { name: remotewrite, key: user }
        password: { name: remotewrite, key: password }
`;
const SHOWN = `      tlsConfig:
        cert: { secret: { name: client, key: tls.crt } }
        keySecret: { name: client, key: tls.key }
`;
const CERTIFIED = PROMETHEUS.replace(AUTHENTICATION, SHOWN);

describe('A remote write that shows a certificate', () => {
  /** Also what is said beside something worse. */
  const of = (change: States, code: string) =>
    judgedFields(change)
      .flatMap((field) => [field, ...field.also])
      .filter((each) => each.code === code)
      .map(({ level, message }) => `${level} ${message}`);

  it('and shows none any more', () => {
    const [found = ''] = of(states(CERTIFIED, [SHOWN, '']), 'DIFF-609');
    assert.match(
      found,
      /^data .*sent without tlsConfig\.cert\. A receiver that asks for it answers 400, or lets no conn/,
    );
  });

  it('in place of a password, or the other way round', () => {
    const [found = ''] = of({ before: PROMETHEUS, after: CERTIFIED }, 'DIFF-630');
    assert.match(found, /it sends a certificate, no longer user and password\. The edge has to know that first/);
    const [back = ''] = of({ before: CERTIFIED, after: PROMETHEUS }, 'DIFF-630');
    assert.match(back, /it sends user and password, no longer a certificate/);
  });

  it('of another Secret', () => {
    const change = states(CERTIFIED, ['{ name: client', '{ name: new'], ['{ name: client', '{ name: new']);
    assert.match(of(change, 'DIFF-611').join(), /Credentials that are wrong are refused/);
  });

  it('which the edge beside it asks for', () => {
    const [ingress = ''] = of({ before: CERTIFIED + RECEIVE, after: PROMETHEUS + RECEIVE }, 'DIFF-634');
    assert.match(ingress, /^data .*Ingress thanos\/receive asks clients of receive\.example\.com for certificates/);
    const edge = EDGE_GATEWAY + CLIENT_POLICY;
    const [policy = ''] = of({ before: PROMETHEUS + EDGE_GATEWAY, after: PROMETHEUS + edge }, 'DIFF-634');
    assert.equal(policy, '', 'nothing of the Prometheus changed');
    const [moved = ''] = of({ before: CERTIFIED + edge, after: PROMETHEUS + edge }, 'DIFF-634');
    assert.match(moved, /ClientTrafficPolicy thanos\/receive asks clients of receive\.example\.com for certificates/);
  });
});
