import type { Size } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { quantity } from './pod-template';

/**
 * The claim template of a StatefulSet, called `data`. It is immutable once applied, so it carries nothing that ever changes:
 * the selector's labels and no others.
 */
export function dataClaimTemplate(
  selector: Readonly<Record<string, string>>,
  size: Size,
  storageClass: string | undefined,
): k8s.KubePersistentVolumeClaimProps {
  return {
    metadata: { name: 'data', labels: { ...selector } },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: storageClass,
      resources: { requests: { storage: quantity(size) } },
    },
  };
}
