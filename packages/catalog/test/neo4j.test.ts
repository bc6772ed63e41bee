// Neo4j: no licence accepted for anybody, servers that find each other, and memory that holds the graph.

import { assert, describe, expect, it } from 'vitest'
import { neo4j } from '../src/components/neo4j/component.js'
import { build, contextOf, printed, targetsOf, variable, workloadOf } from './contexts.js'
import { baseOf, seriesIn } from './series.js'

const platformOf = (choice: object, settings: object = {}) =>
  contextOf({ components: { llmflow: {}, neo4j: choice }, ...settings })

const accepted = { options: { acceptLicense: 'yes' } }
const withCopies = {
  backup: {
    endpoint: 'https://s3.example.com',
    stores: { neo4j: { every: '1h', keep: '7d' } },
  },
}
const cluster = platformOf(accepted, withCopies)
const built = build(neo4j, cluster)
const server = workloadOf(built, 'neo4j')

/** `NEO4J_server_memory_heap_max__size` is server.memory.heap.max_size. */
const settingOf = (name: string): string =>
  name.slice('NEO4J_'.length).replaceAll(/_{1,2}/g, (match) => (match === '__' ? '_' : '.'))

describe('the licence of Neo4j', () => {
  it('is accepted by the platform alone', () => {
    expect(variable(server, 'NEO4J_ACCEPT_LICENSE_AGREEMENT')).toBe('yes')
    const silent = workloadOf(build(neo4j, platformOf({})), 'neo4j')
    expect(silent.image.tag).toBe('5.15.0-enterprise')
    expect(variable(silent, 'NEO4J_ACCEPT_LICENSE_AGREEMENT')).toBeUndefined()
  })

  it('is not needed by a single server, which then is Community without metrics and copies', () => {
    const context = platformOf({ topology: 'standalone' }, withCopies)
    const community = build(neo4j, context)
    const single = workloadOf(community, 'neo4j')
    expect(Object.keys(community.workloads)).toEqual(['neo4j'])
    expect(single.image.tag).toBe('5.15.0-community')
    expect(single.ports?.map(({ name }) => name)).toEqual(['bolt', 'http'])
    expect(neo4j.alerts?.(context, community.sizes).map(({ name }) => name)).toEqual([
      'Neo4jNotReady',
    ])
  })
})

describe('a cluster of Neo4j', () => {
  it('has three servers that hold every database, never two on one machine', () => {
    expect(server).toMatchObject({
      kind: 'stateful',
      replicas: { minimum: 3, maximum: 3 },
      spread: { nodes: 'required' },
    })
    expect(variable(server, 'NEO4J_initial_dbms_default__primaries__count')).toBe('3')
  })

  it('tells each server the name under which the others reach it', () => {
    expect(variable(server, 'NEO4J_server_cluster_advertised__address')).toBe('{member-host}:6000')
    expect(variable(server, 'NEO4J_dbms_cluster_discovery_endpoints')).toBe('{neo4j:discovery}')
  })

  it('finds its servers the new way from 5.23 on', () => {
    const later = workloadOf(build(neo4j, platformOf({ ...accepted, version: '5.26.26' })), 'neo4j')
    expect(variable(later, 'NEO4J_dbms_cluster_discovery_v2_endpoints')).toBe('{neo4j:cluster}')
    expect(variable(later, 'NEO4J_dbms_cluster_discovery_endpoints')).toBeUndefined()
    expect(later.ports?.map(({ number }) => number)).not.toContain(5000)
  })

  it('lets nobody but the servers reach the ports between them', () => {
    const internal = server.ports?.filter((port) => port.internal === true)
    expect(internal?.map(({ number }) => number)).toEqual([5000, 6000, 7000, 7688])
  })
})

describe.each(['5.15.0', '5.26.26'])('Neo4j %s', (version) => {
  const context = platformOf({
    ...accepted,
    version,
    options: { ...accepted.options, plugins: ['apoc'] },
  })
  const workload = workloadOf(build(neo4j, context), 'neo4j')

  it('is told no setting that it does not know, because it would not start', () => {
    const known = new Set(context.factsOf('neo4j').config?.options.map(({ name }) => name))
    const settings = Object.keys(workload.environment ?? {})
      .filter((name) => !['NEO4J_AUTH', 'NEO4J_ACCEPT_LICENSE_AGREEMENT'].includes(name))
      .map(settingOf)
    expect(settings.length).toBeGreaterThan(8)
    expect(settings.filter((name) => !known.has(name))).toEqual([])
  })

  it('takes plugins from its image and fetches none', () => {
    expect(variable(workload, 'NEO4J_PLUGINS')).toBeUndefined()
    expect(printed(workload.files?.[0]?.content)).toContain(
      'cp /var/lib/neo4j/labs/apoc-*-core.jar',
    )
  })
})

