export type { AcmeIssuerProps } from './certificates/acme-config';
export { AcmeClusterIssuer, AcmeIssuer } from './certificates/acme-issuer';
export {
  AcmeSolver,
  type AzureDnsIdentity,
  type AzureEnvironment,
  type Dns01AzureDnsProps,
  type Dns01AzureDnsSolver,
  type GatewayReference,
  type Http01GatewayProps,
  type Http01GatewaySolver,
  type Http01Props,
  type Http01Solver,
  type SolverSelector,
} from './certificates/acme-solver';
export type { ClientCertificate } from './certificates/client-certificate';
export { type IIssuer, Issuer, type IssuerReference } from './certificates/issuer';
export { PrivateAuthority, type PrivateAuthorityProps } from './certificates/private-authority';
export {
  Authentication,
  type BasicAuthentication,
  type BasicAuthenticationProps,
  type ClientCertificateAuthentication,
  type ClientCertificateProps,
  type ClusterTokenAuthentication,
} from './exposure/authentication';
export {
  AzureInternalLoadBalancer,
  type AzureInternalLoadBalancerObjects,
  type AzureInternalLoadBalancerProps,
} from './exposure/azure-internal-load-balancer';
export type { CertificateSource, EdgeCertificate, ExposureRequest, IExposureController } from './exposure/controller';
export { ExposedRoute, type ExposeProps } from './exposure/exposed-route';
export {
  type AzureInternalLoadBalancerExposureProps,
  Exposure,
  type ExposureProps,
  type GatewayApiClientCertificateProps,
  type GatewayApiClusterTokenProps,
  type GatewayApiExposureProps,
  type IngressNginxClientCertificateProps,
  type IngressNginxExposureProps,
  type TraefikExposureProps,
} from './exposure/exposure';
export {
  type ExistingGatewayApiProps,
  GatewayApi,
  type GatewayApiObjects,
  type GatewayApiProps,
  type GatewayListener,
  type OwnGatewayApiProps,
  type WriterObjects,
} from './exposure/gateway/gateway-api';
export { OwnGateway, type OwnGatewayProps } from './exposure/gateway/own-gateway';
export { IngressNginx, type IngressNginxObjects, type IngressNginxProps } from './exposure/ingress-nginx';
export type { Route, RoutePath, RouteTls } from './exposure/route';
export { Traefik, type TraefikObjects, type TraefikProps } from './exposure/traefik';
export {
  Cluster,
  type ClusterGlobalQueryProps,
  type ClusterPrometheusProps,
  type ClusterProps,
  type ClusterThanosProps,
  type NamespaceProps,
  type PodSecurity,
} from './fleet/cluster';
export {
  type ClusterEntry,
  type ReadClustersOptions,
  readClusters,
  type WrittenTo,
} from './fleet/clusters-file/read-clusters';
export type { ExternalLabels, FleetClusterProps } from './fleet/external-labels';
export { Fleet, type FleetProps } from './fleet/fleet';
export type { FleetOutput } from './fleet/report';
export type { ArgoCdAutomatedSync, ArgoCdDestination, ArgoCdProps } from './gitops/argo-cd-props';
export type { FluxOptions, FluxProps, FluxRepository } from './gitops/flux-props';
export { GitOps } from './gitops/git-ops';
export type { HelmChartProps, HelmValues, PrerequisiteName, Prerequisites } from './gitops/prerequisites';
export type { RenderedFolders } from './gitops/repository';
export type { GitOpsCluster, IGitOps, RenderedFiles } from './gitops/tool';
export type { Autoscaling, Replicas } from './kubernetes/availability';
export type { Identity } from './kubernetes/identity';
export { ANYWHERE, NetworkNode, type Peer } from './kubernetes/network';
export type { MountedVolume } from './kubernetes/pod-template';
export type { Port } from './kubernetes/port';
export type { SecretKey } from './kubernetes/secret-key';
export { serviceHost } from './kubernetes/service-address';
export type { Monitoring } from './kubernetes/service-monitor';
export type {
  ContainerImage,
  ResourceRequirements,
  Resources,
  TopologySpread,
  WorkloadProps,
} from './kubernetes/workload-props';
export { validateManifests } from './manifests/validate-manifests';
export {
  type AzureBlobProps,
  AzureBlobStore,
  type AzureHttpConfig,
  type AzurePipelineConfig,
} from './objstore/azure-blob';
export {
  AzureIdentity,
  type KubeletIdentity,
  type KubeletIdentityProps,
  type WorkloadIdentity,
  type WorkloadIdentityProps,
} from './objstore/azure-identity';
export { type ExistingSecretProps, ExistingSecretStore } from './objstore/existing-secret';
export { ObjectStore } from './objstore/factories';
export type { BucketAccess, BucketUse, IObjectStore, ObjectStoreBinding } from './objstore/object-store';
export { ApiServerMonitor, type ApiServerMonitorProps } from './prometheus/api-server-monitor';
export { KubeStateMetrics, type KubeStateMetricsProps } from './prometheus/kube-state-metrics';
export type { KubeStateResource, MetricLabelsAllowlist } from './prometheus/kube-state-resources';
export { KubeletScrapes, type KubeletScrapesProps } from './prometheus/kubelet-scrapes';
export { NodeExporter, type NodeExporterProps } from './prometheus/node-exporter';
export { PrometheusAgent, type PrometheusAgentProps } from './prometheus/prometheus-agent';
export { PrometheusBase } from './prometheus/prometheus-base';
export {
  type EscapeHatch,
  PROMETHEUS_IMAGE,
  type PrometheusProps,
  type PrometheusStorage,
  type ResourceSelection,
  type ScrapeSelectors,
} from './prometheus/prometheus-props';
export { PrometheusServer, type PrometheusServerProps } from './prometheus/prometheus-server';
export {
  type PrometheusAgentStackProps,
  type PrometheusServerStackProps,
  PrometheusStack,
  type PrometheusStackProps,
  type PrometheusTargets,
} from './prometheus/prometheus-stack';
export type {
  BasicAuthSecret,
  CertificateAuthority,
  RemoteWrite,
  RemoteWriteQueue,
  WriterCluster,
} from './prometheus/remote-write';
export {
  type CertificateDestination,
  type IRemoteWriteDestination,
  RemoteWriteDestination,
  type RemoteWriteDestinationOptions,
  type TokenDestination,
} from './remote-write/destination';
export type { EntraApplication } from './remote-write/entra';
export {
  TokenAdmission,
  type TokenCluster,
  type TokenWriter,
  type WriterGroup,
  type WritesBy,
} from './remote-write/token-admission';
export { ThanosBucketWeb, type ThanosBucketWebOptions, type ThanosBucketWebProps } from './thanos/bucket-web';
export { Cache, type CacheBinding } from './thanos/cache/cache';
export { CachingBucket, type CachingBucketProps } from './thanos/cache/caching-bucket';
export type { CircuitBreaker } from './thanos/cache/circuit-breaker';
export type { InMemoryCacheProps } from './thanos/cache/in-memory';
export { IndexCache, type IndexCacheProps, type RemoteIndexCacheProps } from './thanos/cache/index-cache';
export type { MemcachedProps, StoreMemcachedProps } from './thanos/cache/memcached';
export type { RedisProps, StoreRedisProps } from './thanos/cache/redis';
export {
  type InMemoryResponseCacheProps,
  type RedisResponseCacheProps,
  ResponseCache,
  type ResponseExpiration,
} from './thanos/cache/response-cache';
export {
  type CompactorRetention,
  type Deduplication,
  ThanosCompactor,
  type ThanosCompactorOptions,
  type ThanosCompactorProps,
} from './thanos/compactor';
export { ThanosComponent } from './thanos/component';
export {
  type ComponentKind,
  type RequestLoggingProps,
  THANOS_IMAGE,
  type ThanosComponentProps,
  type ThanosPod,
} from './thanos/component-props';
export type { FlagValue } from './thanos/flags';
export { type GlobalQueryExposure, ThanosGlobalQuery, type ThanosGlobalQueryProps } from './thanos/global-query';
export { GrpcCertificate, type GrpcCertificateProps } from './thanos/grpc-certificate';
export { type GrpcAuthority, GrpcTls, type GrpcTlsProps } from './thanos/grpc-tls';
export { CAPNPROTO, GRPC, HTTP, REMOTE_WRITE } from './thanos/ports';
export { type QueryTenancy, ThanosQuery, type ThanosQueryOptions, type ThanosQueryProps } from './thanos/query';
export { ThanosQueryFrontend, type ThanosQueryFrontendProps } from './thanos/query-frontend';
export type {
  DownstreamTripper,
  DynamicSplit,
  LabelRequestOptions,
  QueryFrontendTenancy,
  QueryRangeOptions,
  ThanosQueryFrontendOptions,
} from './thanos/query-frontend-options';
export { ThanosReceiveAllInOne } from './thanos/receive/all-in-one';
export type {
  Hashring,
  HashringOptions,
  ReceiveHashring,
  ReplicationProtocol,
  RingMember,
} from './thanos/receive/hashring';
export { IngestingReceiver } from './thanos/receive/ingesting-receiver';
export { ThanosReceiveIngestor } from './thanos/receive/ingestor';
export type { ThanosReceiveIngestorOptions, ThanosReceiveIngestorProps } from './thanos/receive/ingestor-options';
export type {
  MetaMonitoring,
  MetaMonitoringHttpClient,
  ReceiveLimits,
  ReceiveRequestLimits,
  ReceiveTenantLimits,
} from './thanos/receive/limits';
export { ThanosReceive } from './thanos/receive/receive';
export type {
  AllInOneReceiveOptions,
  ReceiveHashringOptions,
  ReceiveOptions,
  ReceiveRouterOptions,
  ReceiveZoneOutsideHashrings,
  SplitReceiveOptions,
  ThanosReceiveOptions,
  ThanosReceiveProps,
} from './thanos/receive/receive-options';
export type { IngestorReplicas, Resize } from './thanos/receive/resize';
export {
  ThanosReceiveRouter,
  type ThanosReceiveRouterOptions,
  type ThanosReceiveRouterProps,
} from './thanos/receive/router';
export type { ReceiveRoutingOptions } from './thanos/receive/routing';
export type { IngestorTenancy, ReceiveTenancy, RouterTenancy } from './thanos/receive/tenancy';
export { hashmodShard, type SelectorRelabelConfig } from './thanos/relabel';
export type { LogDecision, RequestLogging, RequestLoggingOptions } from './thanos/request-logging';
export type { Alertmanager } from './thanos/ruler/alertmanager';
export type { ConfigReloader } from './thanos/ruler/config-reloader';
export { ThanosRuler, type ThanosRulerOptions, type ThanosRulerProps } from './thanos/ruler/ruler';
export { RulerComponent } from './thanos/ruler/ruler-component';
export type { RulerOptions, RulerProps } from './thanos/ruler/ruler-options';
export { type AlertingRule, type RecordingRule, type RuleGroup, type RuleSource, Rules } from './thanos/ruler/rules';
export {
  ThanosStatelessRuler,
  type ThanosStatelessRulerOptions,
  type ThanosStatelessRulerProps,
} from './thanos/ruler/stateless-ruler';
export { ThanosStack } from './thanos/stack';
export type {
  BothEdges,
  ReaderExposure,
  ThanosStackExposure,
  ThanosStackProps,
  ThanosStackRuler,
  WriterExposure,
} from './thanos/stack-props';
export {
  type ExternalStoreApiOptions,
  type IStoreApi,
  StoreApi,
  type StoreApiEndpoint,
  type StoreApiTls,
} from './thanos/store-api';
export type { StoreApiExposure } from './thanos/store-api-exposure';
export { ThanosStoreGateway, type ThanosStoreGatewayProps } from './thanos/store-gateway';
export type {
  LazyExpandedPostings,
  LazyIndexHeaders,
  StoreLimits,
  ThanosStoreGatewayOptions,
} from './thanos/store-gateway-options';
export { ThanosStoreGatewayShards, type ThanosStoreGatewayShardsProps } from './thanos/store-gateway-shards';
export type { BlockTime, TimePartition } from './thanos/time-partition';
export type { Tracing } from './thanos/tracing';
export type { RuleId } from './validation/catalogue';
export { ConfigurationError, type LocatedProblem } from './validation/configuration-error';
export { declareExisting, type ExistingObject } from './validation/existing';
export { checkAtSynth, type Problem, reportProblem } from './validation/problem';
export type { Severity } from './validation/rule';
export { suppressRule } from './validation/suppress';
export { type GoDuration, milliseconds, type PrometheusDuration } from './values/duration';
export type {
  CaseRelabelConfig,
  HashmodRelabelConfig,
  KeepOrDropEqualRelabelConfig,
  KeepOrDropRelabelConfig,
  LabelDropOrKeepRelabelConfig,
  LabelMapRelabelConfig,
  RelabelConfig,
  ReplaceRelabelConfig,
} from './values/relabel';
export type { TlsFiles } from './values/tls';
