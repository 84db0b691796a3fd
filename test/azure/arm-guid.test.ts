import assert from 'node:assert/strict';
import { it } from 'node:test';
import { armGuid } from '../../azure/arm-guid';

it("Names are what Bicep's guid() gives, by the vectors of its own tests", () => {
  assert.equal(armGuid('foo', 'bar', 'baz'), '2ed86837-7c7c-5eaa-9864-dd077fd19b0d');
  assert.equal(armGuid('asdf'), '228d27cc-6fdb-5934-b7ac-1efccebade04');
});

it('Names tell upper from lower case, as those of Bicep do', () => {
  assert.notEqual(armGuid('Foo', 'bar'), armGuid('foo', 'bar'));
});
