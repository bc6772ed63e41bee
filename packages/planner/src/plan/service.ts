// Step: what the runtime reads, so that it finds the same engines that the cluster runs.

import {
  contextMaximumOf,
  engineOf,
  hasClickhouse,
  keycloakEndpoint,
  langfuseEndpoint,
  milvusOf,
  isTextIndex,
  minioEndpoint,
  modelEndpoint,
  neo4jEndpoint,
  opensearchEndpoint,
  presidioAnalyzerEndpoint,
  presidioAnonymizerEndpoint,
  pooledPostgresqlOf,
  redisEndpoint,
  redisSentinel,
  shapeOf,
  unstructuredEndpoint,
  type Context,
} from '@llmflow/catalog'
import {
  membersOf,
  urlOf,
  hostPortOf,
  type EngineChoice,
  type Model,
  type PlannedTenant,
  type RedactionChoice,
  type ServiceConfiguration,
  type ServiceModel,
  type Text,
  type TracesChoice,
  type Workload,
} from '@llmflow/spec'

type Workloads = { readonly [id: string]: Workload }

/** Where the runtime finds its configuration. */
const serviceFile = '/etc/llmflow/service.json'

const at = ({ workload, port }: { workload: string; port: string }): Text => [urlOf(workload, port)]
const embedded = (engine: string): EngineChoice => ({ engine, address: [] })

export function planService(
  context: Context,
  workloads: Workloads,
  tenants: { readonly [name: string]: PlannedTenant },
): ServiceConfiguration {
  const { platform, enabled } = context
  const either = (component: string, engine: EngineChoice, otherwise: EngineChoice): EngineChoice =>
    enabled.has(component) ? engine : otherwise
  const milvus = { engine: 'milvus', address: at(milvusOf(context)) }
  const postgresql = { engine: 'postgresql', address: at(pooledPostgresqlOf(context)) }
  return {
    apiVersion: 'llmflow.io/v1',
    kind: 'Service',
    platform: platform.metadata.name,
    release: platform.release,
    publicUrl: `https://api.${platform.domain}`,
    models: platform.models.map((model) => serviceModel(model, workloads)),
    parser: either(
      'unstructured',
      { engine: 'unstructured', address: at(unstructuredEndpoint) },
      embedded('embedded'),
    ),
    vectorIndex: either('milvus', milvus, embedded('lancedb')),
    textIndex: isTextIndex(context)
      ? { engine: 'opensearch', address: at(opensearchEndpoint) }
      : either('postgresql', postgresql, embedded('lancedb')),
    graph: either(
      'neo4j',
      neo4jChoice(context),
      either('postgresql', postgresql, embedded('pglite')),
    ),
    records: either('postgresql', postgresql, embedded('pglite')),
    objects: either('minio', { engine: 's3', address: at(minioEndpoint) }, embedded('disk')),
    limits: either('redis', redisChoice(context), embedded('memory')),
    identity: either(
      'keycloak',
      { engine: 'oidc', address: at(keycloakEndpoint) },
      embedded('local'),
    ),
    redaction: redactionChoice(context),
    traces: tracesChoice(context),
    chunking: { strategy: 'by_title', charactersMax: 1500, newAfterCharacters: 1000 },
    tenants: Object.entries(tenants).map(([name, tenant]) => ({
      models: tenant.models,
      name,
      requestsPerMinute: tenant.requestsPerMinute,
      tokensPerMinute: tenant.tokensPerMinute,
    })),
  }
}

/** Drivers follow the leader of a cluster by the scheme `neo4j`; a single server needs no route. */
function neo4jChoice(context: Context): EngineChoice {
  const { workload, port } = neo4jEndpoint
  const scheme = context.topologyOf('neo4j') === 'cluster' ? 'neo4j' : 'bolt'
  return { engine: 'neo4j', address: [`${scheme}://`, hostPortOf(workload, port)] }
}

function redactionChoice({ enabled }: Context): RedactionChoice {
  if (!enabled.has('presidio')) return { engine: 'built-in', address: [] }
  return {
    engine: 'presidio',
    address: at(presidioAnalyzerEndpoint),
    anonymizer: { address: at(presidioAnonymizerEndpoint) },
  }
}

function tracesChoice(context: Context): TracesChoice {
  if (!context.enabled.has('langfuse')) return { engine: 'records', address: [] }
  return {
    engine: hasClickhouse(context) ? 'langfuse' : 'langfuse-ingestion',
    address: at(langfuseEndpoint),
  }
}

function redisChoice(context: Context): EngineChoice {
  if (context.topologyOf('redis') !== 'sentinel') {
    const { workload, port } = redisEndpoint
    return { engine: 'redis', address: [hostPortOf(workload, port)] }
  }
  const { workload, port } = redisSentinel
  return { engine: 'redis-sentinel', address: [membersOf(workload, port, 'host-port')] }
}

function serviceModel(model: Model, workloads: Workloads): ServiceModel {
  const engine = engineOf(model)
  const { workload, port } = modelEndpoint(engine, model.name)
  const shape = shapeOf(model)
  const address: Text =
    model.endpoint !== undefined
      ? [model.endpoint]
      : workloads[workload] === undefined
        ? []
        : [urlOf(workload, port)]
  return {
    name: model.name,
    kind: model.kind,
    engine: model.endpoint === undefined ? engine : 'openai-compatible',
    address,
    servedName: model.name,
    context: model.context ?? (shape === undefined ? 0 : contextMaximumOf(model, shape)),
    ...(shape?.dimensions === undefined ? {} : { dimensions: shape.dimensions }),
  }
}

const tenantsMark = '\u0001'

/**
 * The configuration as the text of a file, its addresses still open. Tenants stand on one line, without blanks and by
 * the alphabet, as every program prints JSON: so a chart can print them too.
 */
function serviceText(configuration: ServiceConfiguration): Text {
  const addresses: Text[] = []
  const json = JSON.stringify(
    configuration,
    (key, value: unknown) => {
      if (key === 'tenants') return tenantsMark
      if (key !== 'address' || !isText(value)) return value
      addresses.push(value)
      return `\u0000${addresses.length - 1}\u0000`
    },
    2,
  )
  return json
    .replace(JSON.stringify(tenantsMark), () => JSON.stringify(configuration.tenants))
    .split('\\u0000')
    .flatMap((piece, index) => (index % 2 === 0 ? [piece] : (addresses[Number(piece)] ?? [])))
}

function isText(value: unknown): value is Text {
  return Array.isArray(value)
}

/** The runtime's workload with its configuration as a file. */
export function withService(workloads: Workloads, configuration: ServiceConfiguration): Workloads {
  const runtime = workloads['llmflow']
  if (runtime === undefined) return workloads
  const files = [
    ...(runtime.files ?? []),
    { path: serviceFile, content: serviceText(configuration) },
  ]
  return { ...workloads, llmflow: { ...runtime, files } }
}
