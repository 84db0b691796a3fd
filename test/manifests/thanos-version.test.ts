import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { thanosVersion } from '../../lib/manifests/thanos-version';

describe("The version in an image's tag", () => {
  const known: [string, number][] = [
    ['quay.io/thanos/thanos:v0.42.5', 42],
    ['registry.example.com:5000/mirror/thanos:v0.31.0@sha256:0123', 31],
    ['docker.io/bitnamilegacy/thanos:0.39.2-debian-12-r2', 39],
  ];
  for (const [image, minor] of known) {
    it(`is read from ${image}`, () => assert.deepEqual(thanosVersion(image), { major: 0, minor }));
  }

  const unknown = [
    'quay.io/thanos/thanos',
    'quay.io/thanos/thanos:latest',
    'quay.io/thanos/thanos@sha256:0123',
    'example.com/monitoring:v0.42.5',
  ];
  for (const image of unknown) {
    it(`is not known of ${image}`, () => assert.equal(thanosVersion(image), undefined));
  }
});
