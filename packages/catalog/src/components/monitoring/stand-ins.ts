// Describes Prometheus, Alertmanager and Grafana as workloads, for targets that have no cluster to install the chart in.

import {
  gibibytes,
  hostOf,
  mebibytes,
  printDuration,
  secretOf,
  seconds,
  text,
  urlOf,
  type Edge,
  type Image,
  type Json,
  type SecretText,
  type StandIn,
  type Text,
  type Workload,
} from '@llmflow/spec'
import { serviceHost } from '../../addon.js'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { keycloakEndpoint, namespaces, postgresqlOf, type Endpoint } from '../../endpoints.js'
import { buildWorkload, parseImage, type WorkloadBase } from '../../part.js'
import { httpProbe } from '../../probe.js'
import { publicUrlOf } from '../../route.js'
import { clientSecret } from '../keycloak/realm.js'
import { databaseSecret } from '../postgresql/databases.js'
import { chartEndpoints, monitoringAddon, monitoringNamespace } from './chart.js'
import { grafanaEdges, grafanaSecret, settingsOf } from './grafana.js'
import { retentionOf, retentionSizeOf } from './size.js'
import { alertRouting } from './values.js'
import { chartOf } from './versions.js'

export function standInsOf(context: Context, sizes: ComponentSizes): readonly StandIn[] {
  const { prometheus, alertmanager, grafana } = sizes
  if (prometheus === undefined || alertmanager === undefined || grafana === undefined) return []
  return [
    {
      endpoint: 'prometheus',
      workload: prometheusWorkload(context, prometheus),
      reads: { scraping: '/etc/prometheus/prometheus.yml', rules: '/etc/prometheus/rules.yml' },
    },
    { endpoint: 'alertmanager', workload: alertmanagerWorkload(context, alertmanager) },
    {
      endpoint: 'grafana',
      workload: grafanaWorkload(context, grafana),
      reads: { dashboards: '/etc/grafana/dashboards' },
    },
  ]
}

/** One of each: who needs more has a cluster. */
function standIn(
  context: Context,
  sizes: PartSizes,
  part: keyof typeof chartEndpoints,
  base: Pick<WorkloadBase, 'security' | 'volumes' | 'probes' | 'edges'> & Partial<WorkloadBase>,
): Workload {
  const workload = buildWorkload(context, sizes, {
    id: part,
    component: 'monitoring',
    part,
    runsOn: 'cluster',
    namespace: monitoringNamespace,
    kind: 'stateful',
    image: imageOf(context, part),
    ports: [
      {
        name: 'http',
        number: chartEndpoints[part].port,
        scheme: 'http',
        metrics: { path: '/metrics', interval: seconds(30) },
      },
    ],
    role: 'application',
    spread: { nodes: 'none', zones: 'none' },
    unavailableMax: 1,
    movable: true,
    stopWithin: seconds(60),
    priority: 300,
    ...base,
  })
  return { ...workload, replicas: { minimum: 1, maximum: 1 } }
}

/** The image that the chart would run: prometheus/busybox and alpine bring wget. */
function imageOf(context: Context, name: string): Image {
  const { images } = chartOf(context.factsOf('monitoring').version)
  const reference = images.find((image) => image.includes(`/${name}:`)) ?? name
  return { ...parseImage(reference), asks: 'wget' }
}

const nobody = { user: 65534, group: 65534, volumesGroup: 65534, readOnlyRoot: true } as const

const toAddon = (endpoint: keyof typeof chartEndpoints, purpose: string): Edge => ({
  to: { kind: 'addon', addon: monitoringAddon, endpoint },
  purpose,
})

function prometheusWorkload(context: Context, sizes: PartSizes): Workload {
  const storage = sizes.storage?.value ?? gibibytes(50)
  return standIn(context, sizes, 'prometheus', {
    args: [
      ['--config.file=/etc/prometheus/prometheus.yml'],
      ['--storage.tsdb.path=/prometheus'],
      [`--storage.tsdb.retention.time=${printDuration(retentionOf(context))}`],
      [`--storage.tsdb.retention.size=${retentionSizeOf(storage)}`],
      ...externalUrl(context, 'prometheus'),
    ],
    volumes: [
      {
        kind: 'persistent',
        name: 'data',
        path: '/prometheus',
        size: storage,
        accessMode: 'ReadWriteOnce',
      },
    ],
    probes: { ready: httpProbe('/-/ready', 'http'), live: httpProbe('/-/healthy', 'http') },
    security: nobody,
    edges: [toAddon('alertmanager', 'alerts')],
  })
}

/** What links in alerts lead to; the pages themselves stay at the root. */
function externalUrl(context: Context, prefix: string): readonly Text[] {
  const url = publicUrlOf(context, prefix)
  return url === undefined ? [] : [[`--web.external-url=${url}`], ['--web.route-prefix=/']]
}

