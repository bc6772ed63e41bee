// APISIX: a configuration that it reads, routes with edges and names, and a script that hands them over.

import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { isObject, type Workload } from '@llmflow/spec'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { apisix } from '../src/components/apisix/component.js'
import { build, contextOf, printed, targetsOf, variable, workloadOf } from './contexts.js'

const components = { llmflow: {}, dify: {}, keycloak: {}, monitoring: {}, apisix: {} }
const context = contextOf({ components })
const built = build(apisix, context)
const gateway = workloadOf(built, 'apisix')
const job = workloadOf(built, 'apisix-routes')

const fileOf = (workload: Workload, path: string): string =>
  printed(workload.files?.find((file) => file.path.endsWith(path))?.content)

/** The paths of all leaves: `apisix.ssl.enable`; what stands in a list is marked by `[]`. */
function leavesOf(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) {
    return value.some(isObject)
      ? value.flatMap((item) => leavesOf(item, `${path}[]`))
      : [`${path}[]`]
  }
  if (!isObject(value)) return [path]
  return Object.entries(value).flatMap(([key, item]) =>
    leavesOf(item, path === '' ? key : `${path}.${key}`),
  )
}

describe('config.yaml', () => {
  const configuration: unknown = parse(fileOf(gateway, 'config.yaml'))

  it('holds settings that 3.12 reads', () => {
    const read = new Set(context.factsOf('apisix').config?.options.map(({ name }) => name))
    // Read by code, and commented out in the example: the port of redirects.
    read.add('plugin_attr.redirect.https_port')
    expect(leavesOf(configuration).filter((path) => !read.has(path))).toEqual([])
  })

  it('lists no plugins, because a list would replace the default one', () => {
    expect(configuration).not.toHaveProperty('plugins')
  })

  it('refuses one from the platform too', () => {
    const options = context.factsOf('apisix').config?.options ?? []
    expect(options.find(({ name }) => name === 'plugins')).toMatchObject({ read: false })
  })

  it('offers metrics beyond the loopback, and the Admin API to pods alone', () => {
    expect(configuration).toMatchObject({
      plugin_attr: { prometheus: { export_addr: { ip: '0.0.0.0' } } },
      deployment: { admin: { allow_admin: ['127.0.0.0/24', '10.244.0.0/16'] } },
    })
  })

  it('takes keys from variables with secrets behind them', () => {
    const names = [...fileOf(gateway, 'config.yaml').matchAll(/\$\{\{(\w+)\}\}/g)].map(
      ([, name]) => name ?? '',
    )
    expect(names).toEqual(['APISIX_KEYRING', 'APISIX_ADMIN_KEY'])
    for (const name of names) expect(variable(gateway, name)).toMatch(/^\{apisix\//)
  })

  it('takes the platform’s own settings by path', () => {
    const config = { 'nginx_config.http.send_timeout': '20s' }
    const chosen = workloadOf(
      build(apisix, contextOf({ components: { apisix: { config } } })),
      'apisix',
    )
    expect(parse(fileOf(chosen, 'config.yaml'))).toMatchObject({
      nginx_config: { worker_processes: 4, http: { send_timeout: '20s' } },
    })
  })
})

describe('the routes', () => {
  const routes = (job.files ?? [])
    .filter(({ path }) => path.includes('/routes/'))
    .map(({ content }): unknown => JSON.parse(printed(content)))

  it('lead where the gateway may go, under names that exist', () => {
    const names = Object.keys(apisix.names?.(context) ?? {})
    expect(names.toSorted()).toEqual(['api', 'auth', 'dify', 'grafana'])
    expect(targetsOf(gateway).toSorted()).toEqual(
      [
        'apisix-etcd:client',
        'dify-api:http',
        'dify-web:http',
        'keycloak:http',
        'kube-prometheus-stack:grafana',
        'llmflow:http',
      ].toSorted(),
    )
    expect(routes[0]).toMatchObject({
      hosts: ['api.llmflow.example.com'],
      uris: ['/v1/*'],
      upstream: { nodes: { '{llmflow:http}': 1 } },
    })
  })

  it('keep Keycloak’s metrics and health from the public', () => {
    const keycloak = fileOf(job, '/routes/keycloak.json')
    expect(keycloak).toContain('"/realms/*"')
    expect(keycloak).not.toContain('"/*"')
  })

  it('wait for answers that are not streamed', () => {
    for (const id of ['llmflow-api', 'dify-api']) {
      expect(JSON.parse(fileOf(job, `/routes/${id}.json`))).toMatchObject({
        upstream: { timeout: { read: 600 } },
      })
    }
  })

  it('use plugins that 3.12 has', () => {
    const known = new Set(context.factsOf('apisix').config?.options.map(({ name }) => name))
    const used = routes.flatMap((route) =>
      isObject(route) && isObject(route['plugins']) ? Object.keys(route['plugins']) : [],
    )
    expect(used).toContain('limit-req')
    expect(used.filter((name) => !known.has(`plugins.${name}`))).toEqual([])
  })

  it('show Prometheus and Alertmanager to operators alone', () => {
    const options = { operatorRanges: ['10.10.0.0/24'] }
    const open = contextOf({ components: { ...components, apisix: { options } } })
    const alerts = fileOf(workloadOf(build(apisix, open), 'apisix-routes'), 'alertmanager.json')
    expect(JSON.parse(alerts)).toMatchObject({
      plugins: {
        'ip-restriction': { whitelist: ['10.10.0.0/24'] },
        'openid-connect': { client_secret: '$env://APISIX_CLIENT_SECRET' },
      },
    })
    expect(alerts).toContain('http://{keycloak:http}/realms/llmflow')
  })
})

describe('the hand-over', () => {
  it('puts each file and a certificate that is one line of JSON', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gateway-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const local = (text: string): string =>
      text.replaceAll('/tmp/', `${folder}/`).replaceAll('/etc/llmflow', folder)
    for (const { path, content } of job.files ?? []) {
      mkdirSync(dirname(local(path)), { recursive: true })
      writeFileSync(local(path), local(printed(content)))
    }
    mkdirSync(`${folder}/certificate`)
    writeFileSync(`${folder}/certificate/tls.crt`, '-----BEGIN\nabc+/=\n-----END\n')
    writeFileSync(`${folder}/certificate/tls.key`, '-----BEGIN\ndef\n-----END\n')
    // Stands in for curl: notes what was put where, and that the key came in a file.
    const curl = `#!/bin/sh\nfor last; do :; done\necho "$last" >> ${folder}/puts\ngrep -q 'X-API-KEY: s3cret' ${folder}/headers\n`
    writeFileSync(`${folder}/curl`, curl)
    chmodSync(`${folder}/curl`, 0o755)
    execFileSync('/bin/sh', [`${folder}/gateway/handover.sh`], {
      env: { PATH: `${folder}:/usr/bin:/bin`, APISIX_ADMIN_KEY: 's3cret' },
    })
    const puts = readFileSync(`${folder}/puts`, 'utf8').trim().split('\n')
    expect(puts).toHaveLength((job.files ?? []).length)
    expect(puts.at(-1)).toMatch(/\/apisix\/admin\/ssls\/platform$/)
    expect(JSON.parse(readFileSync(`${folder}/certificate.json`, 'utf8'))).toEqual({
      snis: ['*.llmflow.example.com'],
      cert: '-----BEGIN\nabc+/=\n-----END\n',
      key: '-----BEGIN\ndef\n-----END\n',
    })
  })

  it('happens once for a plan and again every day', () => {
    expect(workloadOf(built, 'apisix-refresh').schedule).toEqual({
      cron: '17 3 * * *',
      timeZone: 'Etc/UTC',
    })
    expect(job.replicas).toEqual({ minimum: 1, maximum: 1 })
  })
})

describe('a gateway without etcd', () => {
  const alone = build(
    apisix,
    contextOf({ components: { llmflow: {}, apisix: { topology: 'standalone' } } }),
  )

  it('reads its routes from a file that says where it ends', () => {
    const file = fileOf(workloadOf(alone, 'apisix'), 'apisix.yaml')
    expect(file.endsWith('#END\n')).toBe(true)
    expect(parse(file)).toMatchObject({
      routes: [{ id: 'llmflow-api' }],
      ssls: [{ cert: '$env://APISIX_CERTIFICATE' }],
    })
    expect(fileOf(workloadOf(alone, 'apisix'), 'config.yaml')).toContain('role: data_plane\n')
  })

  it('has neither etcd nor an Admin API', () => {
    expect(Object.keys(alone.workloads)).toEqual(['apisix'])
    expect(workloadOf(alone, 'apisix').ports?.map(({ name }) => name)).not.toContain('admin')
  })
})
