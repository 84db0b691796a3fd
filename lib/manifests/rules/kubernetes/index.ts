import type { ManifestRule } from '../../manifest-rule';
import { autoscalerBounds, autoscalerWithoutTarget, fixedReplicas } from './autoscalers';
import { blockingBudget, twoBudgets } from './disruption-budgets';
import { governingService } from './governing-services';
import { bitnamiImage, refusedImage } from './images';
import { refusedLabels } from './labels';
import { mixedService } from './mixed-services';
import { monitorWithoutTargets } from './monitors';
import { mountWithoutVolume, repeatedInPod } from './mounts';
import { refusedNames } from './names';
import { refusedPortNames } from './ports';
import { probePort } from './probes';
import { missingReference } from './references';
import { repeatedPorts, sharedPorts } from './repeated-ports';
import { refusedReplicas } from './replicas';
import { requestAboveLimit, unreadableQuantity } from './resources';
import { selectorMissesTemplate, sharedPods } from './selectors';
import { serviceWithoutPods, targetPortNameMissing, targetPortNumberMissing } from './services';

/** What Kubernetes itself refuses, or does not do what is meant, whatever runs in the pods. */
export const KUBERNETES_MANIFEST_RULES: readonly ManifestRule[] = [
  refusedNames,
  refusedLabels,
  refusedPortNames,
  repeatedPorts,
  sharedPorts,
  selectorMissesTemplate,
  sharedPods,
  mixedService,
  serviceWithoutPods,
  targetPortNameMissing,
  targetPortNumberMissing,
  monitorWithoutTargets,
  missingReference,
  requestAboveLimit,
  unreadableQuantity,
  blockingBudget,
  twoBudgets,
  fixedReplicas,
  autoscalerWithoutTarget,
  autoscalerBounds,
  mountWithoutVolume,
  repeatedInPod,
  governingService,
  probePort,
  refusedImage,
  bitnamiImage,
  refusedReplicas,
];
