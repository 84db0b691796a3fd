import type { Finding, ManifestRule } from '../../manifest-rule';

const BITNAMI = /^((index\.|registry-1\.)?docker\.io\/)?bitnami\//;

/** Images of an address that Bitnami gave up. */
export const bitnamiImages: ManifestRule = {
  rule: 'THANOS-047',
  check: (cluster) =>
    cluster.workloads.flatMap(({ object, containers }): Finding[] => {
      const images = [...new Set(containers.map(({ image }) => image).filter((image) => BITNAMI.test(image)))];
      return images.map((image) => ({
        object,
        what: `The image ${image} is one of Bitnami's, which are gone from that address or frozen: a pod on a fresh node cannot be started`,
        fix: 'Use the public image, such as quay.io/thanos/thanos, or name your own mirror of it',
      }));
    }),
};
