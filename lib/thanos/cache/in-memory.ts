import { Size } from 'cdk8s';
import { byteSize, bytes } from '../../values/size';
import type { CacheBackend } from './cache';

/** A cache in the memory of each pod of a store gateway. */
export interface InMemoryCacheProps {
  /** @default Size.mebibytes(250) */
  readonly maxSize?: Size;
  /** Larger items are not cached. @default - 125 MiB, or `maxSize` where that is less */
  readonly maxItemSize?: Size;
}

export function inMemoryBackend(props: InMemoryCacheProps): CacheBackend {
  const maxSize = props.maxSize ?? Size.mebibytes(250);
  const usual = Size.mebibytes(125);
  const maxItemSize = props.maxItemSize ?? (bytes(maxSize) < bytes(usual) ? maxSize : usual);
  return {
    type: 'IN-MEMORY',
    memory: maxSize,
    config: () => ({ max_size: byteSize(maxSize), max_item_size: byteSize(maxItemSize) }),
    problems:
      bytes(maxItemSize) > bytes(maxSize)
        ? [
            {
              rule: 'THANOS-562',
              what: `maxItemSize (${byteSize(maxItemSize)}) is larger than maxSize (${byteSize(maxSize)}), and Thanos would not start`,
              fix: 'Write a smaller maxItemSize, or leave it out',
            },
          ]
        : [],
  };
}
