// Describes the workloads of OpenSearch: the servers, the job that sets them up, the exporter and Dashboards.

import {
  edgeTo,
  fieldOf,
  gibibytes,
  mebibytes,
  seconds,
  secretOf,
  urlOf,
  type Edge,
  type Image,
  type Volume,
  type Workload,
} from '@llmflow/spec'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { keycloakEndpoint, namespaces, opensearchEndpoint } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import { commandProbe, httpProbe, tcpProbe } from '../../probe.js'
import { accessOf, opensearchSecret } from './access.js'
import { certificatePath, dataPath, opensearchFiles, startScript } from './configuration.js'
import { dashboardsWorkload } from './dashboards-server.js'
import { hasDashboards } from './options.js'
import { setupFiles, setupScript } from './setup.js'

const component = 'opensearch'
const { workload, port } = opensearchEndpoint
const serverCertificate = 'opensearch-tls'

export function opensearchWorkloads(context: Context, sizes: ComponentSizes): readonly Workload[] {
  const { opensearch, setup, exporter, dashboards } = sizes
  if (opensearch === undefined || setup === undefined || exporter === undefined) return []
  return [
    serverWorkload(context, opensearch),
    setupWorkload(context, setup),
    exporterWorkload(context, exporter),
    ...(dashboards === undefined ? [] : [dashboardsWorkload(context, dashboards)]),
  ]
}

/** Asks the own node alone, so that a cluster without a manager does not take every node out of reach. */
const ready = commandProbe(
  [
    '/bin/bash',
    '-c',
    'curl --silent --fail --insecure --max-time 4 --user "admin:$ADMIN_PASSWORD" "https://localhost:9200/_cluster/health?local=true"',
  ],
  { every: 15 },
)

function serverWorkload(context: Context, sizes: PartSizes): Workload {
  const isCluster = sizes.replicas.maximum.value > 1
  const heap = Math.floor(sizes.memory.value / 2 ** 21)
  return buildWorkload(context, sizes, {
    id: workload,
    component,
    part: 'opensearch',
    runsOn: 'cluster',
    namespace: namespaces.infra,
    kind: 'stateful',
    command: ['/bin/bash', startScript],
    environment: {
      NODE_NAME: [fieldOf('member-host')],
      ADMIN_PASSWORD: [secretOf(opensearchSecret, 'admin-password')],
      OPENSEARCH_JAVA_OPTS: [`-Xms${heap}m -Xmx${heap}m`],
      // It would bring certificates whose keys everybody has.
      DISABLE_INSTALL_DEMO_CONFIG: ['true'],
      DISABLE_PERFORMANCE_ANALYZER_AGENT_CLI: ['true'],
    },
    files: opensearchFiles(context),
    ports: [
      { name: port, number: 9200, scheme: 'https' },
      { name: 'transport', number: 9300, scheme: 'tcp', internal: true },
    ],
    volumes: volumesOf(context, sizes),
    probes: {
      startup: tcpProbe(port, { failures: 60 }),
      ready,
      live: tcpProbe(port, { every: 20, failures: 6 }),
    },
    role: 'application',
    spread: {
      nodes: isCluster ? 'required' : 'none',
      zones: isCluster ? 'preferred' : 'none',
    },
    unavailableMax: 1,
    movable: !isCluster,
    // It makes its keystore beside its settings.
    security: { user: 1000, group: 1000, volumesGroup: 1000, readOnlyRoot: false },
    edges: hasDashboards(context)
      ? [edgeTo(keycloakEndpoint.workload, keycloakEndpoint.port, 'the keys that sign tokens')]
      : [],
    stopWithin: seconds(120),
    priority: 700,
  })
}

function volumesOf(context: Context, sizes: PartSizes): readonly Volume[] {
  const storageClass = context.platform.components[component]?.storageClass
  return [
    {
      kind: 'persistent',
      name: 'data',
      path: dataPath,
      size: sizes.storage?.value ?? gibibytes(10),
      ...(storageClass === undefined ? {} : { storageClass }),
      accessMode: 'ReadWriteOnce',
    },
    { kind: 'secret', name: 'certificates', path: certificatePath, secret: serverCertificate },
    // The virtual machine keeps up to 32 files of 64 MB about its garbage collection.
    { kind: 'scratch', name: 'logs', path: '/usr/share/opensearch/logs', size: gibibytes(3) },
    { kind: 'scratch', name: 'temporary', path: '/tmp', size: gibibytes(1) },
  ]
}

const toServer = (purpose: string): Edge => edgeTo(workload, port, purpose)

/** An auxiliary part's image is one of its own, which a chosen `components.opensearch.image` does not replace. */
function imageOf(context: Context, part: string): { readonly image?: Image } {
  const image = context.factsOf(component).images[part]
  return image === undefined ? {} : { image }
}

function setupWorkload(context: Context, sizes: PartSizes): Workload {
  const access = accessOf(context)
  return buildWorkload(context, sizes, {
    id: 'opensearch-setup',
    component,
    part: 'setup',
    runsOn: 'cluster',
    namespace: namespaces.infra,
    kind: 'job',
    command: ['/bin/bash', setupScript],
    environment: {
      HOME: ['/tmp'],
      OPENSEARCH_URL: [urlOf(workload, port)],
      ADMIN_PASSWORD: [secretOf(opensearchSecret, 'admin-password')],
      ...Object.fromEntries(access.map(({ variable, password }) => [variable, password])),
    },
    files: setupFiles(context),
    volumes: [
      { kind: 'secret', name: 'certificates', path: '/certificates', secret: serverCertificate },
      { kind: 'scratch', name: 'temporary', path: '/tmp', size: mebibytes(16) },
    ],
    role: 'application',
    spread: { nodes: 'none', zones: 'none' },
    unavailableMax: 1,
    movable: true,
    security: { user: 1000, group: 1000, volumesGroup: 1000, readOnlyRoot: true },
    edges: [toServer('makes users, roles and the policy of the logs')],
    after: [workload],
    priority: 700,
  })
}

function exporterWorkload(context: Context, sizes: PartSizes): Workload {
  return buildWorkload(context, sizes, {
    id: 'opensearch-exporter',
    component,
    part: 'exporter',
    runsOn: 'cluster',
    namespace: namespaces.infra,
    kind: 'stateless',
    ...imageOf(context, 'exporter'),
    args: [
      ['--es.uri=', urlOf(workload, port)],
      ['--es.all'],
      ['--es.timeout=20s'],
      ['--es.ca=/certificates/ca.crt'],
    ],
    environment: {
      ES_USERNAME: ['exporter'],
      ES_PASSWORD: [secretOf(opensearchSecret, 'exporter-password')],
    },
    ports: [
      {
        name: 'http',
        number: 9114,
        scheme: 'http',
        metrics: { path: '/metrics', interval: seconds(60) },
      },
    ],
    volumes: [
      {
        kind: 'secret',
        name: 'certificates',
        path: '/certificates',
        secret: 'opensearch-exporter-tls',
      },
    ],
    probes: {
      ready: httpProbe('/healthz', 'http'),
      live: httpProbe('/healthz', 'http', { every: 20, failures: 6 }),
    },
    role: 'application',
    spread: { nodes: 'none', zones: 'none' },
    unavailableMax: 1,
    optional: true,
    movable: true,
    security: { user: 65534, group: 65534, volumesGroup: 65534, readOnlyRoot: true },
    edges: [toServer('reads how the cluster is')],
    after: ['opensearch-setup'],
    priority: 300,
  })
}
