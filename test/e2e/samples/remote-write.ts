/** A sample as a writer numbers it: its value is its number. */
export interface NumberedSample {
  readonly number: number;
  /** Unix time in milliseconds, unlike that of any other sample of the writer. */
  readonly timestamp: number;
}

export type Labels = Readonly<Record<string, string>>;

/** Lengths and field numbers of protobuf. */
function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return Buffer.from([...bytes, Number(rest)]);
}

function delimited(field: number, content: Buffer): Buffer {
  return Buffer.concat([varint(BigInt((field << 3) | 2)), varint(BigInt(content.length)), content]);
}

function text(field: number, value: string): Buffer {
  return delimited(field, Buffer.from(value, 'utf8'));
}

function encodeSample({ number, timestamp }: NumberedSample): Buffer {
  const value = Buffer.alloc(9);
  value.writeUInt8((1 << 3) | 1);
  value.writeDoubleLE(number, 1);
  return delimited(2, Buffer.concat([value, varint(2n << 3n), varint(BigInt(timestamp))]));
}

function encodeSeries(labels: Labels, samples: readonly Buffer[]): Buffer {
  const pairs = Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => delimited(1, Buffer.concat([text(1, name), text(2, value)])));
  return delimited(1, Buffer.concat([...pairs, ...samples]));
}

/**
 * A request of Prometheus' remote write 1.0: the same samples for each of the series.
 *
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec/
 */
export function writeRequest(series: readonly Labels[], samples: readonly NumberedSample[]): Buffer {
  const encoded = samples.map(encodeSample);
  return uncompressedSnappy(Buffer.concat(series.map((labels) => encodeSeries(labels, encoded))));
}

const LITERAL_LIMIT = 1 << 16;

/**
 * Snappy's block format with literals alone, which every reader takes: no compression is needed here, and so no package.
 *
 * @see https://github.com/google/snappy/blob/main/format_description.txt
 */
export function uncompressedSnappy(content: Buffer): Buffer {
  const parts = [varint(BigInt(content.length))];
  for (let start = 0; start < content.length; start += LITERAL_LIMIT) {
    const literal = content.subarray(start, start + LITERAL_LIMIT);
    const tag = Buffer.alloc(3);
    // 61: a literal whose length minus one follows in two bytes.
    tag.writeUInt8(61 << 2);
    tag.writeUInt16LE(literal.length - 1, 1);
    parts.push(tag, literal);
  }
  return Buffer.concat(parts);
}
