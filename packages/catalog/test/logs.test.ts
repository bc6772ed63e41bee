// The log pipeline: what is read, what is taken out, where it goes, and who may write there.

import type { Addon } from '@llmflow/spec'
import { assert, describe, expect, it } from 'vitest'
import type { Component, Context } from '../src/component.js'
import { fluentBit } from '../src/components/fluent-bit/component.js'
import { loki } from '../src/components/loki/component.js'
import { grafanaValues } from '../src/components/monitoring/grafana.js'
import { opensearch } from '../src/components/opensearch/component.js'
import { serverArguments } from '../src/components/vllm/arguments.js'
import { vllmVersions } from '../src/components/vllm/versions.js'
import { contextOf } from './contexts.js'

const stores = { keycloak: {}, minio: {}, postgresql: {}, redis: {}, milvus: {}, llmflow: {} }

const contextWith = (components: object, settings: object = {}): Context =>
  contextOf({ components: { ...stores, certificates: {}, ...components }, ...settings })

function addonOf(component: Component, context: Context): Addon {
  const [addon] = component.addons?.(context, component.size(context)) ?? []
  assert(addon !== undefined)
  return addon
}

const textOf = (value: unknown): string => JSON.stringify(value)

const workloadsIn = (context: Context) => {
  const all = opensearch.workloads?.(context, opensearch.size(context)) ?? []
  return (id: string) => {
    const found = all.find((one) => one.id === id)
    assert(found !== undefined, id)
    return found
  }
}

const fileOf = (context: Context, id: string, path: string): string => {
  const file = workloadsIn(context)(id).files?.find((one) => one.path === path)
  assert(file !== undefined, path)
  return textOf(file.content)
}

describe('Fluent Bit', () => {
  const toOpensearch = addonOf(fluentBit, contextWith({ 'fluent-bit': {}, opensearch: {} }))
  const toLoki = addonOf(fluentBit, contextWith({ 'fluent-bit': {}, loki: {} }))

  it('runs on every node, reads its logs only and keeps its own state', () => {
    expect(toOpensearch.podSecurity).toBe('privileged')
    expect(toOpensearch.values).toMatchObject({
      kind: 'DaemonSet',
      tolerations: [{ operator: 'Exists' }],
      daemonSetVolumeMounts: [
        { mountPath: '/var/log', readOnly: true },
        { mountPath: '/var/lib/fluent-bit' },
      ],
    })
  })

  it('writes to OpenSearch over TLS that it checks, with a password from its secret', () => {
    const values = textOf(toOpensearch.values)
    expect(values).toContain('tls.verify On')
    expect(values).toContain('HTTP_Passwd ${OPENSEARCH_PASSWORD}')
    expect(values).not.toContain('Trace_Error')
    expect(toOpensearch.secrets).toEqual(['opensearch-fluent', 'fluent-bit-tls'])
    expect(toOpensearch.edges?.map(({ to }) => to)).toEqual([
      { kind: 'workload', workload: 'opensearch', port: 'http' },
    ])
  })

  it('writes to Loki with labels that do not grow with pods', () => {
    const values = textOf(toLoki.values)
    expect(values).toContain('Name loki')
    expect(/ labels ([^\\]*)/.exec(values)?.[1]).not.toContain('pod')
    expect(toLoki.secrets).toBeUndefined()
    expect(toLoki.after).toContain('loki')
  })

  it('reads containerd’s lines, buffers on disk and wakes no template of the chart', () => {
    const { config } = toOpensearch.values
    const text = textOf(config)
    expect(text).toContain('multiline.parser cri')
    expect(text).toContain('storage.type filesystem')
    expect(text).toContain('*_llmflow-*_*.log')
    expect(text).not.toContain('{{')
  })

  it('asks for the store that is to keep the logs', () => {
    const needsIn = (components: object) =>
      fluentBit.needs(contextWith(components)).map(({ component }) => component)
    expect(needsIn({ opensearch: {} })).toEqual(['opensearch'])
    expect(needsIn({ opensearch: { options: { logs: false } } })).toEqual(['loki'])
  })
})

describe('prompts', () => {
  it('are kept out of the log by vLLM itself where it would write them', () => {
    const context = contextWith({ vllm: {} })
    const [model] = context.platform.models
    assert(model !== undefined)
    const flagsAt = (version: string): readonly string[] => {
      const facts = vllmVersions[version]
      assert(facts !== undefined)
      return serverArguments(model, facts).map(textOf)
    }
    expect(flagsAt('0.6.0')).toContain('["--disable-log-requests"]')
    expect(flagsAt('0.22.0')).not.toContain('["--disable-log-requests"]')
  })
})

