import { describe, expect, it } from 'vitest'
import { findings } from '../findings.js'

const service = (name: string, ...lines: readonly string[]): string =>
  [`  ${name}:`, ...lines.map((line) => `    ${line}`), ''].join('\n')

const compose = (services: string, rest = ''): { readonly 'compose.yaml': string } => ({
  'compose.yaml': `services:\n${services}${rest}`,
})

const gpu = (count: string): string =>
  `deploy: { resources: { reservations: { devices: [{ driver: nvidia, ${count}, capabilities: [gpu] }] } } }`

describe('names in compose files', () => {
  const codes = ['wiring/undefined-compose-name', 'wiring/unused-compose-name']

  it('are defined at the top level, in every form of use', () => {
    const services = service(
      'app',
      'image: example.com/app:1.0',
      'volumes: [{ type: volume, source: cache, target: /cache }, "data:/data", "./local:/local"]',
      'networks: { front: {} }',
      'depends_on: [store]',
      'secrets: [token]',
    )
    const rest = 'volumes: { data: {}, old: {} }\nnetworks: { back: {} }\n'
    expect(findings(compose(services, rest), ...codes)).toEqual([
      'error wiring/undefined-compose-name "cache"',
      'error wiring/undefined-compose-name "front"',
      'error wiring/undefined-compose-name "store"',
      'error wiring/undefined-compose-name "token"',
      'warning wiring/unused-compose-name "old"',
      'warning wiring/unused-compose-name "back"',
    ])
  })

  it('may stand in any file of the tree when the name says that somebody gives the file by hand', () => {
    const names = 'wiring/undefined-compose-name'
    const services = service('app', 'image: example.com/app:1.0', 'networks: [back]')
    const other = `services:\n${service('db', 'image: example.com/db:1.0', 'networks: [back]')}networks: { back: {} }\n`
    const extension = { 'more/app-compose.yml': `services:\n${services}` }
    expect(findings({ 'compose.yml': other, ...extension }, names)).toEqual([])
    expect(findings(extension, names)).toEqual([`warning ${names} "back"`])
    const own = { 'compose.yml': other, 'more/compose.yml': `services:\n${services}` }
    expect(findings(own, names)).toEqual([`error ${names} "back"`])
  })

  it('may stand in another file that this one is laid over', () => {
    const services = service('app', 'volumes: ["data:/data"]', 'command: serve')
    expect(findings(compose(services), ...codes)).toEqual([])
    const whole = compose(service('app', 'image: example.com/app:1.0', 'volumes: ["data:/data"]'))
    const base = {
      'base.yaml': `services:\n${service('b', 'image: example.com/b:1.0')}volumes: { data: {} }\n`,
    }
    expect(findings({ ...whole, ...base }, ...codes)).toEqual([])
  })
})

describe('services for people', () => {
  const code = 'wiring/unreachable-service'
  const grafana = service('grafana', 'image: grafana/grafana:10.2.3')

  it('need a port or a gateway', () => {
    expect(findings(compose(grafana), code)).toEqual([`warning ${code} "grafana"`])
    const open = service('grafana', 'image: grafana/grafana:10.2.3', 'ports: ["3000:3000"]')
    expect(findings(compose(open), code)).toEqual([])
  })

  it('may lie behind a gateway whose routes are not here', () => {
    const gateway = service('web', 'image: nginx:1.27', 'ports: ["80:80"]')
    expect(findings(compose(`${gateway}${grafana}`), code)).toEqual([`info ${code} "grafana"`])
    const routed = service(
      'grafana',
      'image: grafana/grafana:10.2.3',
      'labels: ["traefik.enable=true"]',
    )
    expect(findings(compose(`${gateway}${routed}`), code)).toEqual([])
  })
})

describe('GPUs of services', () => {
  const code = 'capacity/gpus-reserved-twice'
  const chat = service('chat', 'image: example.com/chat:1.0', gpu('count: 1'))

  it('are the same for every count', () => {
    const train = service('train', 'image: example.com/train:1.0', gpu('count: all'))
    expect(findings(compose(`${chat}${train}`), code)).toEqual([`warning ${code} "all"`])
  })

  it('are apart by id or profile', () => {
    const byId = service('train', 'image: example.com/train:1.0', gpu('device_ids: ["1"]'))
    expect(findings(compose(`${chat}${byId}`), code)).toEqual([])
    const profiled = (name: string): string =>
      service(name, 'image: example.com/x:1.0', `profiles: [${name}]`, gpu('count: 1'))
    expect(findings(compose(`${profiled('a')}${profiled('b')}`), code)).toEqual([])
  })
})

