import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { Issuer } from '../../lib/certificates/issuer';
import { Authentication, type BasicAuthentication } from '../../lib/exposure/authentication';
import type { ExposureRequest, IExposureController } from '../../lib/exposure/controller';
import { Exposure } from '../../lib/exposure/exposure';
import { field, find, synth, testChart } from '../helpers';
import { receiveRoute } from './routes';

/** A controller of somebody else, which this library knows nothing of. */
class HttpProxy implements IExposureController<BasicAuthentication, { proxy: ApiObject }> {
  readonly peer = { namespace: 'projectcontour' };

  problems() {
    return [];
  }

  expose(scope: Construct, { name, host, route, tlsSecretName }: ExposureRequest<BasicAuthentication>) {
    const proxy = new ApiObject(scope, 'proxy', {
      apiVersion: 'projectcontour.io/v1',
      kind: 'HTTPProxy',
      metadata: { name },
      spec: {
        virtualhost: { fqdn: host, tls: { secretName: tlsSecretName } },
        routes: route.paths.map(({ path }) => ({ conditions: [{ exact: path }], services: [{ name: route.service }] })),
      },
    });
    return { proxy };
  }
}

describe('Another controller', () => {
  it('exposes the same route by other objects', () => {
    const chart = testChart();
    const route = receiveRoute();
    const exposure = new Exposure({
      controller: new HttpProxy(),
      authentication: Authentication.basic({ secretName: 'basic-auth', realm: 'Thanos' }),
      domain: 'example.com',
      issuer: Issuer.existing('ClusterIssuer', 'ours'),
    });
    const exposed = exposure.expose(chart, 'receive', { name: 'receive', route });
    assert.equal(exposed.objects.proxy.kind, 'HTTPProxy');
    assert.equal(exposed.authentication.realm, 'Thanos');
    const proxy = find(synth(chart), 'HTTPProxy', 'thanos-receive');
    assert.equal(field(proxy, 'spec.virtualhost.fqdn'), 'receive.example.com');
    assert.match(JSON.stringify(route.network.rules().ingress), /projectcontour/);
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  const exposure = new Exposure({
    controller: new HttpProxy(),
    // @ts-expect-error an authentication that this controller cannot do
    authentication: { type: 'bearer' },
    domain: 'example.com',
    tlsSecretName: 'wildcard',
  });
  // @ts-expect-error this controller makes no Ingress
  exposure.expose(testChart(), 'receive', { name: 'receive', route: receiveRoute() }).objects.ingress;
}
