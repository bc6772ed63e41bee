// One compose project: valid by its schema, closed in itself, and as safe as the plan says.

import { assert, describe, expect, it } from 'vitest'
import {
  fieldOfValue,
  gibibytes,
  isJson,
  secretOf,
  seconds,
  threads,
  type Field,
  type Plan,
} from '@llmflow/spec'
import { renderCompose } from '@llmflow/render'
import { composeFaults } from './compose-schema.js'
import { platform } from './platform.js'
import { httpPort, planOf, prometheusAddon, workloadOf } from './plans.js'

const objectOf = (plan: Plan, path = 'compose.yaml'): unknown =>
  renderCompose(plan).files.find((file) => file.path === `compose/${path}`)?.object

function projectOf(plan: Plan): Field {
  const object = objectOf(plan)
  return fieldOfValue('compose.yaml', isJson(object) ? object : null)
}

const textOf = (plan: Plan, path: string): string =>
  renderCompose(plan).files.find((file) => file.path === `compose/${path}`)?.text ?? ''

const service = (plan: Plan, name: string): Field => projectOf(plan).get('services', name)
const keysOf = (field: Field): readonly string[] => field.entries.map(({ key }) => key)

describe('a compose file', () => {
  it('meets the schema of the Compose Specification', () => {
    expect(composeFaults(objectOf(platform))).toEqual([])
  })

  it('would not meet it with a key of another spelling', () => {
    expect(composeFaults({ services: { a: { image: 'a', depend_on: [] } } })).toHaveLength(1)
  })

  it('defines every network, volume and service that it uses', () => {
    const project = projectOf(platform)
    const services = project.get('services').entries
    const networks = services.flatMap(({ field }) => keysOf(field.get('networks')))
    const volumes = services.flatMap(({ field }) =>
      field
        .get('volumes')
        .items.flatMap((mount) =>
          mount.get('type').text === 'volume' ? (mount.get('source').text ?? '') : [],
        ),
    )
    const waited = services.flatMap(({ field }) => keysOf(field.get('depends_on')))
    expect(new Set(networks)).toEqual(new Set(keysOf(project.get('networks'))))
    expect(new Set(volumes)).toEqual(new Set(keysOf(project.get('volumes'))))
    expect(services.map(({ key }) => key)).toEqual(expect.arrayContaining([...new Set(waited)]))
  })

  it('has every file that it mounts', () => {
    const paths = new Set(renderCompose(platform).files.map(({ path }) => path))
    const mounted = projectOf(platform)
      .get('services')
      .entries.flatMap(({ field }) => field.get('volumes').items)
      .flatMap((mount) => mount.get('source').text ?? '')
      .filter((source) => source.startsWith('./files/'))
    expect(mounted.length).toBeGreaterThan(0)
    expect(mounted.filter((source) => !paths.has(`compose/${source.slice(2)}`))).toEqual([])
  })

  it('is a function of the plan alone', () => {
    expect(renderCompose(structuredClone(platform))).toEqual(renderCompose(platform))
  })
})

