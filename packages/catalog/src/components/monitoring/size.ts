// Sizes Prometheus from the series that it keeps, and the parts around it.

import {
  approximateBytes,
  bytes,
  days,
  explained,
  fromFact,
  fromInventory,
  fromPlan,
  fromPlatform,
  gibibytes,
  mebibytes,
  nodesOf,
  parseDuration,
  pointer,
  printBytes,
  printCpu,
  printDuration,
  threads,
  type Bytes,
  type Explained,
  type Figure,
  type Milliseconds,
  type Term,
} from '@llmflow/spec'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { byDefault, sizePart } from '../../part.js'
import { machinePools, sizeMachines } from './machines.js'
import { replicaFloor, standingReplicas } from '../../standing.js'

const guide = 'infrastructure guide 4.2 values.yaml, monitoring'
const planning =
  'planning figure of the catalog; read prometheus_tsdb_head_series on the running system'

/** Seconds between two samples of a series. */
export const scrapeSeconds = 30
/** Series of one node: node-exporter, kubelet and the containers on it. */
const seriesPerNode = 4000
/** Series that do not grow with nodes: API server, kube-state-metrics, stores, gateway, models. */
const seriesBase = 50_000
/** Series of one GPU: the 24 counters of dcgm-exporter. */
const seriesPerGpu = 24
const sampleBytes = 2
/** Memory of a series in the head block and the index that is read with it. */
const seriesBytes = 8192

/** Connections of one Grafana to its database. */
export const grafanaConnections = 10

export function retentionOf({ platform }: Context): Milliseconds {
  const written = platform.components['monitoring']?.options?.['retention']
  return (typeof written === 'string' ? parseDuration(written) : undefined) ?? days(30)
}

export function sizeMonitoring(context: Context): ComponentSizes {
  return {
    prometheus: sizePrometheus(context),
    alertmanager: sizePart(context, 'monitoring', 'alertmanager', {
      minimum: standingReplicas(context.platform, 3, guide),
      cpu: byDefault(threads(0.1), planning, printCpu),
      memory: byDefault(mebibytes(256), planning, printBytes),
    }),
    grafana: sizeGrafana(context),
    ...(machinePools(context).length > 0 ? { machines: sizeMachines(context) } : {}),
    blackbox: sizePart(context, 'monitoring', 'blackbox', {
      minimum: standingReplicas(context.platform, 2, 'one may be away'),
      cpu: byDefault(threads(0.05), planning, printCpu),
      memory: byDefault(mebibytes(64), planning, printBytes),
      memoryLimit: byDefault(mebibytes(128), planning, printBytes),
    }),
  }
}

function sizePrometheus(context: Context): PartSizes {
  const series = seriesOf(context)
  const count = series.value.value
  const at = (figure: string): string =>
    pointer('sizes', 'monitoring', 'prometheus', 'figures', figure)
  const fromSeries = fromPlan('series', `${count}`, at('series'))
  const metricsBytes = bytesOf(context, count, fromSeries)
  const memory = gibibytes(Math.max(2, Math.ceil((count * seriesBytes) / 2 ** 30) + 1))
  return sizePart(context, 'monitoring', 'prometheus', {
    minimum: standingReplicas(context.platform, 2, guide),
    cpu: byDefault(threads(1), planning, printCpu),
    memory: explained(
      memory,
      'monitoring/prometheus-memory',
      'max(2 GiB, ⌈series × bytes of a series⌉ + 1 GiB)',
      [fromSeries, fromFact('bytes of a series', approximateBytes(seriesBytes), planning)],
    ),
    memoryLimit: explained(
      bytes(memory * 2),
      'monitoring/prometheus-memory-limit',
      '2 × memory: queries and the replay of the log come on top',
      [
        fromPlan(
          'memory',
          printBytes(memory),
          pointer('sizes', 'monitoring', 'prometheus', 'resources', 'memory'),
        ),
      ],
    ),
    storage: explained(
      gibibytes(Math.ceil(metricsBytes.value.value / 2 ** 30) + 10),
      'monitoring/prometheus-storage',
      '⌈metrics⌉ + 10 GiB for the log and compaction',
      [fromPlan('metrics', approximateBytes(metricsBytes.value.value), at('metricsBytes'))],
    ),
    figures: { series, metricsBytes },
  })
}

