// The nouns of LLMFlow: quantities, diagnostics, the Platform, the Inventory, the Plan and the Files.

export type { Bytes, CpuMillis, Milliseconds, Quantity, Ratio, Watts } from './quantity/brand.js'
export { bytes, cpuMillis, milliseconds, ratio, watts } from './quantity/brand.js'
export {
  approximateBytes,
  gibibytes,
  mebibytes,
  parseBytes,
  printBytes,
  printKubernetesBytes,
} from './quantity/bytes.js'
export { approximateCpu, parseCpu, printCpu, threads } from './quantity/cpu.js'
export { days, hours, parseDuration, printDuration, seconds } from './quantity/duration.js'
export { parseRatio, printRatio } from './quantity/ratio.js'
export type { Json, JsonObject } from './source/json.js'
export { isJson, isJsonArray, isJsonObject, isObject } from './source/json.js'
export type { Pointer } from './source/pointer.js'
export { pointer, segmentsOf } from './source/pointer.js'
export type { ReadDocument, SourceDocument, Span } from './source/document.js'
export { locate, readDocument, valueAt } from './source/document.js'
export type { SourceText, TextFile } from './source/source-text.js'
export { lineOf, readSource, sourceOf } from './source/source-text.js'
export type { Excerpt, Piece } from './source/excerpt.js'
export { cut, piecesOf, textAt, wholeText } from './source/excerpt.js'
export type { Field, FieldEntry } from './source/field.js'
export { absentField, fieldOfValue } from './source/field.js'
export type { ReadFields } from './source/yaml-fields.js'
export { readFields } from './source/yaml-fields.js'
export type { Layered, Origin } from './source/layers.js'
export { layer } from './source/layers.js'
export { placeOf } from './source/read.js'
export { isSecretName, looksLikeSecret, maskSecrets } from './source/secret-names.js'
export type {
  Code,
  DiagnosticParams,
  Lack,
  PlanFault,
  ReferenceKind,
  StorageKind,
} from './diagnostic/codes.js'
export { codes, isCode, severities } from './diagnostic/codes.js'
export type { CertificateFault } from './diagnostic/certificates.js'
export type { RotationHindrance, StoreFault, Weakness } from './diagnostic/credentials.js'
export type {
  Advice,
  Diagnostic,
  DiagnosticOf,
  Location,
  Severity,
  SumTerm,
  SumUnit,
} from './diagnostic/diagnostic.js'
export type { StartFault } from './diagnostic/service.js'
export { diagnostic, hasErrors, withoutKnown } from './diagnostic/diagnostic.js'
export type { Language, Words, Wording } from './diagnostic/words.js'
export { messageOf, wordingOf } from './diagnostic/words.js'
export { distance, nearest } from './diagnostic/nearest.js'
export { printDiagnostic, printedDiagnostics, printedInOrder } from './diagnostic/print.js'
export type { PrintedAdvice, PrintedDiagnostic } from './diagnostic/report.js'
export type { KnownNames, SchemaKind } from './platform/json-schema.js'
export { isSchemaKind, schemaKinds, schemaOf } from './platform/json-schema.js'
export type {
  ComponentChoice,
  Demand,
  Model,
  PartChoice,
  Platform,
  Tenant,
} from './platform/schema.js'
export { platformSchema } from './platform/schema.js'
export type { ReadResult, Sourced } from './platform/read.js'
export { readInventory, readPlatform } from './platform/read.js'
export type { ReadDirectory } from './platform/directory.js'
export { readTexts, unknownEnvironment } from './platform/directory.js'
export type {
  Disk,
  Inventory,
  Link,
  Network,
  Plane,
  Pool,
  Role,
  StorageClass,
  Taint,
} from './inventory/schema.js'
export { inventorySchema, roles } from './inventory/schema.js'
export { fabricRates } from './inventory/hardware.js'
export {
  isRaidPossible,
  raidMinimum,
  rawBytesOf,
  survivedDisks,
  usableBytesOf,
} from './inventory/disks.js'
export { planeOf } from './inventory/planes.js'
export type { Node } from './inventory/nodes.js'
export { nodesOf } from './inventory/nodes.js'
export type { Range } from './inventory/ipv4.js'
export { contains, isWithin, overlaps, rangeOf } from './inventory/ipv4.js'
export type {
  AddressPart,
  FieldPart,
  MembersPart,
  SecretPart,
  SecretText,
  Text,
} from './workload/text.js'
export {
  fieldOf,
  hostOf,
  hostPortOf,
  membersOf,
  peersOf,
  secretOf,
  secretText,
  text,
  urlOf,
} from './workload/text.js'
export type {
  Edge,
  FileMount,
  Image,
  Port,
  Probe,
  Replicas,
  Resources,
  Scaling,
  Schedule,
  Security,
  Signal,
  Spread,
  Toleration,
  Volume,
  Workload,
  WorkloadId,
} from './workload/workload.js'
export { edgeTo } from './workload/workload.js'
export { serviceNamesOf } from './workload/service-names.js'
export type { HostProgram, PackageRepository } from './workload/host.js'
export type {
  PlannedAttachment,
  PlannedFabric,
  PlannedHardware,
  PlannedPower,
  PlannedRack,
  PlannedStorage,
} from './plan/hardware.js'
export type { AddonObject } from './plan/addon-object.js'
export type { HostPort, NetworkBehaviour } from './plan/node-network.js'
export type { Bilingual, OperatorCommand, PlannedStore } from './plan/recovery.js'
export { recoveryTimeOf } from './plan/recovery.js'
export type { Because, Explained, Reason, Source, Term } from './plan/reason.js'
export { explained, fromFact, fromInventory, fromPlan, fromPlatform } from './plan/reason.js'
export type {
  Addon,
  Alert,
  Certificate,
  Dashboard,
  Figure,
  FigureUnit,
  Panel,
  Parameter,
  Placement,
  Plan,
  PlannedEdge,
  PlannedImage,
  PlannedNamespace,
  PlannedNetwork,
  PlannedNode,
  PlannedPool,
  PlannedSchedule,
  PlannedSecret,
  PlannedSizes,
  PlannedTenant,
  PublicName,
  Rotation,
  SampleSeries,
  SecretKey,
  StandIn,
  Waiting,
  WorkloadAddresses,
} from './plan/plan.js'
export { printPlanValue, valueIn } from './plan/value.js'
export type { Files, RenderedFile, Target } from './files/files.js'
export { targets } from './files/files.js'
export type { Manifest } from './files/manifest.js'
export {
  manifestFile,
  manifestName,
  manifestOf,
  orderedJson,
  readManifest,
} from './files/manifest.js'
export { printYaml } from './files/print.js'
export type {
  EngineChoice,
  RedactionChoice,
  TracesChoice,
  ServiceConfiguration,
  ServiceMetric,
  ServiceModel,
} from './service/service.js'
export { serviceMetrics } from './service/service.js'