describe('a service', () => {
  it('is one for workloads that are alike, and one for each replica with a name', () => {
    const names = keysOf(projectOf(platform).get('services'))
    expect(names).toContain('dify-api')
    expect(names.filter((name) => name.startsWith('etcd'))).toEqual(['etcd-0', 'etcd-1', 'etcd-2'])
    // Machines are services too: there is nothing but this project.
    expect(names.filter((name) => name.startsWith('postgresql'))).toHaveLength(3)
  })

  it('finds others by their names, and members by theirs', () => {
    expect(service(platform, 'dify-api').get('environment', 'DB_HOST').text).toBe('postgresql')
    expect(service(platform, 'etcd-1').get('environment').value).toMatchObject({
      ETCD_NAME: 'etcd-1',
      ETCD_ADVERTISE_CLIENT_URLS: 'http://etcd-1:2379',
      ETCD_INITIAL_CLUSTER:
        'etcd-0=http://etcd-0:2380,etcd-1=http://etcd-1:2380,etcd-2=http://etcd-2:2380',
    })
    expect(service(platform, 'etcd-1').get('networks', 'etcd', 'aliases').value).toEqual(['etcd'])
  })

  it('does not start without its secrets', () => {
    const environment = service(platform, 'dify-api').get('environment')
    expect(environment.get('DB_PASSWORD').text).toBe(
      '${POSTGRESQL_PASSWORD:?run ./prepare.sh first}',
    )
    expect(environment.get('BROKER_URL').text).toMatch(
      /^redis:\/\/:\$\{REDIS_PASSWORD:\?[^}]+\}@etcd:2379\/1$/,
    )
  })

  it('passes dollars on as they are', () => {
    expect(service(platform, 'dify-api').get('environment', 'PRICE').text).toBe('$$(5) and $$$$')
    expect(service(platform, 'migration').get('entrypoint').value).toEqual([
      'sh',
      '-c',
      'echo $$(hostname)',
    ])
  })

  it('with GPUs has its own, and starts only when asked', () => {
    const gpu = { cpu: threads(1), memory: gibibytes(1), memoryLimit: gibibytes(1), gpus: 2 }
    const plan = planOf([
      workloadOf('a', { resources: gpu }),
      workloadOf('b', { resources: gpu }),
      workloadOf('c', { after: ['a'] }),
    ])
    const devices = (name: string): unknown =>
      service(plan, name).get('deploy', 'resources', 'reservations', 'devices').value
    const [driver, capabilities] = ['nvidia', ['gpu']]
    expect(devices('a')).toEqual([
      { driver, device_ids: ['${GPU_0:-0}', '${GPU_1:-1}'], capabilities },
    ])
    expect(devices('b')).toEqual([
      { driver, device_ids: ['${GPU_2:-2}', '${GPU_3:-3}'], capabilities },
    ])
    expect(service(plan, 'a').get('profiles').value).toEqual(['gpu', 'a'])
    // Without the profile `c` must still be valid.
    expect(service(plan, 'c').get('depends_on', 'a', 'required').value).toBe(false)
  })

  it('waits for answers, for jobs to end, and for what prepares a server', () => {
    const ready = {
      check: { kind: 'tcp', port: 'http' },
      every: seconds(10),
      timeout: seconds(5),
      failures: 3,
    } as const
    const image = { repository: 'docker.io/example/database', tag: '1', asks: 'bash' } as const
    const edge = {
      to: { kind: 'workload', workload: 'database', port: 'http' },
      purpose: '',
    } as const
    const plan = planOf([
      workloadOf('database', { image, ports: [httpPort], probes: { ready } }),
      workloadOf('mute', { ports: [httpPort], probes: { ready } }),
      workloadOf('roles', { kind: 'job', after: ['database'], prepares: 'database' }),
      workloadOf('api', { edges: [edge], after: ['database', 'mute'] }),
      workloadOf('proxy', { component: 'roles', edges: [edge] }),
    ])
    expect(service(plan, 'api').get('depends_on').value).toEqual({
      database: { condition: 'service_healthy' },
      mute: { condition: 'service_started' },
      roles: { condition: 'service_completed_successfully' },
    })
    expect(service(plan, 'database').get('healthcheck', 'test').value).toEqual([
      'CMD',
      'bash',
      '-c',
      'exec 3<>/dev/tcp/127.0.0.1/8000',
    ])
    // The server's own component runs before what prepares it for others.
    expect(service(plan, 'proxy').get('depends_on').value).toBeUndefined()
  })

  it('may do what the plan says and no more', () => {
    expect(service(platform, 'keycloak').value).toMatchObject({
      user: '1000:0',
      cap_drop: ['ALL'],
      cap_add: ['NET_BIND_SERVICE'],
      security_opt: ['no-new-privileges:true'],
    })
    expect(service(platform, 'dify-api').get('read_only').value).toBe(true)
  })
})

