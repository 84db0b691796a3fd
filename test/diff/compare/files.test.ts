import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { configMap, difference, differs, plain, same } from './differences';

const at = (path: string) => `data.file${path}`;

describe('A file in a ConfigMap', () => {
  it('is compared inside, whatever its comments and its form', () => {
    same(configMap, 'a: 1\nb: [x, z]', '# why\nb:\n- x\n- "z"\na: 1');
    same(configMap, '{"a": {"b": [1]}}', '{\n  "a": { "b": [ 1 ] }\n}');
    same(configMap, '{"a": 1, "b": [1.5, true]}', 'a: 1\nb: [1.5, true]');
    differs(configMap, 'a: 1', 'a: "1"', at('.a'));
    differs(configMap, 'a: 1\nb: 2', 'b: 3\na: 1', at('.b'));
  });
  it('is replaced as one in the patch', () => {
    const { patch } = difference(configMap('a: 1'), configMap('a: 2'));
    assert.deepEqual(patch, [{ op: 'replace', path: '/data/file', value: 'a: 2\n' }]);
  });
  it('is text where it is neither a map nor a list', () => {
    differs(configMap, 'some  text', 'some text', at(''));
    differs(configMap, 'a: [1', 'a:  [1', at(''));
    differs(configMap, 'a: 1', 'text', at(''));
  });
  it('keeps numbers as they are written', () => {
    differs(configMap, 'tag: 1.10', 'tag: 1.1', at('.tag'));
    differs(configMap, 'id: 12345678901234567890', 'id: 12345678901234567891', at('.id'));
    differs(configMap, 'mode: 0644', 'mode: 420', at('.mode'));
    differs(configMap, '{"id": 12345678901234567890}', '{"id": 12345678901234567891}', at('.id'));
    differs(configMap, '{"a": [-9007199254740993]}', '{"a": [-9007199254740992]}', at('.a[0]'));
    same(configMap, '{"id": 12345678901234567890}', 'id: 12345678901234567890');
    const text = '"x": "12345678901234567890, \\" 1", "y": 0.12345678901234567, "z": 1e99';
    same(configMap, `{${text}, "id": 12345678901234567890}`, `{"id": 12345678901234567890, ${text}}`);
  });
  it('that repeats itself without end is text', () => differs(configMap, 'a: &a [*a]', 'a:  &a [*a]', at('')));
});

describe('Of hashrings', () => {
  it('the members have no order, nor have the tenants', () =>
    same(
      configMap,
      '[{"hashring": "h", "tenants": ["a", "b"], "endpoints": [{"address": "a:1"}, {"address": "b:1"}]}]',
      '[{"hashring": "h", "tenants": ["b", "a"], "endpoints": [{"address": "b:1"}, {"address": "a:1"}]}]',
    ));
  it('the members may be mere addresses', () => {
    same(
      configMap,
      '[{"hashring": "h", "endpoints": ["a:1"]}]',
      '[{"hashring": "h", "endpoints": [{"address": "a:1"}]}]',
    );
    same(
      configMap,
      '[{"hashring": "h", "endpoints": ["a:1"]}]',
      '[{"hashring": "h", "endpoints": [{"address": "a:1", "capnproto_address": "a:19391"}]}]',
    );
    differs(
      configMap,
      '[{"hashring": "h", "endpoints": ["a:1"]}]',
      '[{"hashring": "h", "endpoints": [{"address": "a:1", "az": "z"}]}]',
      at('[h].endpoints[a:1].az'),
    );
  });
  it('a new member is one change', () =>
    differs(
      configMap,
      '[{"hashring": "h", "endpoints": ["a:1", "c:1"]}]',
      '[{"hashring": "h", "endpoints": ["a:1", "b:1", "c:1"]}]',
      at('[h].endpoints[b:1]'),
    ));
  it('the order counts: the first that takes a tenant gets it', () =>
    differs(
      configMap,
      '[{"hashring": "a", "endpoints": []}, {"hashring": "b", "endpoints": []}]',
      '[{"hashring": "b", "endpoints": []}, {"hashring": "a", "endpoints": []}]',
      at(''),
    ));
});

describe('Of other files', () => {
  it('rules are aligned, durations compared by value', () => {
    same(
      configMap,
      'groups: [{name: a, rules: [{alert: A, for: 1h}]}, {name: b}]',
      'groups: [{name: b}, {name: a, rules: [{alert: A, for: 60m}]}]',
    );
    differs(
      configMap,
      'groups: [{name: a, rules: [{alert: A}, {alert: B}]}]',
      'groups: [{name: a, rules: [{alert: C}, {alert: A}, {alert: B}]}]',
      at('.groups[a].rules[C]'),
    );
  });
  it('relabelling has an order', () =>
    differs(
      configMap,
      '[{"action": "keep", "regex": "a"}, {"action": "drop", "regex": "b"}]',
      '[{"action": "drop", "regex": "b"}, {"action": "keep", "regex": "a"}]',
      at('[0]'),
      at('[1]'),
    ));
  it('servers of caches have none', () =>
    same(
      configMap,
      'type: MEMCACHED\nconfig: {addresses: [a, b], timeout: 60s, max_item_size: 1024KiB}',
      'type: MEMCACHED\nconfig: {addresses: [b, a], timeout: 1m, max_item_size: 1MiB}',
    ));
  it('sizes in powers of ten and of two differ where caches disagree about them', () =>
    differs(
      configMap,
      'type: IN-MEMORY\nconfig: {max_size: 1MB}',
      'type: IN-MEMORY\nconfig: {max_size: 1MiB}',
      at('.config.max_size'),
    ));
  it('endpoints of a querier have none', () =>
    same(
      configMap,
      'endpoints: [{address: a}, {address: b, strict: true}]',
      'endpoints: [{strict: true, address: b}, {address: a}]',
    ));
  it('panels of dashboards are told apart by their id', () => {
    const dashboard = (...panels: string[]) => `{"schemaVersion": 39, "panels": [${panels.join()}]}`;
    same(
      configMap,
      dashboard('{"id": 1}', '{"id": 2, "targets": [{"refId": "A"}, {"refId": "B"}]}'),
      dashboard('{"id": 2, "targets": [{"refId": "B"}, {"refId": "A"}]}', '{"id": 1}'),
    );
    differs(
      configMap,
      dashboard('{"id": 1, "title": "a"}'),
      dashboard('{"id": 2}', '{"id": 1, "title": "b"}'),
      at('.panels[1].title'),
      at('.panels[2]'),
    );
  });
});

describe('Binary data of a ConfigMap', () => {
  it('are text', () =>
    differs(plain('v1', 'ConfigMap'), 'binaryData: {a: "eA=="}', 'binaryData: {a: "eQ=="}', 'binaryData.a'));
});
