import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiObject, type Chart, JsonPatch } from 'cdk8s';
import { StoreApi, ThanosQuery, ThanosQueryFrontend } from '../../lib';
import { assertProblem, container, field, find, type Manifest, synth, testChart } from '../helpers';
import { render as renderReceive } from '../thanos/receive/receive-setup';

const endpoints = [StoreApi.at('10.0.0.1:10901')];
const sleepOf = (workload: Manifest) => field(container(workload), 'lifecycle.preStop.sleep.seconds');
const graceOf = (workload: Manifest) => field(workload, 'spec.template.spec.terminationGracePeriodSeconds');

function query(chart: Chart, preStopSleepSeconds?: number) {
  return new ThanosQuery(chart, 'query', { endpoints, preStopSleepSeconds });
}

describe('A pod that is told to end', () => {
  it('goes on answering until Services and edges know, and has its whole time after that', () => {
    const chart = testChart();
    new ThanosQueryFrontend(chart, 'query-frontend', { query: query(chart) });
    const manifests = synth(chart);
    const receive = renderReceive({ router: {} }).manifests();
    for (const workload of [
      find(manifests, 'Deployment', 'thanos-query'),
      find(manifests, 'Deployment', 'thanos-query-frontend'),
      find(receive, 'Deployment', 'thanos-receive-router'),
    ]) {
      assert.deepEqual(container(workload)['lifecycle'], { preStop: { sleep: { seconds: 10 } } });
      assert.equal(graceOf(workload), 310);
    }
  });

  it('sleeps as long as it is told, or not at all', () => {
    const [twenty, none] = [20, 0].map((seconds) => {
      const chart = testChart();
      query(chart, seconds);
      return find(synth(chart), 'Deployment', 'thanos-query');
    });
    assert.ok(twenty && none);
    assert.equal(sleepOf(twenty), 20);
    assert.equal(graceOf(twenty), 320);
    assert.equal('lifecycle' in container(none), false);
    assert.equal(graceOf(none), 300);
  });

  it('sleeps as a receiver only where another one takes its requests', () => {
    const receivers = (replicas: number, preStopSleepSeconds?: number) =>
      find(renderReceive({ replicas, preStopSleepSeconds }).manifests(), 'StatefulSet', 'thanos-receive');
    assert.equal(sleepOf(receivers(1)), undefined);
    assert.equal(sleepOf(receivers(2)), 10);
    assert.equal(sleepOf(receivers(1, 5)), 5);
    assert.equal(graceOf(receivers(2)), 900);
  });

  it('does not keep an ingestor, which routers find by name', () => {
    const manifests = renderReceive({ router: {}, replicas: 3 }).manifests();
    assert.equal(sleepOf(find(manifests, 'StatefulSet', 'thanos-receive-ingestor')), undefined);
  });

  it('has the hook that a patch gives it, in place of this one', () => {
    const chart = testChart();
    const hook = { preStop: { exec: { command: ['/bin/drain'] } } };
    ApiObject.of(query(chart).deployment).addJsonPatch(
      JsonPatch.add('/spec/template/spec/containers/0/lifecycle', hook),
    );
    assert.deepEqual(container(find(synth(chart), 'Deployment', 'thanos-query'))['lifecycle'], hook);
  });

  it('is refused a sleep that is no number of seconds', () => {
    for (const seconds of [-1, 1.5, Number.NaN]) {
      const chart = testChart();
      query(chart, seconds);
      assertProblem(chart, /preStopSleepSeconds is .*whole numbers of 0 or more/);
    }
  });

  it('is refused one that takes the time in which a receiver uploads its head', () => {
    const { chart } = renderReceive({ replicas: 3, preStopSleepSeconds: 900 });
    assertProblem(chart, /THANOS-042.*after a sleep of 900.*Leave preStopSleepSeconds out for 10/s);
  });
});
