import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  type ContainerImage,
  KubeStateMetrics,
  NodeExporter,
  PrometheusServer,
  type ResourceRequirements,
  StoreApi,
  ThanosQuery,
  type ThanosQueryOptions,
} from '../../lib';
import { assertProblem, problems, testChart } from '../helpers';

function queryWith(options: ThanosQueryOptions) {
  const chart = testChart();
  new ThanosQuery(chart, 'query', { endpoints: [StoreApi.at('dns+sidecar.example.com:10901')], ...options });
  return chart;
}

const query = (resources: ResourceRequirements) => queryWith({ resources });

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

describe('An image', () => {
  const given = (image: ContainerImage) => problems(queryWith({ image }));

  it('may come from a mirror with a port', () => {
    assert.deepEqual(given({ repository: 'registry.local:5000/mirror/thanos', tag: 'v0.42.5-rc.1' }), []);
    assert.deepEqual(given({ repository: 'thanos' }), []);
  });

  it('is refused with a tag in the repository, without a tag, or from where Bitnami no longer is', () => {
    for (const repository of ['quay.io/thanos/thanos:v0.42.5', 'https://quay.io/thanos', 'Quay.io/thanos', '']) {
      assert.match(given({ repository }).join(), /is no repository/);
    }
    assert.match(given({ repository: 'docker.io/bitnami/thanos' }).join(), /Bitnami's/);
    assert.match(given({ tag: '' }).join(), /image\.tag "" is no tag/);
  });
});

describe('Labels', () => {
  it('may have a prefix, and may be empty', () => {
    const labels = { 'example.com/team': 'A-1', owner: '' };
    assert.deepEqual(problems(queryWith({ labels, podLabels: labels })), []);
  });

  it('that the API server refuses are refused', () => {
    const found = problems(queryWith({ labels: { team: 'a b' }, podLabels: { 'bad key': 'x', long: 'x'.repeat(64) } }));
    assert.equal(found.length, 3);
    assert.match(found[0] ?? '', /^THANOS-103: labels has "team": "a b".*annotation/);
    assert.match(found[1] ?? '', /^THANOS-103: podLabels has "bad key"/);
  });
});