describe('volumes of services', () => {
  const rest = 'volumes: { files: {}, store-data: {} }\n'

  it('are mounted where the program keeps its data', () => {
    const code = 'wiring/data-outside-volume'
    const store = (mount: string, more = 'restart: always'): string =>
      service('store', 'image: postgres:16.4', `volumes: ["${mount}"]`, more)
    expect(findings(compose(store('store-data:/data'), rest), code)).toEqual([
      `error ${code} "\\"store-data:/data\\""`,
    ])
    expect(findings(compose(store('store-data:/var/lib/postgresql'), rest), code)).toEqual([])
    const told = store('store-data:/data', 'environment: { PGDATA: /data }')
    expect(findings(compose(told, rest), code)).toEqual([])
    expect(findings(compose(store('files:/backups'), rest), code)).toEqual([])
  })

  it('are mounted below the working directory of etcd', () => {
    const code = 'wiring/data-outside-volume'
    const etcd = (mount: string): string =>
      service('kv', 'image: quay.io/coreos/etcd:v3.5.11', `volumes: ["${mount}"]`, 'command: etcd')
    expect(findings(compose(etcd('store-data:/etcd'), rest), code)).toEqual([
      `error ${code} "\\"store-data:/etcd\\""`,
    ])
    for (const path of ['/var/lib/etcd', '/var', '/var/lib/etcd/default.etcd', '/default.etcd']) {
      expect(findings(compose(etcd(`store-data:${path}`), rest), code)).toEqual([])
    }
  })

  it('are given to their owners by what has no network and is no server', () => {
    const helper = (...lines: readonly string[]): string =>
      service(
        'owners',
        ...lines,
        'entrypoint: ["/bin/sh", "-ec"]',
        'command: ["chown 7474:7474 /volumes/store-data"]',
        'volumes: ["store-data:/volumes/store-data"]',
      )
    const codes = ['wiring/data-outside-volume', 'software/setting-missing']
    for (const image of ['neo4j:5.15.0', 'minio/minio:RELEASE.2024-01-01T16-36-33Z']) {
      const text = helper(`image: ${image}`, 'network_mode: none')
      expect(findings(compose(text, rest), ...codes)).toEqual([])
    }
    expect(findings(compose(helper('image: neo4j:5.15.0'), rest), ...codes)).toHaveLength(1)
  })

  it('are filled by somebody when a server of models reads from them', () => {
    const code = 'wiring/unfilled-volume'
    const server = (model: string): string =>
      service(
        'chat',
        'image: vllm/vllm-openai:v0.6.0',
        `command: ["--model", "${model}"]`,
        'volumes: ["files:/models"]',
      )
    expect(findings(compose(server('/models/chat'), rest), code)).toEqual([
      `warning ${code} "/models/chat"`,
    ])
    expect(findings(compose(server('team/chat'), rest), code)).toEqual([])
    const filler = service('fill', 'image: example.com/fill:1.0', 'volumes: ["files:/out"]')
    expect(findings(compose(`${server('/models/chat')}${filler}`, rest), code)).toEqual([])
  })
})

describe('small things in compose files', () => {
  it('are keys of old versions and waiting without a condition', () => {
    const text = `version: "3"\nservices:\n${service('a', 'image: example.com/a:1.0', 'depends_on: [b]')}${service('b', 'image: example.com/b:1.0')}`
    const codes = ['wiring/obsolete-key', 'wiring/start-order']
    expect(findings({ 'compose.yaml': text }, ...codes)).toEqual([
      'warning wiring/obsolete-key "version"',
      'info wiring/start-order "depends_on"',
    ])
  })

  it('are mounted files that the directory does not hold', () => {
    const code = 'wiring/missing-mounted-file'
    const text = compose(
      service('a', 'image: example.com/a:1.0', 'volumes: ["./a.yml:/etc/a.yml"]'),
    )
    expect(findings(text, code)).toEqual([])
    expect(findings({ ...text, 'b.yml': 'b: 1\n' }, code)).toEqual([`warning ${code} "./a.yml"`])
    expect(findings({ ...text, 'a.yml': 'a: 1\n' }, code)).toEqual([])
    const laid = { 'more/app/compose.yml': text['compose.yaml'], 'more/app/b.yml': 'b: 1\n' }
    expect(findings({ ...laid, 'a.yml': 'a: 1\n' }, code)).toEqual([])
    expect(findings(laid, code)).toHaveLength(1)
  })
})
