import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  KubeStateMetrics,
  NodeExporter,
  PrometheusServer,
  type ResourceRequirements,
  StoreApi,
  ThanosQuery,
} from '../../lib';
import { assertProblem, problems, testChart } from '../helpers';

function query(resources: ResourceRequirements) {
  const chart = testChart();
  new ThanosQuery(chart, 'query', { endpoints: [StoreApi.at('dns+sidecar.example.com:10901')], resources });
  return chart;
}

describe('Resources', () => {
  it('may be limited at the request and above', () => {
    const limits = { cpu: Cpu.millis(100), memory: Size.gibibytes(1) };
    assert.deepEqual(problems(query({ limits })), []);
    const requests = { cpu: Cpu.units(1), memory: Size.mebibytes(512) };
    assert.deepEqual(problems(query({ requests, limits: { cpu: Cpu.millis(1000), memory: Size.gibibytes(0.5) } })), []);
  });

  it('are refused where the API server would: a limit below the default request, or below the given one', () => {
    const memory = query({ limits: { memory: Size.mebibytes(100) } });
    assertProblem(memory, /limits\.memory is 100Mi, and 256Mi are requested.*Raise limits\.memory/);
    const cpu = query({ requests: { cpu: Cpu.units(2) }, limits: { cpu: Cpu.millis(1500) } });
    assertProblem(cpu, /limits\.cpu is 1500m, and 2 are requested/);
  });

  it('are checked of every workload', () => {
    const resources = { limits: { memory: Size.mebibytes(1) } };
    const chart = testChart('prometheus');
    new KubeStateMetrics(chart, 'kube-state-metrics', { resources });
    new NodeExporter(chart, 'node-exporter', { resources });
    new PrometheusServer(chart, 'prometheus', { externalLabels: { cluster: 'a' }, remoteWrite: [], resources });
    assert.equal(problems(chart).filter((problem) => /limits\.memory is 1Mi/.test(problem)).length, 3);
  });
});