/** Series by nodes and GPUs of the inventory; without one, as for three nodes. */
function seriesOf({ inventory }: Context): Explained<Figure> {
  const pools = inventory?.pools ?? []
  const nodes = pools.reduce((sum, pool) => sum + nodesOf(pool).length, 0) || 3
  const gpus = pools.reduce((sum, pool) => sum + nodesOf(pool).length * (pool.gpus?.count ?? 0), 0)
  const written = (name: string, value: number): Term =>
    inventory === undefined
      ? fromFact(name, `${value}`, 'no inventory is given')
      : fromInventory(name, `${value}`, '/pools')
  return explained(
    { value: seriesBase + nodes * seriesPerNode + gpus * seriesPerGpu, unit: 'count' },
    'monitoring/series',
    'base + nodes × series of a node + GPUs × series of a GPU',
    [
      fromFact('base', `${seriesBase}`, planning),
      written('nodes', nodes),
      fromFact('series of a node', `${seriesPerNode}`, planning),
      written('GPUs', gpus),
      fromFact(
        'series of a GPU',
        `${seriesPerGpu}`,
        'NVIDIA/dcgm-exporter 3.3.9-3.6.1 etc/dcp-metrics-included.csv',
      ),
    ],
  )
}

function bytesOf(context: Context, series: number, fromSeries: Term): Explained<Figure> {
  const retention = retentionOf(context)
  const isChosen = context.platform.components['monitoring']?.options?.['retention'] !== undefined
  return explained(
    {
      value: Math.ceil((series / scrapeSeconds) * (retention / 1000) * sampleBytes),
      unit: 'bytes',
    },
    'monitoring/metrics',
    'series ÷ seconds between samples × retention × bytes of a sample',
    [
      fromSeries,
      fromFact(
        'seconds between samples',
        `${scrapeSeconds}`,
        'prometheusSpec.scrapeInterval as set here',
      ),
      isChosen
        ? fromPlatform(
            'retention',
            printDuration(retention),
            '/components/monitoring/options/retention',
          )
        : fromFact('retention', printDuration(retention), guide),
      fromFact(
        'bytes of a sample',
        `${sampleBytes}`,
        'prometheus/prometheus docs/storage.md: 1 to 2 bytes',
      ),
    ],
  )
}

/** More than one Grafana needs a database that all of them use. */
function sizeGrafana(context: Context): PartSizes {
  const hasDatabase = context.enabled.has('postgresql')
  const sizes = sizePart(context, 'monitoring', 'grafana', {
    minimum: hasDatabase
      ? standingReplicas(context.platform, 2, guide)
      : byDefault(1, 'without PostgreSQL Grafana keeps a file that two cannot use'),
    cpu: byDefault(threads(0.25), planning, printCpu),
    memory: byDefault(mebibytes(512), planning, printBytes),
    memoryLimit: byDefault(gibibytes(1), planning, printBytes),
  })
  const connections = explained(
    { value: hasDatabase ? grafanaConnections : 0, unit: 'count' } as const,
    'monitoring/database-connections',
    'connections of a pool, one for each replica',
    [
      fromFact(
        'connections of a pool',
        `${grafanaConnections}`,
        'database.max_open_conn as set here',
      ),
    ],
  )
  return { ...sizes, figures: { databaseConnections: connections } }
}

/** Space that Prometheus may fill before it drops its oldest blocks, so that a full disk never stops it. */
export const retentionSizeOf = (storage: Bytes): string =>
  `${Math.floor((storage * 0.85) / 2 ** 30)}GiB`

/** Whether replicas of a part must be spread; one has nothing to spread. */
export const isSpread = ({ platform }: Context): boolean => replicaFloor(platform) > 1
