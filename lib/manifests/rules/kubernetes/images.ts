import { isBitnamiImage, isImageReference } from '../../../values/image-reference';
import type { ManifestRule } from '../../manifest-rule';

/** Images that no container runtime can pull by the name that they are given. */
export const refusedImage: ManifestRule = {
  rule: 'THANOS-127',
  check: ({ workloads }) =>
    workloads.flatMap(({ object, containers }) =>
      containers
        .filter(({ image }) => image !== '' && !isImageReference(image))
        .map(({ name, image }) => ({
          object,
          what: `Container ${name} has the image "${image}", which is no name of an image: nodes would not pull it`,
          fix: 'Write host and path in lower case, without a scheme, then a colon and the tag: quay.io/thanos/thanos:v0.42.5',
        })),
    ),
};

/** Images of Bitnami, which are gone from that address. */
export const bitnamiImage: ManifestRule = {
  rule: 'THANOS-047',
  check: ({ workloads }) =>
    workloads.flatMap(({ object, containers }) =>
      containers
        .filter(({ image }) => isBitnamiImage(image))
        .map(({ name, image }) => ({
          object,
          what: `Container ${name} has the image "${image}", one of Bitnami's, which are gone from that address or frozen`,
          fix: 'Write the image of the project itself, quay.io/thanos/thanos, or your own mirror',
        })),
    ),
};
