import { states } from '../cases/case';
import { CONFIG_MAP, DEPLOYMENT, STATEFUL_SET } from './manifests';
import { type ServerPair, taken } from './pair';

/** One pod, with a line of its `spec` and one of its container. */
const having = (pod: string, container: string) =>
  STATEFUL_SET.replace('replicas: 2', 'replicas: 1')
    .replace('    spec:\n', `    spec:\n      ${pod}\n`)
    .replace('          image:', `          ${container}\n          image:`);

const PLAIN = having('hostname: store', 'imagePullPolicy: IfNotPresent');
const LIMITED = having('hostname: store', 'resources: { limits: { memory: 64Mi } }');
const PROBED = having('hostname: store', 'livenessProbe: { initialDelaySeconds: 3600, tcpSocket: { port: 80 } }');
const STRICT = having('hostname: store', 'securityContext: { allowPrivilegeEscalation: false }');
const POD = { rolling: ['store-0'] };
/** Whatever becomes of the new pod, which needs what no node has. */
const STUCK = { ...POD, stuck: true };

const CONFIG = `${CONFIG_MAP.replace('name: settings', 'name: other')}${PLAIN}`;
const ACCOUNT = `
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: store, namespace: diff }
`;

/** What rolls pods for a reason of its own. */
export const ROLLING_PAIRS: readonly ServerPair[] = [
  taken('DIFF-112', 'an image from elsewhere', states(PLAIN, ['registry.k8s.io', 'registry.example.com']), STUCK),
  taken('DIFF-113', 'an older image', states(PLAIN, ['pause:3.10', 'pause:3.9']), STUCK),
  taken('DIFF-114', 'an image that skips versions', states(PLAIN, ['pause:3.10', 'pause:3.13']), STUCK),
  taken('DIFF-115', 'an image without a version', states(PLAIN, ['pause:3.10', 'pause:latest']), STUCK),
  taken('DIFF-119', 'less memory', states(LIMITED, ['memory: 64Mi', 'memory: 32Mi']), POD),
  taken('DIFF-120', 'no probe', states(PROBED, [/ *livenessProbe.*\n/.exec(PROBED)?.[0] ?? '', '']), POD),
  taken('DIFF-122', 'more rights', states(STRICT, ['Escalation: false', 'Escalation: true']), POD),
  taken(
    'DIFF-123',
    'a port of the node',
    states(PLAIN, ['imagePullPolicy', 'ports: [{ containerPort: 39123, hostPort: 39123 }]\n          imagePullPolicy']),
    POD,
  ),
  taken(
    'DIFF-124',
    'another ServiceAccount',
    states(ACCOUNT + PLAIN, ['hostname: store', 'hostname: store\n      serviceAccountName: store']),
    POD,
  ),
  taken(
    'DIFF-126',
    'a node of a kind',
    states(PLAIN, ['hostname: store', 'hostname: store\n      nodeSelector: { kubernetes.io/os: linux }']),
    POD,
  ),
  taken(
    'DIFF-145',
    'a Deployment that is gone',
    { before: CONFIG_MAP + DEPLOYMENT, after: CONFIG_MAP },
    { gone: ['query'] },
  ),
  taken(
    'DIFF-343',
    'a ConfigMap that is not made here',
    states(PLAIN, ['name: settings, key: mode, optional: true', 'name: other, key: mode']),
    STUCK,
  ),
  taken(
    'DIFF-344',
    'another ConfigMap',
    states(CONFIG, ['name: settings, key: mode, optional: true', 'name: other, key: mode']),
    POD,
  ),
];