function alertmanagerWorkload(context: Context, sizes: PartSizes): Workload {
  return standIn(context, sizes, 'alertmanager', {
    args: [
      ['--config.file=/etc/alertmanager/alertmanager.yml'],
      ['--storage.path=/alertmanager'],
      // Without a second one there is nobody to gossip with.
      ['--cluster.listen-address='],
      ...externalUrl(context, 'alerts'),
    ],
    files: [
      {
        path: '/etc/alertmanager/alertmanager.yml',
        content: [`${JSON.stringify(alertRouting(context), undefined, 2)}\n`],
      },
    ],
    volumes: [
      {
        kind: 'persistent',
        name: 'data',
        path: '/alertmanager',
        size: gibibytes(2),
        accessMode: 'ReadWriteOnce',
      },
    ],
    probes: { ready: httpProbe('/-/ready', 'http'), live: httpProbe('/-/healthy', 'http') },
    security: nobody,
    edges: webhookEdges(context),
  })
}

/** Where the options send alerts to. */
function webhookEdges({ platform }: Context): readonly Edge[] {
  const options = platform.components['monitoring']?.options ?? {}
  return ['alertWebhook', 'watchdogWebhook'].flatMap((name) => {
    const written = options[name]
    const found = /^(https?):\/\/([^/:]+)(?::(\d+))?/.exec(
      typeof written === 'string' ? written : '',
    )
    const host = found?.[2]
    if (host === undefined) return []
    const port = Number(found?.[3] ?? (found?.[1] === 'http' ? 80 : 443))
    return [{ to: { kind: 'external', host, port }, purpose: 'alerts' } as const]
  })
}

function grafanaWorkload(context: Context, sizes: PartSizes): Workload {
  const hasDatabase = context.enabled.has('postgresql')
  return standIn(context, sizes, 'grafana', {
    environment: {
      ...settingVariables(context),
      GF_SECURITY_ADMIN_USER: [secretOf(grafanaSecret, 'user')],
      GF_SECURITY_ADMIN_PASSWORD: [secretOf(grafanaSecret, 'password')],
      ...(hasDatabase
        ? { GF_DATABASE_PASSWORD: [secretOf(databaseSecret('monitoring'), 'password')] }
        : {}),
      ...(context.enabled.has('keycloak')
        ? { GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET: [secretOf(clientSecret, 'grafana')] }
        : {}),
    },
    files: [
      {
        path: '/etc/grafana/provisioning/datasources/prometheus.yaml',
        content: text`apiVersion: 1
datasources:
  - name: Prometheus
    uid: prometheus
    type: prometheus
    access: proxy
    url: ${urlOf('prometheus', 'http')}
    isDefault: true
`,
      },
      {
        path: '/etc/grafana/provisioning/dashboards/llmflow.yaml',
        content: text`apiVersion: 1
providers:
  - name: llmflow
    type: file
    options:
      path: /etc/grafana/dashboards
`,
      },
    ],
    volumes: [
      {
        kind: 'persistent',
        name: 'data',
        path: '/var/lib/grafana',
        size: gibibytes(1),
        accessMode: 'ReadWriteOnce',
      },
      { kind: 'scratch', name: 'temporary', path: '/tmp', size: mebibytes(128) },
    ],
    probes: { ready: httpProbe('/api/health', 'http'), live: httpProbe('/api/health', 'http') },
    // The image's own user.
    security: { user: 472, group: 0, volumesGroup: 0, readOnlyRoot: true },
    edges: [...grafanaEdges(context), toAddon('prometheus', 'metrics on dashboards')],
    ...(hasDatabase ? { after: [postgresqlOf(context).workload] } : {}),
  })
}

/** Grafana reads `GF_SECTION_KEY` for a key of its file, so that addresses stay the target's to write. */
function settingVariables(context: Context): { readonly [name: string]: SecretText } {
  return Object.fromEntries(
    Object.entries(settingsOf(context)).flatMap(([section, settings]) =>
      Object.entries(isObject(settings) ? settings : {}).map(([key, value]) => [
        `GF_${section.replaceAll('.', '_')}_${key}`.toUpperCase(),
        withAddresses(context, printed(value)),
      ]),
    ),
  )
}

/** Settings are texts, numbers and switches. */
const printed = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The names of Services among the settings, each as the address of its workload. */
function withAddresses(context: Context, value: string): SecretText {
  const known: readonly (readonly [string, Endpoint])[] = [
    [serviceHost(context, postgresqlOf(context), namespaces.infra), postgresqlOf(context)],
    [serviceHost(context, keycloakEndpoint, namespaces.system), keycloakEndpoint],
  ]
  const found = known.find(([host]) => value.includes(host))
  if (found === undefined) return [value]
  const [host, { workload, port }] = found
  const [before = '', after = ''] = value.split(host)
  return [before, hostOf(workload, port), after].filter((part) => part !== '')
}
