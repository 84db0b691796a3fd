import { Size, Yaml } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  AzureIdentity,
  type IObjectStore,
  ObjectStore,
  THANOS_IMAGE,
  ThanosStack,
  type ThanosStackProps,
} from '../../../lib';
import { EMULATOR_KEY } from '../../e2e/blob/blob-store';
import { synth, testChart } from '../../helpers';
import { BLOB_ENDPOINT, type Needs, type ServerPair, taken } from './pair';

const NEEDS: Needs = { blobStore: true, images: [`${THANOS_IMAGE.repository}:${THANOS_IMAGE.tag}`] };

const IDENTITY = AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' });

/** What this library renders, where a run has its Azurite in place of Azure. */
function rendered(container: string, receive: ThanosStackProps['receive']): string {
  const chart = testChart('diff');
  new ThanosStack(chart, 'thanos', {
    objstore: azurite(container),
    defaults: { resources: { requests: { cpu: Cpu.millis(10), memory: Size.mebibytes(64) } } },
    receive: { storage: Size.gibibytes(1), ...receive },
    query: { replicas: 1 },
    queryFrontend: { replicas: 1 },
    bucketWeb: false,
    monitoring: false,
  });
  return emulated(Yaml.stringify(...synth(chart)));
}

/** As for Azure, with a ConfigMap and its hash, but NetworkPolicies let pods reach the port of Azurite. */
function azurite(container: string): IObjectStore {
  const azure = ObjectStore.azureBlob({ storageAccount: 'devstoreaccount1', container, identity: IDENTITY });
  const reached = ObjectStore.existingSecret({ name: 'unused', port: Number(new URL(BLOB_ENDPOINT).port) });
  return {
    bind: (scope, stack) => ({ ...azure.bind(scope, stack), destinations: reached.bind(scope, stack).destinations }),
  };
}

const CONNECTION = `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${EMULATOR_KEY};BlobEndpoint=${BLOB_ENDPOINT};`;

/** What of the configuration says that it is Azure. Azurite knows keys alone. */
function emulated(text: string): string {
  return text
    .replace(/^ *user_assigned_id: .*\n/gm, '')
    .replace(/endpoint: blob\.core\.windows\.net/g, `storage_connection_string: ${CONNECTION}`)
    .replace(/storage_create_container: false/g, 'storage_create_container: true');
}

const ROUTED = { router: { replicas: 1 }, minReadySeconds: 1 };

/** Pairs of what this library renders, with the real Thanos. */
export const THANOS_PAIRS: readonly ServerPair[] = [
  taken(
    'DIFF-502',
    'the second step of a hashring that grows',
    {
      before: rendered('diff', { ...ROUTED, replicas: { from: 1, to: 2 } }),
      after: rendered('diff', { ...ROUTED, replicas: 2 }),
    },
    {
      answers: [
        {
          pod: 'thanos-receive-router',
          port: 10902,
          path: '/metrics',
          has: /^thanos_receive_hashring_nodes\{.*\} 2$/m,
        },
      ],
    },
    { needs: NEEDS },
  ),
  taken(
    'DIFF-420',
    'another container',
    { before: rendered('diff', {}), after: rendered('diff-other', {}) },
    { rolling: ['thanos-receive-0', 'thanos-storegateway-0', 'thanos-compactor-0'] },
    { needs: NEEDS },
  ),
];
