import type { KubernetesObject } from '../../cluster/objects';
import type { E2e } from '../../e2e';
import { applyStage, type Issuers, type Stage } from './fleet';

/** The fleet as it was rendered last: that is in the cluster, and nothing else of it. */
export class AppliedFleet {
  objects: readonly KubernetesObject[] = [];

  constructor(
    private readonly e2e: E2e,
    private readonly gatewayClass: string,
    private readonly issuers: Issuers,
  ) {}

  /** Applies the fleet at a stage, deletes what it has no more, and returns that. */
  async reach(stage: Stage): Promise<readonly KubernetesObject[]> {
    const before = this.objects;
    this.objects = await applyStage(this.e2e, this.gatewayClass, this.issuers, stage);
    return await this.e2e.prune(before, this.objects);
  }
}
