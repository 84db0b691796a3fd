import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer, EdgeRequest } from '../edge/client';
import { CountedWriter, type WriteTarget } from './writer';

const user = { name: 'thanos', password: 'secret' };

/** A receiver that answers with these, one after the other, and then with 200. An error is no answer. */
function writerTo(...answers: (number | Error)[]) {
  const requests: EdgeRequest[] = [];
  const target: WriteTarget = {
    async https(_host: string, _path: string, request: EdgeRequest): Promise<Answer> {
      requests.push(request);
      const answer = answers.shift() ?? 200;
      if (answer instanceof Error) throw answer;
      return { status: answer, body: 'why' };
    },
  };
  const props = { host: 'receive.test', user, metric: 'm', series: 2, tenant: 'shop' };
  return {
    requests,
    target,
    writer: new CountedWriter(target, props, new AbortController().signal, async () => undefined),
  };
}

describe('The counted writer', () => {
  it('remembers what was acknowledged', async () => {
    const { writer, requests } = writerTo();
    await writer.backfill([10, 20, 30]);
    assert.deepEqual(writer.acknowledged, writer.written);
    assert.deepEqual(
      writer.written.map(({ number, timestamp }) => [number, timestamp]),
      [
        [1, 10],
        [2, 20],
        [3, 30],
      ],
    );
    assert.equal(requests.length, 1);
    assert.equal(requests[0]?.headers?.['THANOS-TENANT'], 'shop');
  });

  it('gives no two samples the same time', async () => {
    const { writer } = writerTo();
    await writer.backfill([10, 10, 5]);
    assert.deepEqual(
      writer.written.map(({ timestamp }) => timestamp),
      [10, 11, 12],
    );
  });

  it('writes again after 5xx, 429 and no answer', async () => {
    const { writer, requests } = writerTo(503, 429, Object.assign(new Error('cut'), { code: 'ECONNRESET' }));
    await writer.backfill([10]);
    assert.deepEqual(writer.repeated, { '503': 1, '429': 1, ECONNRESET: 1 });
    assert.equal(writer.acknowledged.length, 1);
    assert.ok(requests.every(({ body }) => body === requests[0]?.body));
  });

  it('goes on elsewhere, and asks for the token of each request anew', async () => {
    const { writer, requests } = writerTo();
    const elsewhere = writerTo();
    await writer.backfill([10]);
    let token = 0;
    writer.moveTo(elsewhere.target, { host: 'new.test', headers: () => ({ authorization: `Bearer ${++token}` }) });
    await writer.backfill([20]);
    await writer.backfill([30]);
    assert.equal(requests.length, 1);
    assert.deepEqual(
      elsewhere.requests.map(({ headers, user }) => [headers?.['authorization'], headers?.['THANOS-TENANT'], user]),
      [
        ['Bearer 1', undefined, undefined],
        ['Bearer 2', undefined, undefined],
      ],
    );
    assert.equal(writer.acknowledged.length, 3);
  });

  it('keeps apart what conflicts with an earlier attempt that nobody answered', async () => {
    const { writer } = writerTo(Object.assign(new Error('late'), { code: 'ETIMEDOUT' }), 409);
    await writer.backfill([10, 20]);
    assert.deepEqual(writer.doubtful, ['numbers 1 to 2: 409 why']);
    assert.deepEqual([writer.refused, writer.acknowledged], [[], []]);
  });

  it('does not write again what was refused, and goes on', async () => {
    const { writer, requests } = writerTo(409);
    await writer.backfill([10]);
    await writer.backfill([20]);
    assert.deepEqual(writer.refused, ['numbers 1 to 1: 409 why']);
    assert.deepEqual(
      writer.acknowledged.map(({ number }) => number),
      [2],
    );
    assert.equal(requests.length, 2);
  });
});
