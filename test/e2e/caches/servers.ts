import { connect } from 'node:net';
import { assertReady } from '../cluster/ready';
import type { E2e } from '../e2e';
import type { Need } from '../need';

/** Where pods reach them: `host:port`. */
export interface CacheServers {
  readonly memcached: string;
  readonly redis: string;
}

/** Of every Redis of runs, which hold nothing that anybody would want. */
export const REDIS_PASSWORD = 'cdk8s-thanos-e2e';

const KINDS = {
  memcached: {
    image: 'docker.io/library/memcached:1.6.38-alpine',
    command: ['memcached', '--memory-limit=32'],
    start: 'memcached -l 0.0.0.0',
    user: 11_211,
    port: 11_211,
    question: 'version\r\n',
    answer: /^VERSION /,
  },
  redis: {
    image: 'docker.io/library/redis:7.4.2-alpine',
    command: ['redis-server', '--save', '', '--requirepass', REDIS_PASSWORD],
    start: `redis-server --bind 0.0.0.0 --save '' --requirepass ${REDIS_PASSWORD}`,
    user: 999,
    port: 6379,
    question: `AUTH ${REDIS_PASSWORD}\r\nPING\r\n`,
    answer: /^\+OK\r\n\+PONG\r\n/,
  },
} as const;

type Kind = keyof typeof KINDS;
const NAMES: readonly Kind[] = ['memcached', 'redis'];

/** The servers that the command line names; the others are made in a namespace of the scenario. */
export async function cacheServers(e2e: E2e): Promise<CacheServers> {
  const address = async (kind: Kind) => e2e.surroundings[kind] ?? (await deploy(e2e, kind));
  return { memcached: await address('memcached'), redis: await address('redis') };
}

/** That the servers which are named answer, and that those which are not can be started. */
export function cacheNeeds(e2e: E2e): readonly Need[] {
  return NAMES.map((kind): Need => {
    const { image, start, port, question, answer } = KINDS[kind];
    const given = e2e.surroundings[kind];
    const instead = `start one beside this command, where pods reach it too: ${start}; and say where it is: --${kind} ${e2e.surroundings.hostAddress}:${port}`;
    if (given === undefined) {
      return {
        what: `the image ${image}`,
        howToGet: `Let the nodes pull it or load it into them, or ${instead}`,
        check: async () => {
          await deploy(e2e, kind);
          await e2e.until(image, () => assertReady(e2e.kubectl, [e2e.namespace('caches')]), { seconds: 120 });
        },
      };
    }
    return {
      what: `${kind} at ${given}`,
      howToGet: `S${instead.slice(1)}`,
      check: async () => {
        const said = await ask(given, question, answer);
        if (!answer.test(said)) throw new Error(said.trim().replaceAll('\r\n', ', ') || 'no answer');
      },
    };
  });
}

async function deploy(e2e: E2e, kind: Kind): Promise<string> {
  const namespace = e2e.namespace('caches');
  const { image, command, user, port } = KINDS[kind];
  const labels = { app: kind };
  const container = {
    name: kind,
    image,
    command,
    ports: [{ containerPort: port }],
    readinessProbe: { tcpSocket: { port }, periodSeconds: 1 },
    resources: { requests: { cpu: '10m', memory: '32Mi' } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  };
  const securityContext = { runAsNonRoot: true, runAsUser: user, seccompProfile: { type: 'RuntimeDefault' } };
  const spec = { containers: [container], securityContext, enableServiceLinks: false };
  const metadata = { namespace, name: kind };
  await e2e.manifests.makeNamespaces([namespace]);
  await e2e.kubectl.apply([
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports: [{ port }] } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
    },
  ]);
  return `${kind}.${namespace}.svc.cluster.local:${port}`;
}

/** What a server says to a line, until that is the answer or it says no more. */
function ask(address: string, question: string, answer: RegExp): Promise<string> {
  const colon = address.lastIndexOf(':');
  return new Promise((resolve, reject) => {
    let said = '';
    const socket = connect(Number(address.slice(colon + 1)), address.slice(0, colon));
    const end = () => {
      socket.destroy();
      resolve(said);
    };
    socket.setTimeout(2_000, end).setEncoding('utf8');
    socket.on('error', reject).on('end', end);
    socket.on('data', (text) => {
      said += text;
      if (answer.test(said)) end();
    });
    socket.write(question);
  });
}
