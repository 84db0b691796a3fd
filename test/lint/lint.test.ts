import assert from 'node:assert/strict';
import { basename, join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { configMap, folderOf, lint, report } from './setup';

const receive = (name: string, replicationFactor: number) => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ${name}, namespace: thanos }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: thanos
          image: quay.io/thanos/thanos:v0.42.5
          args:
            - receive
            - --label=receive="router"
            - --receive.replication-factor=${replicationFactor}
            - --receive.hashrings=[{"endpoints":["a:10901"],"algorithm":"ketama"}]
`;

describe('cdk8s-thanos lint', () => {
  it('finds nothing in what is right', async () => {
    const folder = folderOf({ 'a.yaml': receive('receive', 1) });
    assert.deepEqual(await lint([folder]), {
      code: 0,
      printed: '0 errors and 0 warnings in 1 object.\n',
      told: '',
    });
  });

  it('says in which file and line the object is, what is wrong with it, and what else it takes', async () => {
    const folder = folderOf({
      'a.yaml': `${configMap('a')}---\n${configMap('b')}`,
      'b.yaml': `# b\n${configMap('b')}`,
    });
    const { findings } = await report([folder]);
    const [a, b] = [join(folder, 'a.yaml'), join(folder, 'b.yaml')];
    assert.deepEqual(findings, [
      {
        rule: 'THANOS-101',
        severity: 'error',
        cluster: basename(folder),
        file: b,
        line: 2,
        object: 'ConfigMap apps/b',
        message: `THANOS-101: ConfigMap apps/b is rendered twice, and the second would replace the first (see also ConfigMap apps/b in ${a}:5). Leave one of them out, or give it another name or namespace`,
        related: [{ file: a, line: 5, object: 'ConfigMap apps/b' }],
      },
    ]);
    assert.equal(
      (await lint([folder])).printed,
      [
        b,
        '  error in line 2, ConfigMap apps/b',
        `    ${findings[0]?.message}`,
        '',
        '1 error and 0 warnings in 3 objects. docs/rules.md explains each rule.',
        '',
      ].join('\n'),
    );
  });

  it('ends with 1 for errors, and with 2 for what cannot be read even beside them', async () => {
    const folder = folderOf({ 'a.yaml': receive('a', 3), 'broken.yaml': '[' });
    assert.equal((await lint([join(folder, 'a.yaml')])).code, 1);
    const { code, printed, told } = await lint([folder]);
    assert.equal(code, 2);
    assert.match(printed, /THANOS-001/);
    assert.match(told, /^[^\n]*broken\.yaml:1:2: is no YAML: [^\n]*\n$/);
  });

  it('ends with 2 where there is nothing to check', async () => {
    const folder = folderOf({ 'values.yaml': 'replicas: 3' });
    const { code, told } = await lint([folder]);
    assert.equal(code, 2);
    assert.equal(told, `${folder}: no Kubernetes object is in there\n`);
  });

  it('checks files together, and folders each on its own', async () => {
    const [a, b] = [folderOf({ 'x.yaml': configMap('a') }), folderOf({ 'x.yaml': configMap('a') })];
    assert.equal((await report([a, b])).findings.length, 0);
    const { findings } = await report([join(a, 'x.yaml'), join(b, 'x.yaml'), join(a, 'x.yaml')]);
    assert.deepEqual(
      findings.map(({ cluster, file }) => [cluster, file]),
      [[undefined, join(b, 'x.yaml')]],
    );
  });

  it('takes a folder of folders for a fleet, unless manifests are beside them', async () => {
    const twice = `${configMap('b')}---\n${configMap('b')}`;
    const files = { 'west/a.yaml': configMap('a'), 'east/deep/a.yaml': configMap('a'), 'east/b.yaml': twice };
    const fleet = folderOf({ ...files, 'kustomization.yaml': 'resources: [west, east]' });
    assert.deepEqual(
      (await report([fleet])).findings.map(({ cluster, file, line }) => [cluster, relative(fleet, file), line]),
      [['east', 'east/b.yaml', 5]],
    );
    const cluster = folderOf({ ...files, 'c.yaml': configMap('c') });
    assert.deepEqual(
      (await report([cluster])).findings.map((finding) => [finding.cluster, relative(cluster, finding.file)]),
      [
        [basename(cluster), 'east/b.yaml'],
        [basename(cluster), 'west/a.yaml'],
      ],
    );
  });

  it('reads standard input beside files', async () => {
    const folder = folderOf({ 'a.yaml': configMap('a') });
    const { code, printed } = await lint(['-', join(folder, 'a.yaml')], 'text', `---\n${configMap('a')}`);
    assert.equal(code, 1);
    assert.match(printed, /see also ConfigMap apps\/a in stdin:2/);
  });

  it('passes over what an annotation suppresses, with a reason and by the id of a rule', async () => {
    const twice = (annotations: string) =>
      report([folderOf({ 'a.yaml': `${configMap('a')}---\n${configMap('a', annotations)}` })]);
    assert.deepEqual((await twice('{ cdk8s-thanos/THANOS-101: The same }')).findings, []);
    const messages = async (annotations: string) => (await twice(annotations)).findings.map(({ message }) => message);
    assert.match((await messages("{ cdk8s-thanos/THANOS-101: ' ' }")).join(), /^THANOS-601: .*without a reason/);
    assert.match((await messages('{ cdk8s-thanos/THANOS-999: x }')).join(), /THANOS-601: .*THANOS-999.*does not exist/);
  });

  it('orders findings by file, line and rule', async () => {
    const folder = folderOf({ 'b.yaml': receive('b', 3), 'a.yaml': `${receive('b', 5)}---${receive('a', 3)}` });
    assert.deepEqual(
      (await report([join(folder, 'b.yaml'), join(folder, 'a.yaml')])).findings.map(
        ({ rule, file, line }) => `${rule} ${basename(file)}:${line}`,
      ),
      ['THANOS-001 a.yaml:2', 'THANOS-101 a.yaml:2', 'THANOS-001 a.yaml:19', 'THANOS-001 b.yaml:2'],
    );
  });
});
