import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type ClusterThanosProps, Fleet } from '../../lib';
import type { LocatedProblem } from '../../lib/validation/configuration-error';
import { assertKnownFlags, flagProblems } from '../flags/check';
import type { Manifest } from '../helpers';
import { valid, wild } from './leaves';
import { STACK_MISTAKES } from './mistakes';
import { stacks } from './stacks';
import { refusals, thanosBinary } from './thanos-binary';

/** How many stacks to make; more with `PROPERTY_RUNS`, others with `PROPERTY_SEED`. */
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 100);
const seed = Number(process.env['PROPERTY_SEED'] ?? 42);

function attempt(props: ClusterThanosProps): { errors: LocatedProblem[]; manifests: Manifest[] } {
  const fleet = new Fleet({ outdir: '/nowhere' });
  const cluster = fleet.addCluster('west');
  cluster.addThanos(props);
  const errors = fleet.validate().filter(({ severity }) => severity === 'error');
  const manifests = errors.length > 0 ? [] : cluster.charts.flatMap((chart) => chart.toJson() as Manifest[]);
  return { errors, manifests };
}

describe('Any stack', () => {
  it('of options as documented is accepted, and renders arguments that Thanos accepts', () => {
    fc.assert(
      fc.property(stacks(valid), (props) => {
        const { errors, manifests } = attempt(props);
        assert.deepEqual(errors, []);
        assert.ok(assertKnownFlags(manifests) >= 5);
      }),
      { numRuns, seed },
    );
  });

  it('with one mistake is refused, by the rule for it', () => {
    fc.assert(
      fc.property(stacks(valid), fc.constantFrom(...STACK_MISTAKES), (props, { rule, spoil }) => {
        const { errors } = attempt(spoil(props));
        assert.ok(
          errors.some((error) => error.rule === rule),
          `${rule} is not among ${errors.map(({ message }) => message)}`,
        );
      }),
      { numRuns, seed },
    );
  });

  it('of any values that compile is refused with a message, or renders arguments that Thanos accepts', () => {
    fc.assert(
      fc.property(stacks(wild), (props) => {
        const { errors, manifests } = attempt(props);
        for (const { message } of errors) assert.match(message, /\S/);
        assertKnownFlags(manifests);
      }),
      { numRuns: numRuns * 3, seed },
    );
  });

  it('starts, all of it, where the real Thanos is at hand', { skip: !thanosBinary && 'no thanos here' }, async () => {
    assert.deepEqual(flagProblems(['query', '--no-such-flag']).length, 1);
    await fc.assert(
      fc.asyncProperty(fc.oneof(stacks(valid), stacks(wild)), async (props) => {
        assert.deepEqual(await refusals(thanosBinary ?? '', attempt(props).manifests), []);
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 10), seed, endOnFailure: true },
    );
  });
});
