import { groupOf, type KubernetesObject } from '../../manifests/kubernetes-object';
import type { FieldChange, PatchOperation } from '../change';
import { Comparison } from './comparison';
import { EmbeddedFiles } from './embedded';
import { meaningOf } from './meanings';
import { compareContents, isSecret, withoutContents } from './secrets';

/** Compares objects, and keeps what it read for the next ones. */
export class ObjectComparer {
  private readonly files = new EmbeddedFiles();

  /**
   * @param ignoreDefaults whether what the API server fills in, and what it alone writes, is no change
   */
  constructor(private readonly ignoreDefaults = false) {}

  /**
   * What differs between two states of an object, as Kubernetes and Thanos mean them. Of what a Secret holds neither the changes nor the
   * patch have a byte: the changes say where, and the patch makes all else of HEAD.
   */
  compare(before: KubernetesObject, after: KubernetesObject): ObjectDifference {
    const comparison = new Comparison({ ignoreDefaults: this.ignoreDefaults, files: this.files });
    const meaning = meaningOf(`${groupOf(after)}/${after.kind}`);
    if (!isSecret(after)) {
      comparison.values(meaning, before, after);
      return comparison;
    }
    comparison.values(meaning, withoutContents(before), withoutContents(after));
    return { fields: [...comparison.fields, ...compareContents(before, after)], patch: comparison.patch };
  }
}

export interface ObjectDifference {
  readonly fields: readonly FieldChange[];
  readonly patch: readonly PatchOperation[];
}