describe('OpenSearch', () => {
  const context = contextWith({ opensearch: {}, 'fluent-bit': {} })
  const settings = '/usr/share/opensearch/config/opensearch.yml'

  it('forms a cluster of three by names, or stands alone', () => {
    expect(workloadsIn(context)('opensearch').replicas).toEqual({ minimum: 3, maximum: 3 })
    expect(fileOf(context, 'opensearch', settings)).toContain('initial_cluster_manager_nodes')
    const alone = contextWith({ opensearch: { topology: 'single' }, 'fluent-bit': {} })
    expect(workloadsIn(alone)('opensearch').replicas.maximum).toBe(1)
    expect(fileOf(alone, 'opensearch', settings)).toContain('single-node')
  })

  it('needs no kernel setting of its node, and no demo certificate', () => {
    expect(fileOf(context, 'opensearch', settings)).toContain('node.store.allow_mmap: false')
    const { environment = {} } = workloadsIn(context)('opensearch')
    expect(environment['DISABLE_INSTALL_DEMO_CONFIG']).toEqual(['true'])
    expect(Object.keys(environment)).not.toContain('OPENSEARCH_INITIAL_ADMIN_PASSWORD')
  })

  it('gives half of its memory to the heap', () => {
    const { memory } = workloadsIn(context)('opensearch').resources
    const heap = workloadsIn(context)('opensearch').environment?.['OPENSEARCH_JAVA_OPTS']
    expect(heap).toEqual([`-Xms${memory / 2 ** 21}m -Xmx${memory / 2 ** 21}m`])
  })

  it('lets the agent add lines to log indexes, and neither read nor delete', () => {
    const role = fileOf(context, 'opensearch-setup', '/setup/role-llmflow_log_writer.json')
    expect(role).toContain('llmflow-logs-*')
    expect(role).not.toMatch(/indices_all|delete|read/)
  })

  it('deletes logs after the time that the option says, in one unit', () => {
    const policy = (retention: string) =>
      fileOf(
        contextWith({ opensearch: { options: { retention } }, 'fluent-bit': {} }),
        'opensearch-setup',
        '/setup/policy.json',
      )
    expect(policy('36h')).toContain('36h')
    expect(policy('30d')).toContain('720h')
  })

  it('grows with the lines of a larger platform and the time that they are kept', () => {
    const storageIn = (settings: object, options: object = {}) =>
      opensearch.size(contextWith({ opensearch: { options }, 'fluent-bit': {} }, settings))[
        'opensearch'
      ]?.storage?.value ?? 0
    const guide = storageIn({})
    expect(storageIn({ demand: { users: 5000 } })).toBeGreaterThan(guide)
    expect(storageIn({}, { retention: '90d' })).toBeGreaterThan(guide * 2)
  })

  it('shows logs to people only where they can sign in', () => {
    const routesIn = (one: Context) => opensearch.routes?.(one).map(({ prefix }) => prefix)
    expect(routesIn(context)).toEqual(['logs'])
    const { keycloak: _, ...others } = stores
    const bare = contextOf({ components: { ...others, opensearch: {}, 'fluent-bit': {} } })
    expect(routesIn(bare)).toEqual([])
  })

  it('keeps nothing of the logs when it is there for the text index alone', () => {
    const apart = contextWith({ opensearch: { options: { logs: false } }, loki: {} })
    expect(opensearch.needs(apart).map(({ component }) => component)).toEqual(['certificates'])
    const [rival] = opensearch.rivals ?? []
    expect(rival?.unless?.(apart)).toBe(true)
    expect(rival?.unless?.(context)).toBe(false)
  })
})

describe('Loki', () => {
  const context = contextWith({ loki: {}, 'fluent-bit': {}, monitoring: {} })
  const { values, edges } = addonOf(loki, context)

  it('keeps its chunks in the object store, with keys from a secret', () => {
    expect(edges?.map(({ to }) => to)).toEqual([
      { kind: 'workload', workload: 'minio', port: 's3' },
    ])
    expect(textOf(values)).toContain('${SECRET_KEY}')
  })

  it('deletes what is old, in hours', () => {
    expect(values).toMatchObject({
      loki: {
        limits_config: { retention_period: '336h' },
        compactor: { retention_enabled: true, delete_request_store: 's3' },
      },
    })
  })

  it('is reached by those who write and those who show, because it asks nobody', () => {
    const policy = textOf(values['extraObjects'])
    for (const caller of ['fluent-bit', 'grafana', 'prometheus']) expect(policy).toContain(caller)
    expect(values).toMatchObject({ gateway: { enabled: false }, lokiCanary: { enabled: false } })
  })

  it('is a source of Grafana', () => {
    expect(textOf(grafanaValues(context, {}))).toContain('http://loki.loki.svc.cluster.local:3100')
    const without = contextWith({ monitoring: {} })
    expect(grafanaValues(without, {})['additionalDataSources']).toBeUndefined()
  })
})
