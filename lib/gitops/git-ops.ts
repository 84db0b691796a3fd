import { ArgoCd } from './argo-cd';
import type { ArgoCdProps } from './argo-cd-props';
import { Flux } from './flux';
import type { FluxProps } from './flux-props';
import { Kustomize } from './kustomize';
import type { IGitOps } from './tool';

/** The tool that applies a fleet's folders: `new Fleet({ gitOps: GitOps.argoCd({ … }) })`. docs/gitops.md says what each renders. */
export const GitOps = {
  /** A `kustomization.yaml` in each cluster's folder, for `kubectl apply -k`. */
  kustomize(): IGitOps {
    return new Kustomize();
  },

  /** Argo CD 3.2 or later, which applies all clusters from one of them. */
  argoCd(props: ArgoCdProps): IGitOps {
    return new ArgoCd(props);
  },

  /** Flux 2.3 or later, one in each cluster. */
  flux(props: FluxProps): IGitOps {
    return new Flux(props);
  },
} as const;
