import { AzureIdentity, type ClusterThanosProps, ObjectStore, type RuleId } from '../../lib';

/** A mistake that spoils any stack, whatever else it has. */
export interface StackMistake {
  readonly rule: RuleId;
  spoil(props: ClusterThanosProps): ClusterThanosProps;
}

const extra = (argument: string) => (props: ClusterThanosProps) => ({
  ...props,
  storeGateway: { ...props.storeGateway, extraArguments: [argument] },
});

export const STACK_MISTAKES: readonly StackMistake[] = [
  { rule: 'THANOS-001', spoil: (props) => ({ ...props, receive: { replicas: 2, replicationFactor: 5 } }) },
  {
    rule: 'THANOS-022',
    spoil: (props) => ({ ...props, compactor: { ...props.compactor, downsampling: true, retention: { raw: '1h' } } }),
  },
  { rule: 'THANOS-023', spoil: (props) => ({ ...props, receive: { outOfOrderWindow: '1h' }, compactor: {} }) },
  {
    rule: 'THANOS-042',
    spoil: (props) => ({ ...props, receive: { ...props.receive, terminationGracePeriodSeconds: 30 } }),
  },
  { rule: 'THANOS-027', spoil: (props) => ({ ...props, storeGateway: { minTime: '6w' } }) },
  { rule: 'THANOS-051', spoil: extra('--store.no-such-flag=1') },
  { rule: 'THANOS-052', spoil: extra('--data-dir=/elsewhere') },
  { rule: 'THANOS-053', spoil: extra('--store.enable-lazy-expanded-postings=true') },
  { rule: 'THANOS-054', spoil: (props) => ({ ...props, query: { ...props.query, timeout: '1.5m' } }) },
  { rule: 'THANOS-102', spoil: (props) => ({ ...props, name: 'Team_A', namespace: 'team-a' }) },
  {
    rule: 'THANOS-303',
    spoil: (props) => ({
      ...props,
      objstore: ObjectStore.azureBlob({
        storageAccount: 'thanostore',
        container: 'thanostore',
        identity: AzureIdentity.kubelet({ clientId: 'agentpool' }),
      }),
    }),
  },
];
