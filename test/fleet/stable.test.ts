import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type Cluster, Exposure, Fleet } from '../../lib';
import { inFolder, objstore, tree } from './setup';

/** A hub and some clusters that write to it; `made` are added with a function. */
function render(outdir: string, names: readonly string[], made: readonly string[]): Record<string, string> {
  const fleet = new Fleet({ outdir, externalLabels: ['datacenter'] });
  const props = { externalLabels: { datacenter: 'westeu' } };
  const hub = new Map<string, Cluster>();
  for (const name of names) if (!made.includes(name)) hub.set(name, fleet.addCluster(name, props));
  const central = hub.get('hub');
  assert.ok(central);
  const issuer = central.addLetsEncrypt({ email: 'ops@cookingwithazure.com' });
  const exposure = Exposure.ingressNginx({ domain: 'thanos.example.com', issuer, basicAuth: 'basic-auth' });
  const thanos = central.addThanos({ objstore, exposure, networkPolicies: true });
  for (const cluster of hub.values()) cluster.addPrometheus({ remoteWrite: thanos.remoteWrite });
  for (const name of names) {
    if (!made.includes(name)) continue;
    fleet.addCluster(name, props, (cluster) => cluster.addPrometheus({ remoteWrite: thanos.remoteWrite }));
  }
  fleet.synth();
  return tree(outdir);
}

describe('A folder of a cluster', () => {
  const without = (files: Record<string, string>, ...clusters: string[]) =>
    Object.fromEntries(Object.entries(files).filter(([file]) => !clusters.some((name) => file.startsWith(`${name}/`))));

  it('keeps every byte when others are added, removed, reordered, or made by a function', () => {
    inFolder((folder) => {
      const base = render(join(folder, 'a'), ['hub', 'west', 'east'], []);
      const more = render(join(folder, 'b'), ['north', 'hub', 'west', 'mid', 'east', 'south'], []);
      assert.deepEqual(without(more, 'north', 'mid', 'south'), base);
      assert.deepEqual(render(join(folder, 'c'), ['east', 'west', 'hub'], []), base);
      assert.deepEqual(render(join(folder, 'd'), ['west', 'hub', 'east'], ['west']), base);
      assert.deepEqual(render(join(folder, 'e'), ['east', 'west', 'hub'], ['east', 'west']), base);
      assert.deepEqual(render(join(folder, 'b'), ['hub', 'east'], ['east']), without(base, 'west'));
    });
  });
});
