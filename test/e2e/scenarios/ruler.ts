import assert from 'node:assert/strict';
import { Rules } from '../../../lib';
import type { Alert, AlertReceiver } from '../alerts/receiver';
import type { E2e } from '../e2e';
import type { User } from '../edge/client';
import type { CountedWriter } from '../samples/writer';
import type { Scenario } from '../scenario';
import { DISK, edgeExposure, smallStack } from './small-stack';

type Mode = 'stateful' | 'stateless';
const MODES: readonly Mode[] = ['stateful', 'stateless'];
const PODS = [0, 1];
const CLUSTER = 'rulers';
const METRIC = 'numbered_rules';
const SERIES = 10;
const RECORDED = 'e2e:numbered:sum';
const ALERT = 'NumbersArrive';
/** Numbers that are written before anybody looks. */
const NUMBERS = 40;

/** Both kinds of ruler, each in a stack of its own. */
export const ruler: Scenario = {
  id: 'ruler',
  title: 'Stateful and stateless ruler',
  async run(e2e) {
    const users = await e2e.step('make credentials and buckets', () =>
      each(async (mode) => {
        await e2e.objectStore(e2e.namespace(mode));
        return await e2e.credentials(e2e.namespace(mode));
      }),
    );
    const receivers = await each(() => e2e.alertReceiver());
    await e2e.step('apply both stacks', () => applyRulers(e2e, receivers));
    await e2e.step('all pods ready', () => e2e.waitReady());
    const writers = await each(async (mode) =>
      e2e.writer({ metric: METRIC, series: SERIES, user: users[mode], host: `receive.${domainOf(e2e, mode)}` }),
    );
    await e2e.step('write what the rules are about', async () => {
      for (const mode of MODES) writers[mode].start(250);
      await each((mode) =>
        e2e.until('numbers', async () => assert.ok(writers[mode].acknowledged.length >= NUMBERS), { seconds: 60 }),
      );
    });
    for (const mode of MODES) {
      const recorded = await e2e.step(`${mode}: the recorded series appears`, () =>
        assertRecorded(e2e, mode, users[mode], writers[mode]),
      );
      const alert = await e2e.step(`${mode}: the alert reaches its receiver`, () =>
        assertAlert(e2e, mode, receivers[mode]),
      );
      await writers[mode].stop();
      const samples = await e2e.step(`${mode}: read back what was written`, () =>
        e2e.readBack(e2e.reader(users[mode], `query.${domainOf(e2e, mode)}`), writers[mode]),
      );
      e2e.evidence.push({
        what: `${mode} ruler: a recording and an alerting rule over these samples`,
        samples,
        seen: `${recorded}; ${alert}`,
      });
    }
  },
};

async function each<T>(make: (mode: Mode) => Promise<T>): Promise<Readonly<Record<Mode, T>>> {
  const [stateful, stateless] = await Promise.all([make('stateful'), make('stateless')]);
  return { stateful, stateless };
}

const domainOf = (e2e: E2e, mode: Mode) => e2e.domainIn(`edge-${mode}`);

async function applyRulers(e2e: E2e, receivers: Readonly<Record<Mode, AlertReceiver>>): Promise<void> {
  await e2e.apply((fleet) => {
    const cluster = fleet.addCluster(CLUSTER);
    for (const mode of MODES) {
      const options = {
        replicas: PODS.length,
        evaluationInterval: '2s',
        alertmanagers: [{ addresses: [`${e2e.surroundings.hostAddress}:${receivers[mode].port}`] }],
        rules: [
          Rules.groups([
            {
              name: 'e2e',
              rules: [
                { record: RECORDED, expr: `sum(${METRIC})`, labels: { kind: mode } },
                {
                  alert: ALERT,
                  expr: `max(${METRIC}) > ${NUMBERS / 2}`,
                  labels: { severity: 'info' },
                  annotations: { summary: 'number {{ $value }}' },
                },
              ],
            },
          ]),
        ],
      } as const;
      cluster.addThanos({
        ...smallStack(e2e, { namespace: mode }),
        name: mode,
        exposure: edgeExposure(e2e, domainOf(e2e, mode)),
        ruler:
          mode === 'stateful'
            ? { ...options, storage: DISK, storageClass: e2e.surroundings.storageClass }
            : { ...options, mode },
      });
    }
  });
}

/** Each recorded sample is the sum of one number of all series, and of one that was written by then. */
async function assertRecorded(e2e: E2e, mode: Mode, user: User, writer: CountedWriter): Promise<string> {
  const reader = e2e.reader(user, `query.${domainOf(e2e, mode)}`);
  const found = await e2e.until(
    RECORDED,
    async () => {
      const series = await reader.samples(`${RECORDED}[5m]`);
      assert.equal(series.length, 1, `${series.length} series`);
      const [only] = series;
      assert.ok(only && only.values.length >= 3, `${only?.values.length} samples`);
      return only;
    },
    { seconds: 90 },
  );
  for (const [seconds, value] of found.values) {
    const number = writer.written[Number(value) / SERIES - 1];
    assert.ok(number, `${value} is not the sum of ${SERIES} times one number`);
    assert.ok(number.timestamp <= Math.round(seconds * 1000), `number ${number.number} was written later`);
  }
  // What the stateless one records is received like anybody's; the stateful one keeps its own.
  const kept = mode === 'stateless' ? { receive_cluster: CLUSTER, tenant_id: 'default-tenant' } : {};
  assert.deepEqual(found.metric, { __name__: RECORDED, kind: mode, ...kept });
  return `${found.values.length} recorded samples, each the sum of a number written by then, in one series`;
}

/** Both pods send it, and Alertmanager takes it for one. */
async function assertAlert(e2e: E2e, mode: Mode, receiver: AlertReceiver): Promise<string> {
  const identity = ({ labels }: Alert) => JSON.stringify(labels);
  const alerts = await e2e.until(
    ALERT,
    async () => {
      assert.ok(receiver.alerts.length > 0, 'none has come');
      for (const pod of PODS) {
        const sent = await e2e.metric(
          e2e.namespace(mode),
          `${mode}-ruler-${pod}`,
          'thanos_alert_sender_alerts_sent_total',
        );
        assert.ok(sent, `pod ${pod} has sent ${sent} alerts`);
      }
      return receiver.alerts;
    },
    { seconds: 60 },
  );
  assert.equal(new Set(alerts.map(identity)).size, 1, alerts.map(identity).join(' '));
  const [alert] = alerts;
  assert.deepEqual(alert?.labels, { alertname: ALERT, severity: 'info' });
  assert.match(alert?.annotations?.['summary'] ?? '', /^number \d+$/);
  const url = `https://query.${domainOf(e2e, mode)}/`;
  assert.ok(alert?.generatorURL?.startsWith(url), `it links to ${alert?.generatorURL}`);
  return 'the alert came from both pods with the same labels, and links to the query frontend';
}