describe('the memory of Neo4j', () => {
  const figure = (context: typeof cluster, name: string): number => {
    const value = build(neo4j, context).sizes['server']?.figures[name]?.value.value
    assert(value !== undefined)
    return value
  }

  it('holds the whole graph, and more of it for more documents', () => {
    const documents = (count: number) =>
      platformOf(accepted, { demand: { users: 500, ingestion: { documents: count } } })
    expect(figure(cluster, 'pageCache')).toBeGreaterThan(figure(cluster, 'graph'))
    expect(figure(documents(500_000), 'pageCache')).toBeGreaterThan(
      4 * figure(documents(100_000), 'pageCache'),
    )
  })

  it('is split again when the platform declares it, so that it still fits', () => {
    const context = platformOf({ ...accepted, resources: { memory: '32GiB' } })
    const used = figure(context, 'heap') * 1.1 + figure(context, 'pageCache')
    expect(used).toBeLessThan(32 * 2 ** 30)
    expect(used).toBeGreaterThan(28 * 2 ** 30)
  })
})

describe('the copies of the graph', () => {
  const job = workloadOf(built, 'neo4j-backup')

  it('are taken from the servers and put outside the cluster', () => {
    expect(targetsOf(job)).toEqual(['neo4j:backup', 'neo4j:bolt', 's3.example.com:443'])
    expect(job.schedule?.cron).toBe('30 * * * *')
    expect(variable(server, 'NEO4J_server_backup_listen__address')).toBe('0.0.0.0:6362')
  })

  it('are fetched by the servers themselves when they come back', () => {
    expect(targetsOf(server)).toContain('s3.example.com:443')
    expect(variable(server, 'NEO4J_dbms_databases_seed__from__uri__providers')).toBe(
      'URLConnectionSeedProvider',
    )
    const [store] = neo4j.stores?.(cluster, built.sizes) ?? []
    expect(store?.workload).toBe('neo4j-backup')
    expect(store?.steps.map(({ within }) => within)).toEqual([undefined, 'neo4j-backup', 'neo4j'])
  })

  it('drop nothing before the copy has been found', () => {
    const script = printed(job.files?.[0]?.content)
    expect(script.indexOf('mc stat')).toBeGreaterThan(0)
    expect(script.indexOf('mc stat')).toBeLessThan(script.indexOf('DROP DATABASE'))
    expect(script.indexOf('exit 1 ;; esac')).toBeLessThan(script.indexOf('DROP DATABASE'))
  })

  it('are not promised where nothing makes them', () => {
    const context = platformOf(accepted)
    const [store] = neo4j.stores?.(context, build(neo4j, context).sizes) ?? []
    expect(store?.workload).toBeUndefined()
    expect(store?.steps).toEqual([])
  })
})

describe('what watches Neo4j', () => {
  /** As the filter of the server sees a series: dots, and neither prefix nor what Prometheus appends. */
  const dotted = (series: string): string =>
    series
      .replace(/^neo4j_/, '')
      .replace(/_total$/, '')
      .replaceAll('_', '.')

  it('reads series that its filter lets through', () => {
    const filter = (variable(server, 'NEO4J_server_metrics_filter') ?? '')
      .split(',')
      .map(
        (glob) =>
          new RegExp(`^${glob.replaceAll('_', '.').replaceAll('.', '\\.').replaceAll('*', '.*')}$`),
      )
    const alerts = neo4j.alerts?.(cluster, built.sizes) ?? []
    const panels = Object.values(neo4j.dashboards?.(cluster) ?? {}).flatMap((board) => board.panels)
    const series = [
      ...alerts.map(({ expression }) => expression),
      ...panels.flatMap(({ queries }) => queries.map(({ expression }) => expression)),
    ]
      .flatMap(seriesIn)
      .filter((name) => name.startsWith('neo4j_'))
    expect(series.length).toBeGreaterThan(8)
    const hidden = series.filter((name) => !filter.some((glob) => glob.test(dotted(baseOf(name)))))
    expect(hidden).toEqual([])
  })
})
