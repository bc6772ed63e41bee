// The knowledge of LLMFlow: components, models, GPUs and release lines, each fact with its source.

export type {
  BackupFact,
  Component,
  ComponentOption,
  OptionForm,
  ComponentSizes,
  Context,
  Need,
  PartSizes,
  Rival,
  SecretDeclaration,
  Store,
} from './component.js'
export { engineOf } from './component.js'
export type {
  Bilingual,
  LifeFact,
  MetricFact,
  MetricFacts,
  MetricType,
  OptionFact,
  OptionFacts,
  VersionFacts,
} from './facts.js'
export type { GpuFacts } from './hardware/gpu.js'
export { findGpu, gpuProducts } from './hardware/gpu.js'
export {
  isEnforcedQuotaItem,
  isGpuRequestItem,
  quotaItemInstead,
  storageClassOfQuotaItem,
} from './kubernetes/quota-items.js'
export { kubernetesPatchOf } from './kubernetes/patches.js'
export type { Load } from './load.js'
export { loadOf } from './load.js'
export type { ModelShape } from './models/models.js'
export {
  bytesPerParameterOf,
  chatWeights,
  contextMaximumOf,
  knownWeights,
  shapeOf,
} from './models/models.js'
export type { NamedModel } from './models/named.js'
export { modelsNamed } from './models/named.js'
export { parseImage } from './part.js'
export { componentBringing, components, findComponent } from './registry.js'
export type { CommandFact, CommandSign } from './command.js'
export type { FieldOwner, Problem, Sign, SubjectForm } from './problem.js'
export type { SettingForm, SettingsByName } from './setting-names.js'
export { settingsByName } from './setting-names.js'
export type { Finding, OwnSign, SignSubject, Surroundings } from './sign.js'
export { concerns, look, lookForEach, told } from './sign.js'
export type {
  ClashingService,
  MemoryFact,
  MetricsEndpoint,
  NotSetting,
  Requirement,
  Software,
  SoftwareImage,
  SoftwareVersion,
  WrongImage,
} from './software.js'
export type { ImageOwner } from './software/registry.js'
export { findSoftware, software, softwareOfImage, softwareOfKind } from './software/registry.js'
export { ciliumMasquerade } from './software/cilium.js'
export { commandFacts, foreignPrograms } from './software/commands.js'
export {
  clusterAutoscalerConfigMaps,
  foreignFields,
  isKubernetesVersion,
  kindFacts,
} from './software/kubeadm.js'
export { dataPlaces, isOpenedByPeople, takesLiterally } from './software/containers.js'
export { compareVersions, versionIn, versionOf } from './software/version.js'
export type { Login, Route, RouteTarget } from './route.js'
export { acceptances, lacksNeo4jLicence } from './components/neo4j/edition.js'
export { trainedModelOf, trainingMisfit } from './components/llama-factory/training.js'
export type { Release } from './release.js'
export { findRelease, releases } from './release.js'
export type { Endpoint } from './endpoints.js'
export {
  keycloakEndpoint,
  langfuseEndpoint,
  milvusOf,
  minioEndpoint,
  opensearchEndpoint,
  presidioAnalyzerEndpoint,
  presidioAnonymizerEndpoint,
  modelEndpoint,
  neo4jEndpoint,
  pooledPostgresqlOf,
  redisEndpoint,
  redisSentinel,
  unstructuredEndpoint,
} from './endpoints.js'
export type { Exporter, ExporterRelease, PastMetric } from './metrics/exporter.js'
export type { ClaimedName, KnownSeries, SeriesEnding } from './metrics/find-series.js'
export { exporterClaiming, findSeries, metricNames } from './metrics/find-series.js'
export type { ResourceProducts, ServiceProduct } from './products.js'
export { resourceProducts } from './products.js'
export { hasClickhouse } from './components/langfuse/versions.js'
export { isTextIndex } from './components/opensearch/options.js'
