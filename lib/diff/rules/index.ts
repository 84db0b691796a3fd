import type { ChangeRule } from '../judgement';
import { INGRESS_ACCESS_RULE } from './authentication';
import { AUTOSCALER_RULE, DISRUPTION_BUDGET_RULE } from './availability';
import { CONFIGURATION_RULE } from './configuration';
import { CONTAINER_RULE } from './container-fields';
import { EDGE_RULES } from './edge';
import { GENERAL_RULE } from './general';
import { heldBack } from './held-back';
import { HOSTS_RULE } from './hosts';
import { POD_IDENTITY_RULE, SERVICE_ACCOUNT_RULE } from './identity';
import { IMAGE_RULE } from './image';
import { IMMUTABLE_CONTENT_RULE, IMMUTABLE_RULE } from './immutable';
import { METADATA_RULE } from './metadata';
import { NAMESPACE_RULE } from './namespace';
import { NETWORK_POLICY_RULE } from './network-policy';
import { POD_LABELS_RULE } from './pod-labels';
import { POD_SECURITY_RULE } from './pod-security';
import { POD_VOLUMES_RULE } from './pod-volumes';
import { PROMETHEUS_RULE } from './prometheus';
import { RULES_RULE } from './prometheus/rules';
import { BINDING_RULE, ROLE_RULE } from './rbac';
import { REMOVED_RULE } from './removed';
import { REPLICAS_RULE } from './replicas';
import { RESOURCE_DEFINITION_RULE } from './resource-definition';
import { RING_RULE } from './rings';
import { ROLLING_RULE } from './rolling';
import { SCHEDULING_RULE } from './scheduling';
import { POD_REFERENCE_RULE, SECRET_REFERENCE_RULE } from './secret-reference';
import { SERVICE_RULE } from './service';
import { SERVICE_EXPOSURE_RULE } from './service-exposure';
import { STATEFUL_SET_RULE } from './stateful-set';
import { CLAIM_RULE, STORAGE_CLASS_RULE, VOLUME_RULE } from './storage';
import { THANOS_RULE } from './thanos';
import { TLS_RULE } from './tls';
import { JOB_RULE, POD_RULE, SELECTOR_RULE, STRATEGY_RULE } from './workload-fields';

/**
 * Every rule. Where two say something of the same level, the one that comes first here is heard first: what is particular before what
 * any change of a pod template does. The one that holds for anything comes last: it counts where the others are silent.
 */
export const CHANGE_RULES: readonly ChangeRule[] = [
  RING_RULE,
  THANOS_RULE,
  PROMETHEUS_RULE,
  RULES_RULE,
  STATEFUL_SET_RULE,
  SELECTOR_RULE,
  JOB_RULE,
  POD_RULE,
  IMMUTABLE_RULE,
  IMMUTABLE_CONTENT_RULE,
  CLAIM_RULE,
  VOLUME_RULE,
  STORAGE_CLASS_RULE,
  RESOURCE_DEFINITION_RULE,
  REMOVED_RULE,
  NAMESPACE_RULE,
  SERVICE_RULE,
  SERVICE_EXPOSURE_RULE,
  ...EDGE_RULES,
  HOSTS_RULE,
  TLS_RULE,
  INGRESS_ACCESS_RULE,
  NETWORK_POLICY_RULE,
  ROLE_RULE,
  BINDING_RULE,
  heldBack(POD_REFERENCE_RULE),
  SECRET_REFERENCE_RULE,
  DISRUPTION_BUDGET_RULE,
  AUTOSCALER_RULE,
  CONFIGURATION_RULE,
  heldBack(IMAGE_RULE),
  heldBack(CONTAINER_RULE),
  heldBack(POD_SECURITY_RULE),
  heldBack(SCHEDULING_RULE),
  heldBack(POD_IDENTITY_RULE),
  SERVICE_ACCOUNT_RULE,
  POD_VOLUMES_RULE,
  POD_LABELS_RULE,
  REPLICAS_RULE,
  STRATEGY_RULE,
  ROLLING_RULE,
  METADATA_RULE,
  GENERAL_RULE,
];

/** Those that look at labels of objects: they alone are asked where nothing else changed. */
export const LABEL_RULES: readonly ChangeRule[] = [PROMETHEUS_RULE, RULES_RULE, NAMESPACE_RULE, METADATA_RULE];
