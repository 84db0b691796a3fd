import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SERVER_PAIRS } from '../../diff/server/index';
import { BLOB_ENDPOINT } from '../../diff/server/pair';
import { contradiction, type Said, saidOf } from './consequences';
import { place } from './placed-pair';

const said = (level: string, kind = 'StatefulSet', name = 'store'): Said => ({
  ...{ level, kind, name },
  code: 'DIFF-101',
  message: '',
});
const REFUSED = { server: 'refuses', says: '' } as const;
const ROLLING = { server: 'takes', rolling: ['store-1'] } as const;
const STAYING = { server: 'takes' } as const;

describe('What the diff says of a pair', () => {
  it('is what the table expects of a cluster', async () => {
    for (const [index, pair] of SERVER_PAIRS.entries()) {
      const found = await saidOf(place(pair, 'server-side', index, BLOB_ENDPOINT));
      assert.equal(contradiction(found, pair.expected), undefined, `${pair.code} ${pair.title}`);
    }
  });

  it('is held against what is refused', () => {
    assert.equal(contradiction([said('replace')], REFUSED), undefined);
    assert.match(contradiction([said('restart')], REFUSED) ?? '', /is to refuse it, .* DIFF-101 \(restart\)/);
    assert.match(contradiction([said('replace')], STAYING) ?? '', /is to take it/);
  });

  it('is held against the pods of each workload', () => {
    assert.equal(contradiction([said('restart')], ROLLING), undefined);
    assert.match(contradiction([said('restart')], STAYING) ?? '', /pods of store are to stay/);
    assert.match(contradiction([said('config')], ROLLING) ?? '', /store-1 are to roll/);
    assert.match(contradiction([said('restart', 'Deployment', 'query')], ROLLING) ?? '', /pods of query are to stay/);
    const operated = { server: 'takes', rolling: ['prometheus-store-0'] } as const;
    assert.equal(contradiction([said('restart', 'Prometheus')], operated), undefined);
  });
});
