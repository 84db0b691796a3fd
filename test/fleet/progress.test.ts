import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Progress } from '../../lib/fleet/progress';

describe('Progress', () => {
  /** What is written when clusters are done at these milliseconds. */
  const written = (isTTY: boolean, ...times: number[]) => {
    const lines: string[] = [];
    let now = 0;
    const progress = new Progress(times.length, { isTTY, write: (text) => lines.push(text) }, () => now);
    for (const time of times) {
      now = time;
      progress.step();
    }
    progress.end();
    progress.end();
    return lines;
  };

  it('is one line on a terminal after a second, now and then, and gone at the end', () => {
    assert.deepEqual(written(true, 500, 1001, 1002, 1150), [
      '\r\u001b[K2 of 4 clusters',
      '\r\u001b[K4 of 4 clusters',
      '\r\u001b[K',
    ]);
  });

  it('is nothing within a second, and nothing elsewhere', () => {
    assert.deepEqual(written(true, 100, 999), []);
    assert.deepEqual(written(false, 500, 1001, 5000), []);
  });
});
