import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { uncompressedSnappy, writeRequest } from './remote-write';

/** Reads snappy with literals alone back. */
function literals(block: Buffer): Buffer {
  let at = 0;
  while ((block[at++] ?? 0) > 127);
  const parts: Buffer[] = [];
  while (at < block.length) {
    assert.equal(block[at], 61 << 2);
    const length = block.readUInt16LE(at + 1) + 1;
    parts.push(block.subarray(at + 3, at + 3 + length));
    at += 3 + length;
  }
  return Buffer.concat(parts);
}

describe('A request of remote write', () => {
  it('is the protobuf message of one series with its labels in order, and its sample', () => {
    const message = literals(writeRequest([{ series: '1', __name__: 'm' }], [{ number: 3, timestamp: 1000 }]));
    const labels = '0a0d0a085f5f6e616d655f5f12016d' + '0a0b0a06736572696573120131';
    const value = '120c' + '090000000000000840' + '10e807';
    assert.equal(message.toString('hex'), `0a2a${labels}${value}`);
  });

  it('writes times that take more than 32 bits', () => {
    const message = literals(writeRequest([], [])).length;
    assert.equal(message, 0);
    const now = literals(writeRequest([{ __name__: 'm' }], [{ number: 1, timestamp: 1_700_000_000_000 }]));
    assert.ok(now.toString('hex').endsWith('1080d095ffbc31'));
  });

  it('is cut into literals of a length that snappy can write', () => {
    const content = Buffer.alloc(200_000, 'abc');
    const block = uncompressedSnappy(content);
    assert.deepEqual(literals(block), content);
    assert.equal(block.subarray(0, 3).toString('hex'), 'c09a0c');
  });
});
