import { repeated } from '../../../values/repeated';
import { specOf } from '../../kubernetes-object';
import type { ManifestRule } from '../../manifest-rule';
import { asList, asText, at } from '../../value';
import type { Container, Workload } from '../../workload';

const namesIn = (list: unknown) => asList(list).flatMap((item) => asText(at(item, 'name')) ?? []);
const mountsOf = ({ fields }: Container, field: string) =>
  asList(fields['volumeMounts']).flatMap((mount) => asText(at(mount, field)) ?? []);

/** The volumes of a workload's pods; a StatefulSet makes some of its claim templates. */
function volumesOf({ object, podSpec }: Workload): Set<string> {
  const templates = asList(specOf(object)['volumeClaimTemplates']).map((template) => at(template, 'metadata'));
  return new Set([...namesIn(podSpec['volumes']), ...namesIn(templates)]);
}

/** Mounts of volumes that the pod does not have, which the API server refuses. */
export const mountWithoutVolume: ManifestRule = {
  rule: 'THANOS-122',
  check: ({ workloads }) =>
    workloads.flatMap((workload) => {
      const volumes = volumesOf(workload);
      return workload.containers.flatMap((container) =>
        mountsOf(container, 'name')
          .filter((name) => !volumes.has(name))
          .map((name) => ({
            object: workload.object,
            what: `Container ${container.name} mounts volume "${name}", which its pod does not have: the API server refuses it`,
            fix: 'Add the volume to the pod, or write the name of one that it has',
          })),
      );
    }),
};

/** Names and paths that a pod has twice, which the API server refuses. */
export const repeatedInPod: ManifestRule = {
  rule: 'THANOS-123',
  check: ({ workloads }) =>
    workloads.flatMap(({ object, podSpec, containers }) => {
      const finding = (what: string, fix: string) => ({ object, what: `${what}, which the API server refuses`, fix });
      return [
        ...repeated(containers.map(({ name }) => name)).map((name) =>
          finding(`The pod has two containers called "${name}"`, 'Give one of them another name'),
        ),
        ...repeated(namesIn(podSpec['volumes'])).map((name) =>
          finding(`The pod has two volumes called "${name}"`, 'Give one of them another name'),
        ),
        ...containers.flatMap((container) =>
          repeated(mountsOf(container, 'mountPath')).map((path) =>
            finding(`Container ${container.name} mounts two volumes at ${path}`, 'Give one of them another path'),
          ),
        ),
      ];
    }),
};
