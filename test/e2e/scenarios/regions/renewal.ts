import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { LABEL } from '../../cluster/namespaces';
import type { Certificate, KubernetesObject, Pod } from '../../cluster/objects';
import type { E2e } from '../../e2e';
import { envoyPods } from '../../edge/gateway';
import { isCertificate } from '../../edge/signer';
import { messageOf } from '../../problem';
import { certificateIn, knockAtPod, serialIn, serialsOfGateway } from './certificates';

/** What serves with which certificate. */
const SERVERS: Readonly<Record<string, string>> = {
  'thanos-query-grpc': 'deployment/thanos-query',
  'thanos-receive-ingestor-grpc': 'pod/thanos-receive-ingestor-0',
  'thanos-receive-router-grpc': 'deployment/thanos-receive-router',
  'thanos-storegateway-grpc': 'pod/thanos-storegateway-0',
};
const OF_GATEWAY = 'thanos-gateway-grpc';

/** Renews all certificates of the north, and waits until each is what new connections are shown. */
export async function renewCertificates(e2e: E2e, objects: readonly KubernetesObject[]): Promise<string> {
  const namespace = e2e.namespace('north');
  const north = objects.filter(({ metadata }) => metadata.namespace === namespace);
  const certificates = north.filter(isCertificate).filter(({ spec }) => !spec.isCA);
  assert.deepEqual(
    certificates.map(({ metadata }) => metadata.name).sort(),
    [...Object.keys(SERVERS), OF_GATEWAY].sort(),
  );
  const before = await identities(e2e, namespace);
  const old = await serials(e2e, certificates);
  await renew(e2e, north, certificates);
  const now = await e2e.until(
    'new certificates',
    async () => {
      const found = await serials(e2e, certificates);
      assert.ok([...found].every(([name, serial]) => serial !== old.get(name)));
      return found;
    },
    { seconds: 30 },
  );
  // The kubelet looks at a pod's Secrets when the pod changes, or within about a minute.
  await e2e.kubectl.run(['annotate', 'pods', '--all', `--namespace=${namespace}`, `${LABEL}-renewed=true`]);
  await Promise.all([
    ...Object.entries(SERVERS).map(([name, pod]) => servedWith(e2e, namespace, pod, now.get(name))),
    e2e.until(
      'the Gateway to show the renewed certificate',
      async () => {
        const has = await serialsOfGateway(e2e, namespace, 'thanos');
        assert.ok(has.includes(now.get(OF_GATEWAY) ?? ''), `it has ${has.join(', ')}`);
      },
      { seconds: 60 },
    ),
  ]);
  assert.deepEqual(await identities(e2e, namespace), before, 'pods were made anew or restarted');
  const pair = `${old.get('thanos-query-grpc')} → ${now.get('thanos-query-grpc')}`;
  return `${certificates.length} certificates, all served to new connections, or shown to the querier by the Gateway (serial of the querier's: ${pair}); no pod restarted`;
}

async function servedWith(e2e: E2e, namespace: string, pod: string, serial: string | undefined): Promise<void> {
  const shown = await certificateIn(e2e, namespace, 'thanos-query-grpc-tls');
  await e2e.until(
    `${pod} to serve with the renewed certificate`,
    async () => {
      const knock = await knockAtPod(e2e, namespace, pod, { host: 'thanos', shown });
      assert.equal(knock.refused, undefined);
      assert.equal(knock.serial, serial);
    },
    { seconds: 120 },
  );
}

async function renew(
  e2e: E2e,
  objects: readonly KubernetesObject[],
  certificates: readonly Certificate[],
): Promise<void> {
  const { signer } = e2e.surroundings;
  if (signer.isNeeded) {
    const leaves = objects.filter((object) => !(isCertificate(object) && object.spec.isCA));
    return await e2e.kubectl.apply(signer.secrets(leaves));
  }
  // As `cmctl renew` does.
  const lastTransitionTime = new Date().toISOString();
  const condition = {
    type: 'Issuing',
    status: 'True',
    reason: 'ManuallyTriggered',
    message: 'e2e',
    lastTransitionTime,
  };
  const patch = JSON.stringify({ status: { conditions: [condition] } });
  const names = certificates.map(({ metadata }) => metadata.name);
  const scope = `--namespace=${e2e.namespace('north')}`;
  for (const name of names) {
    await e2e.kubectl.run([
      'patch',
      'certificate',
      name,
      scope,
      '--subresource=status',
      '--type=merge',
      '--patch',
      patch,
    ]);
  }
}

async function serials(e2e: E2e, certificates: readonly Certificate[]): Promise<ReadonlyMap<string, string>> {
  return new Map(
    await Promise.all(certificates.map(async (each) => [each.metadata.name, await serialIn(e2e, each)] as const)),
  );
}

/** Each pod of the region and of its Gateway, with how often its containers started anew. */
async function identities(e2e: E2e, namespace: string): Promise<readonly string[]> {
  const pods = [...(await e2e.kubectl.list<Pod>('pods', namespace)), ...(await envoyPods(e2e, namespace, 'thanos'))];
  return pods
    .map(({ metadata, status }) => {
      const restarts = (status.containerStatuses ?? []).map(({ restartCount }) => restartCount);
      return `${metadata.name} ${metadata.uid} ${restarts.join(' ')}`;
    })
    .sort();
}

/** Reads again and again while something goes on, and returns how often that was answered, and what was not. */
export async function whileReading<T>(
  e2e: E2e,
  read: () => Promise<void>,
  run: () => Promise<T>,
): Promise<{ readonly result: T; readonly answered: number; readonly failed: readonly string[] }> {
  let over = false;
  let answered = 0;
  const failed: string[] = [];
  const reading = async () => {
    while (!over) {
      await read().then(
        () => answered++,
        (error: unknown) => failed.push(messageOf(error)),
      );
      await pause(300, undefined, { signal: e2e.signal });
    }
  };
  const [result] = await Promise.all([
    run().finally(() => {
      over = true;
    }),
    reading(),
  ]);
  return { result, answered, failed };
}
