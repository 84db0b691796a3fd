import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Cpu } from 'cdk8s-plus-27';
import { type Fleet, StoreApi, ThanosQuery } from '../../../lib';
import type { KUBERNETES_RULES } from '../../../lib/validation/catalogue/kubernetes';
import type { RuleCases } from '../attempt';
import { droppedValueCases } from './dropped-values';
import { documents, manifest, ports, service, workload } from './manifests';
import { podCases } from './pods';
import { objstore, remoteWrite, thanosQuery } from './setup';
import { twoCertificates } from './setup-certificates';

const configMaps = (fleet: Fleet, ...names: string[]) => {
  const chart = fleet.addCluster('west').addChart('apps', { namespace: 'apps' });
  for (const [index, name] of names.entries()) new kplus.ConfigMap(chart, `config-${index}`, { metadata: { name } });
};

const named = (type: string, name: string) => manifest(type, name, {});

export const kubernetesCases: RuleCases<keyof typeof KUBERNETES_RULES> = {
  ...podCases,
  ...droppedValueCases,
  'THANOS-101': [
    {
      trips: (fleet) => configMaps(fleet, 'config', 'config'),
      passes: (fleet) => configMaps(fleet, 'config', 'other'),
    },
    {
      trips: (fleet) => twoCertificates(fleet, undefined),
      passes: (fleet) => twoCertificates(fleet, 'other-client-tls'),
    },
    {
      trips: documents(named('v1 ConfigMap', 'config'), named('v1 ConfigMap', 'config')),
      passes: documents(named('v1 ConfigMap', 'config'), named('v1 Secret', 'config')),
    },
  ],
  'THANOS-102': [
    {
      trips: (fleet) => fleet.addCluster('west').addPrometheus({ remoteWrite, name: 'p'.repeat(42) }),
      passes: (fleet) => fleet.addCluster('west').addPrometheus({ remoteWrite, name: 'p'.repeat(41) }),
    },
    {
      trips: (fleet) => fleet.addCluster('west').addLetsEncrypt({ email: 'ops@cookingwithazure.com', name: 'LE_prod' }),
      passes: (fleet) =>
        fleet.addCluster('west').addLetsEncrypt({ email: 'ops@cookingwithazure.com', name: 'le-prod' }),
    },
    {
      trips: (fleet) => fleet.addCluster('west').addThanos({ objstore, name: 'Thanos', namespace: 'thanos' }),
      passes: (fleet) => fleet.addCluster('west').addThanos({ objstore, name: 'thanos-2', namespace: 'thanos' }),
    },
    {
      trips: (fleet) => thanosQuery(fleet, { component: 'q'.repeat(46) }),
      passes: (fleet) => thanosQuery(fleet, { component: 'q'.repeat(45) }),
    },
    { trips: (fleet) => configMaps(fleet, 'my_config'), passes: (fleet) => configMaps(fleet, 'my.config') },
    {
      trips: workload({ kind: 'StatefulSet', name: 'w'.repeat(53) }),
      passes: documents(
        workload({ kind: 'StatefulSet', name: 'w'.repeat(52) }),
        workload({ kind: 'DaemonSet', name: 'd'.repeat(63) }),
        workload({ name: 'with.dots', labels: { app: 'dots' } }),
      ),
    },
    { trips: named('v1 Service', '9web'), passes: named('v1 Service', 'web9') },
    { trips: named('v1 Service', 'w'.repeat(64)), passes: named('v1 ConfigMap', 'w'.repeat(64)) },
    { trips: named('batch/v1 CronJob', 'c'.repeat(53)), passes: named('batch/v1 CronJob', 'c'.repeat(52)) },
    {
      trips: named('monitoring.coreos.com/v1 Prometheus', 'p'.repeat(42)),
      passes: named('monitoring.coreos.com/v1 Prometheus', 'p'.repeat(41)),
    },
    {
      trips: named('rbac.authorization.k8s.io/v1 Role', 'a/b'),
      passes: named('rbac.authorization.k8s.io/v1 Role', 'system:A_b'),
    },
  ],
  'THANOS-103': [
    {
      trips: (fleet) => thanosQuery(fleet, { labels: { team: 'the metrics team' } }),
      passes: (fleet) => thanosQuery(fleet, { labels: { 'example.com/team': 'the-metrics-team', owner: '' } }),
    },
    {
      trips: manifest('v1 ConfigMap', 'a', {}, { labels: { on: true } }),
      passes: manifest('v1 ConfigMap', 'a', {}, { labels: { on: 'true' } }),
    },
    {
      trips: workload({ labels: { app: 'web', version: 'v'.repeat(64) } }),
      passes: workload({ labels: { app: 'web', version: 'v'.repeat(63) } }),
    },
    {
      trips: manifest('v1 ConfigMap', 'a', {}, { annotations: { 'not a key': '' } }),
      passes: manifest('v1 ConfigMap', 'a', {}, { annotations: { 'Example.com/A_Key': 'any text, "however" long' } }),
    },
    {
      trips: manifest('v1 ConfigMap', 'a', {}, { annotations: { replicas: 1 } }),
      passes: manifest('v1 ConfigMap', 'a', {}, { annotations: { replicas: '1' } }),
    },
    {
      trips: manifest('v1 ConfigMap', 'a', {}, { annotations: { a: 'x'.repeat(256 * 1024) } }),
      passes: manifest('v1 ConfigMap', 'a', {}, { annotations: { a: 'x'.repeat(256 * 1024 - 1) } }),
    },
  ],
  'THANOS-104': [
    {
      trips: workload({ container: ports({ 'prometheus-metrics': 9090 }) }),
      passes: workload({ container: ports({ 'prom-metrics-15': 9090 }) }),
    },
    { trips: workload({ container: ports({ Http: 1 }) }), passes: workload({ container: ports({ '8http': 1 }) }) },
    {
      trips: documents(
        workload({ container: ports({ http: 80 }) }),
        service({ ports: [{ name: 'my_http', port: 80, targetPort: 'http' }] }),
      ),
      passes: documents(
        workload({ container: ports({ http: 80 }) }),
        service({ ports: [{ name: 'a-name-of-more-than-15', port: 80, targetPort: 'http' }] }),
      ),
    },
  ],
  'THANOS-105': [
    {
      trips: service({ clusterIP: 'None', ports: [{ name: 'http', port: 80 }, { port: 81 }] }),
      passes: service({ ports: [{ port: 80 }] }),
    },
    {
      trips: service({
        ports: [
          { name: 'a', port: 80 },
          { name: 'b', port: 80 },
        ],
      }),
      passes: service({
        ports: [
          { name: 'a', port: 80 },
          { name: 'b', port: 80, protocol: 'UDP' },
        ],
      }),
    },
    {
      trips: workload({
        container: {
          ports: [
            { name: 'a', containerPort: 1 },
            { name: 'a', containerPort: 2 },
          ],
        },
      }),
      passes: workload({
        container: {
          ports: [
            { name: 'a', containerPort: 1 },
            { name: 'b', containerPort: 1 },
          ],
        },
      }),
    },
  ],
  'THANOS-106': [
    {
      trips: workload({
        container: ports({ http: 80 }),
        containers: [{ name: 'b', image: 'b', ...ports({ web: 80 }) }],
      }),
      passes: workload({
        container: ports({ http: 80 }),
        containers: [{ name: 'b', image: 'b', ...ports({ web: 81 }) }],
        pod: { initContainers: [{ name: 'init', image: 'b', ...ports({ http: 80 }) }] },
      }),
    },
    {
      trips: workload({
        container: ports({ http: 80 }),
        containers: [{ name: 'b', image: 'b', ...ports({ http: 81 }) }],
      }),
      passes: workload({ container: ports({ http: 80, same: 80 }) }),
    },
  ],
  'THANOS-115': [
    {
      trips: (fleet) => thanosQuery(fleet, { resources: { limits: { memory: Size.mebibytes(100) } } }),
      passes: (fleet) =>
        thanosQuery(fleet, {
          resources: {
            requests: { cpu: Cpu.units(1), memory: Size.mebibytes(512) },
            limits: { cpu: Cpu.millis(1000), memory: Size.gibibytes(0.5) },
          },
        }),
    },
    {
      trips: workload({ container: { resources: { requests: { memory: '1Gi' }, limits: { memory: '1G' } } } }),
      passes: workload({ container: { resources: { requests: { memory: '1Gi' }, limits: { memory: '1024Mi' } } } }),
    },
    {
      trips: workload({ container: { resources: { requests: { cpu: 2 }, limits: { cpu: '1500m' } } } }),
      passes: workload({ container: { resources: { requests: { cpu: '2' }, limits: { memory: '1' } } } }),
    },
  ],
  'THANOS-116': [
    {
      trips: workload({ container: { resources: { limits: { memory: '-1Gi' } } } }),
      passes: workload({ container: { resources: { limits: { memory: '0' } } } }),
    },
    {
      trips: workload({ container: { resources: { requests: { memory: '512MB' } } } }),
      passes: workload({
        container: { resources: { requests: { memory: '512M', cpu: 0.5 }, limits: { cpu: '1e3' } } },
      }),
    },
    {
      trips: workload({ container: { resources: { limits: { memory: null } } } }),
      passes: workload({ container: { resources: { limits: null } } }),
    },
  ],
  'THANOS-128': [
    {
      trips: (fleet) => thanosQuery(fleet, { labels: { 'app.kubernetes.io/component': 'querier' } }),
      passes: (fleet) => thanosQuery(fleet, { labels: { 'app.kubernetes.io/part-of': 'monitoring' } }),
    },
  ],
  'THANOS-129': [
    {
      trips: (fleet) =>
        new ThanosQuery(fleet.addCluster('west').addChart('thanos'), 'query', {
          endpoints: [StoreApi.at('dns+sidecar.monitoring.svc:10901')],
        }),
      passes: (fleet) => thanosQuery(fleet, {}),
    },
  ],
  'THANOS-130': [
    { trips: (fleet) => thanosQuery(fleet, { replicas: 0 }), passes: (fleet) => thanosQuery(fleet, { replicas: 1 }) },
    { trips: workload({ spec: { replicas: -1 } }), passes: workload({ spec: { replicas: 0 } }) },
  ],
};
