import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { checkManifests } from '../../lib/manifests/check';
import { Inventory } from '../../lib/manifests/inventory';
import { isKubernetesObject } from '../../lib/manifests/kubernetes-object';
import { RULE_IDS } from '../../lib/validation/catalogue';
import { RULE_CASES } from '../validation/cases';

const JUNK = [null, 0, 2n ** 63n, 'junk', true, [], {}, [null], { name: 1 }];

/** The document with each of its parts replaced by junk, one at a time. */
function* spoilt(value: unknown): Generator {
  yield* JUNK;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    for (const junk of spoilt(part)) {
      yield Array.isArray(value)
        ? value.map((item, index) => (String(index) === key ? junk : item))
        : { ...value, [key]: junk };
    }
  }
}

describe('The rules throw at no manifest', () => {
  for (const id of RULE_IDS) {
    it(`like those of ${id}`, () => {
      const manifests = RULE_CASES[id].flatMap(({ trips }) => (typeof trips === 'string' ? [trips] : []));
      for (const documents of manifests.map((text) =>
        parseAllDocuments(text).map((document): unknown => document.toJS()),
      )) {
        for (const objects of spoilt(documents)) {
          const known = (Array.isArray(objects) ? objects : []).filter(isKubernetesObject);
          assert.ok(checkManifests(new Inventory(known, undefined, [])).length >= 0);
        }
      }
    });
  }
});
