import assert from 'node:assert/strict';
import { Exposure } from '../../../../lib';
import type { KubernetesObject } from '../../cluster/objects';
import type { E2e } from '../../e2e';
import { deployTraefik, traefikEdge, traefikNeeds } from '../../edge/traefik';
import { makeUser } from '../../edge/users';
import type { Scenario } from '../../scenario';
import { smallStack } from '../small-stack';
import { writeAndReadMuch } from './much';
import { assertPaths, assertRedirected, assertRefused } from './refusals';
import { restartReceive } from './restart';
import { assertHandedOn, readAsTenant, TENANT, usersElsewhere } from './tenant-host';

/** Both tenants write the same series: only where they are kept tells them apart. */
const SAME = { metric: 'numbered', series: 20 };
const OTHER_TENANT = 'books';
const EVERY_MS = 250;

/** Somebody who runs Traefik with its own kinds, and its defaults. */
export const traefik: Scenario = {
  id: 'traefik',
  title: "Traefik by its own kinds: TLS, basic auth, a tenant's host",
  needs: traefikNeeds,
  async run(e2e) {
    const [thanos, controller] = [e2e.namespace('thanos'), e2e.namespace('traefik')];
    const tenantUser = makeUser(TENANT);
    const user = await e2e.step('make credentials and the bucket', async () => {
      await e2e.objectStore(thanos);
      return await e2e.credentials(thanos, [], 'traefik');
    });
    await e2e.step('start Traefik', () => deployTraefik(e2e, controller, thanos));
    const objects = await e2e.step('apply, with warnings as errors', () => applyStack(e2e, controller));
    await e2e.step('all pods ready', () => e2e.waitReady());
    const edge = await e2e.step('Traefik asks for the password', async () => {
      const edge = await traefikEdge(e2e, controller, objects);
      await e2e.until('401', async () => assert.equal((await edge.https(`query.${e2e.domain}`, ASK)).status, 401), {
        seconds: 30,
      });
      return edge;
    });
    const door = { edge, user, tenantUser };

    const own = e2e.writer({ ...SAME, user, tenant: TENANT }, edge);
    const other = e2e.writer({ ...SAME, user, tenant: OTHER_TENANT }, edge);
    for (const writer of [own, other]) writer.start(EVERY_MS);
    await Promise.all([
      e2e.step('receive restarts under the write', () => restartReceive(e2e, [own, other])),
      // What has nothing to do with receive, meanwhile.
      e2e.step('who gets in, and what is handed on', async () => {
        await usersElsewhere(e2e, door);
        await assertRefused(e2e, door);
        await assertPaths(e2e, door);
        await assertRedirected(e2e, door);
        await assertHandedOn(e2e, door, objects);
      }),
    ]);
    await e2e.step('each tenant reads its own', () => readAsTenant(e2e, door, own, other));
    await e2e.step('a large write, and a long query', () => writeAndReadMuch(e2e, door));
    e2e.evidence.push({
      what: 'applied as rendered, beside a Traefik that reads its own kinds in the namespace of Thanos alone',
      seen: `${objects.length} objects without a warning`,
    });
  },
};

const ASK = '/api/v1/query?query=up';

function applyStack(e2e: E2e, controllerNamespace: string): Promise<readonly KubernetesObject[]> {
  const edge = { domain: e2e.domain, tlsSecretName: 'edge-tls', controllerNamespace };
  const everybody = Exposure.traefik({ ...edge, basicAuth: 'basic-auth' });
  return e2e.apply((fleet) => {
    const stack = smallStack(e2e);
    fleet.addCluster('hub').addThanos({
      ...stack,
      // Found soon after its pod has been replaced.
      query: { ...stack.query, dnsInterval: '2s', tenancy: { enforce: true } },
      exposure: {
        query: everybody,
        receive: everybody,
        tenantQueries: { [TENANT]: Exposure.traefik({ ...edge, basicAuth: TENANT }) },
      },
    });
  });
}