describe('networks', () => {
  const project = projectOf(platform)
  const inside = (network: string): readonly string[] =>
    project
      .get('services')
      .entries.filter(({ field }) => field.get('networks', network).value !== undefined)
      .map(({ key }) => key)

  it('hold a server and those that declared a connection to it', () => {
    expect(inside('vllm')).toEqual(['dify-api', 'vllm'])
  })

  it('lead out for those alone that have a way out or in', () => {
    expect(inside('outside')).toEqual(['apisix', 'dify-api'])
    expect(project.get('networks', 'vllm', 'internal').value).toBe(true)
  })

  it('lead to the machine for a public name that somebody calls', () => {
    const to = { kind: 'external', host: 'auth.example.com', port: 443 } as const
    const plan = planOf(
      [
        workloadOf('gateway', { ports: [httpPort], exposed: { ports: { http: 443 } } }),
        workloadOf('board', { edges: [{ to, purpose: 'signing in' }] }),
      ],
      { names: { 'auth.example.com': { workload: 'gateway', port: 'http', purpose: '' } } },
    )
    expect(service(plan, 'board').get('extra_hosts').value).toEqual([
      'auth.example.com:host-gateway',
    ])
    expect(service(platform, 'dify-api').get('extra_hosts').value).toBeUndefined()
    // Docker's bridge does not lead to a loopback address: who has to open it is told for whom.
    expect(textOf(plan, '.env.example')).toContain('call a public name: board)')
    expect(textOf(platform, '.env.example')).not.toContain('call a public name')
  })

  it('let nobody in but at the exposed ports', () => {
    const published = project
      .get('services')
      .entries.flatMap(({ key, field }) =>
        field.get('ports').items.map((port) => `${key} ${port.get('published').text}`),
      )
    expect(published).toEqual(['apisix 443'])
  })

  it('lie in the range of the pods, each apart', () => {
    const subnets = project
      .get('networks')
      .entries.flatMap(({ field }) => field.get('ipam', 'config', 0, 'subnet').text ?? [])
    expect(new Set(subnets).size).toBe(subnets.length)
    expect(subnets.every((subnet) => /^10\.244\.\d+\.0\/24$/.test(subnet))).toBe(true)
  })
})

describe('what the person fills in', () => {
  it('is listed with its format, without a value', () => {
    const example = textOf(platform, '.env.example')
    expect(example).toContain('# password (32 letters and digits)\nPOSTGRESQL_PASSWORD=\n')
    expect(example).not.toMatch(/^[A-Z_]+=./m)
  })

  it('is made or asked for by the script', () => {
    const given = { format: 'given', length: 0, purpose: "the directory's password" } as const
    const plan = planOf([workloadOf('a', { environment: { P: [secretOf('ldap', 'password')] } })], {
      secrets: { ldap: { keys: { password: given }, consumers: [], namespaces: [], purpose: '' } },
    })
    expect(textOf(plan, 'prepare.sh')).toContain(
      String.raw`given LDAP_PASSWORD 'the directory'\''s password'`,
    )
    expect(textOf(platform, 'prepare.sh')).toContain('made POSTGRESQL_PASSWORD alphanumeric 32')
    expect(textOf(platform, 'prepare.sh')).toContain("authority 'llmflow-ca'")
    expect(textOf(platform, 'prepare.sh')).toMatch(/certificate 'apisix-tls' .*DNS:apisix/)
  })
})

describe('what stands for an addon', () => {
  const grafana = workloadOf('grafana', {
    kind: 'stateful',
    ports: [{ ...httpPort, number: 3000 }],
  })
  const prometheus = workloadOf('prometheus', { ports: [{ ...httpPort, number: 9090 }] })
  const api = workloadOf('api', {
    component: 'api',
    ports: [{ ...httpPort, metrics: { path: '/metrics', interval: seconds(15) } }],
    edges: [{ to: { kind: 'addon', addon: 'stack', endpoint: 'grafana' }, purpose: '' }],
  })
  const [alert] = platform.alerts
  assert(alert !== undefined)
  const plan = planOf([api], {
    addons: {
      stack: {
        ...prometheusAddon,
        name: 'stack',
        endpoints: {
          ...prometheusAddon.endpoints,
          grafana: { labels: {}, port: 3000, service: 'stack-grafana' },
        },
        standIns: [
          { endpoint: 'grafana', workload: grafana },
          {
            endpoint: 'prometheus',
            workload: prometheus,
            reads: { scraping: '/etc/p.yml', rules: '/etc/r.yml' },
          },
        ],
        series: ['kube_'],
      },
    },
    alerts: [
      { ...alert, component: 'api', name: 'Slow', expression: 'slow > 1' },
      { ...alert, component: 'api', name: 'Node', expression: 'kube_node == 0' },
      { ...alert, component: 'gpu', name: 'Elsewhere' },
    ],
  })

  it('answers at the address that the addon would have', () => {
    expect(service(plan, 'grafana-0').get('networks', 'grafana', 'aliases').value).toEqual([
      'grafana',
      'stack-grafana.llmflow-monitoring.svc.cluster.local',
    ])
    expect(keysOf(service(plan, 'api').get('networks'))).toEqual(['api', 'grafana'])
  })

  it('scrapes what has metrics, and alerts on what is scraped here', () => {
    expect(textOf(plan, 'files/prometheus/etc.p.yml')).toContain('api:8000')
    const rules = textOf(plan, 'files/prometheus/etc.r.yml')
    expect(rules.match(/alert: \w+/g)).toEqual(['alert: Slow'])
  })
})
