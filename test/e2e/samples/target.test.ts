import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { account, assertExact } from './account';
import { CountedTarget } from './target';

describe('The counted target', () => {
  it('gives each scrape a number and a time of its own, alike in all series', () => {
    const target = new CountedTarget({ metric: 'orders', series: 2 });
    assert.equal(target.scrape(1000), '# TYPE orders gauge\norders{series="0"} 1 1000\norders{series="1"} 1 1000\n');
    assert.match(target.scrape(1000) ?? '', /\{series="0"\} 2 1001\n/);
  });

  it('wants back all that was scraped, and is down once it is stopped', () => {
    const target = new CountedTarget({ metric: 'orders', series: 1 });
    target.scrape(1000);
    target.scrape(2000);
    target.stop();
    assert.equal(target.scrape(3000), undefined);
    const read = (...values: [number, string][]) => [{ metric: { series: '0' }, values }];
    assertExact(account(target, read([1, '1'], [2, '2'])));
    assert.throws(() => assertExact(account(target, read([1, '1']))), /1 missing \(number 2 of series 0\)/);
  });
});
