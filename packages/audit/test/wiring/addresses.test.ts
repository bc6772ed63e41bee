// Proves that addresses are looked up where their user would look, and that only what is an address is one.
import { describe, expect, it } from 'vitest'
import { unknownAddress } from '../../src/wiring/addresses/unknown-address.js'
import { documents, relatedTo, told, workload } from './rule-findings.js'

const service = (name: string, port = 80, spec = ''): string => `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: store }
spec: { ports: [{ port: ${port} }]${spec} }
`
const variables = (...pairs: readonly (readonly [string, string])[]): string =>
  workload({
    name: 'cart',
    container: `env:\n${pairs.map(([name, value]) => `  - { name: ${name}, value: '${value}' }\n`).join('')}`,
  })
const asks = (value: string, name = 'SHOP_URL'): { readonly 'a.yaml': string } => ({
  'a.yaml': documents(service('shop'), variables([name, value])),
})

describe('names in a cluster', () => {
  it('finds a Service under each of its names', () => {
    for (const host of ['shop', 'shop.store', 'shop.store.svc', 'shop.store.svc.cluster.local']) {
      expect(told(unknownAddress, asks(`http://${host}:80/path`), true)).toEqual([])
    }
  })

  it('tells a name that nothing has, and corrects it where that is certain', () => {
    expect(told(unknownAddress, asks('http://shpo.store.svc'))).toEqual([
      'warning wiring/unknown-address: shpo.store.svc -> shop.store.svc',
    ])
    expect(told(unknownAddress, asks('http://warehouse'), true)).toEqual([
      'error wiring/unknown-address: warehouse',
    ])
  })

  it('tells a port that the Service lacks', () => {
    expect(told(unknownAddress, asks('http://shop:8080'))).toEqual([
      'error wiring/unknown-port: 8080 -> 80',
    ])
    expect(told(unknownAddress, asks('https://shop/path'))).toEqual([
      'warning wiring/unknown-port: shop',
    ])
  })

  it('leaves other hosts alone', () => {
    for (const value of [
      'https://api.example.com',
      'http://10.0.0.1:9000',
      'http://localhost:3000',
      'http://$(SHOP_HOST):80',
      'http://{tenant}-shop:80',
      'https://kubernetes.default.svc:443',
      'http://other.elsewhere.svc:80',
      's3://bucket/path',
    ]) {
      expect(told(unknownAddress, asks(value))).toEqual([])
    }
  })

  it('takes only what is named like an address for one', () => {
    for (const [name, value] of [
      ['IMAGE', 'redis:7'],
      ['USER', 'app:1000'],
      ['LISTEN_ADDRESS', 'anything:8080'],
      ['PUBLIC_URL', 'http://nowhere'],
      ['LEVEL', 'info'],
      ['ALLOWED_HOSTS', 'front'],
      ['POD_HOST', '0.0.0.0'],
    ] as const) {
      expect(told(unknownAddress, asks(value, name))).toEqual([])
    }
  })

  it('puts host and port together, and reads what drivers read', () => {
    const split = {
      'a.yaml': documents(
        service('db', 5432),
        variables(['DB_HOST', 'db'], ['DB_PORT', '5433'], ['CACHE_HOST', 'cache']),
      ),
    }
    expect(told(unknownAddress, split)).toEqual([
      'error wiring/unknown-port: 5433 -> 5432',
      'warning wiring/unknown-address: cache',
    ])
    for (const [name, value] of [
      ['DSN', 'app:x@tcp(db:3306)/app'],
      ['DB_DSN', 'host=db port=3306 user=app dbname=app'],
      ['JDBC_URL', 'jdbc:postgresql://db:3306/app'],
      ['DATABASE_URL', 'postgresql://app:$(PASSWORD)@db:3306/app'],
      ['DB_SERVERS', 'db:5432,db:3306'],
    ] as const) {
      const files = { 'a.yaml': documents(service('db', 5432), variables([name, value])) }
      expect(told(unknownAddress, files)).toEqual(['error wiring/unknown-port: 3306 -> 5432'])
    }
  })

  it('is silent on what an operator makes, and knows what the Milvus operator makes', () => {
    const milvus =
      'apiVersion: milvus.io/v1beta1\nkind: Milvus\nmetadata: { name: vectors, namespace: store }\nspec: {}\n'
    const cluster =
      'apiVersion: example.com/v1\nkind: Database\nmetadata: { name: db, namespace: store }\nspec: {}\n'
    const at = (host: string, maker: string): readonly string[] =>
      told(
        unknownAddress,
        { 'a.yaml': documents(variables(['STORE_URL', `http://${host}`]), maker) },
        true,
      )
    expect(at('db-rw:5432', cluster)).toEqual([])
    expect(at('vectors-milvus:19530', milvus)).toEqual([])
    expect(at('vectors-milvus:19531', milvus)).toEqual(['error wiring/unknown-port: 19531'])
    expect(at('milvus-proxy:19530', milvus)).toEqual(['error wiring/unknown-address: milvus-proxy'])
  })

  it('knows pods behind a headless Service, and hosts that a pod brings along', () => {
    const headless = service('db', 5432, ', clusterIP: None')
    const pods = {
      'a.yaml': documents(headless, variables(['DB_URL', 'tcp://db-0.db.store:5432'])),
    }
    expect(told(unknownAddress, pods, true)).toEqual([])
    const alias = workload({
      pod: 'hostAliases: [{ ip: 10.0.0.9, hostnames: [ldap] }]',
      container: 'args: ["--server=ldap://ldap:389"]',
    })
    expect(told(unknownAddress, { 'a.yaml': alias }, true)).toEqual([])
  })

  it('reads arguments, ConfigMaps and configuration, and tells one fault once', () => {
    const files = {
      'a.yaml': documents(
        service('shop'),
        workload({ name: 'cart', container: 'args: [--broker, "queue.store:9092"]' }),
        `apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: store }
data:
  BROKER_URL: kafka://queue.store:9092
  app.yaml: |
    # url: http://comment
    broker:
      host: queue.store
      port: 9092
    shop: { note: "http://shop" }
`,
      ),
    }
    expect(told(unknownAddress, files)).toEqual(['warning wiring/unknown-address: queue.store'])
    expect(relatedTo(unknownAddress, files)).toEqual(['queue.store', 'queue.store'])
  })

  it('knows a full name of a cluster wherever it stands', () => {
    const text = documents(
      service('shop'),
      `apiVersion: v1
kind: ConfigMap
metadata: { name: routes, namespace: store }
data:
  route.json: |
    {"uri": "/*", "nodes": {"shop.store.svc.cluster.local:8080": 1}}
    {"uri": "/*", "nodes": {"shop.store.svc:80": 1, "{tenant}-shop.store.svc:80": 1}}
`,
    )
    expect(told(unknownAddress, { 'a.yaml': text })).toEqual([
      'error wiring/unknown-port: 8080 -> 80',
    ])
  })

  it('takes only whole addresses out of programs', () => {
    const text = documents(
      service('shop'),
      `apiVersion: v1
kind: ConfigMap
metadata: { name: programs, namespace: store }
data:
  load.py: |
    db_host = settings
    admin = "http://shop.store.svc:8080/admin"
`,
    )
    expect(told(unknownAddress, { 'a.yaml': text })).toEqual([
      'error wiring/unknown-port: 8080 -> 80',
    ])
  })

  it('judges full names in values, and no bare ones: nobody knows their namespace', () => {
    const values = (host: string): { readonly [name: string]: string } => ({
      'a.yaml': service('shop'),
      'values.yaml': `cart:\n  image: { repository: example/cart }\n  shop:\n    host: ${host}\n    port: 80\n`,
    })
    expect(told(unknownAddress, values('store-front.store'))).toEqual([
      'warning wiring/unknown-address: store-front.store',
    ])
    expect(told(unknownAddress, values('store-front'))).toEqual([])
    expect(told(unknownAddress, values('shop.store'))).toEqual([])
  })
})

describe('names in a compose file', () => {
  const compose = (value: string, more = ''): { readonly 'compose.yaml': string } => ({
    'compose.yaml': `services:
  cart:
    image: example/cart:1.0
    environment: { SHOP_URL: "${value}" }${more}
  shop:
    image: example/shop:1.0
    container_name: the-shop
    ports: ["8080:80"]
    networks: { default: { aliases: [store] } }
`,
  })

  it('knows services, containers and aliases', () => {
    for (const host of ['shop', 'the-shop', 'store', 'shop.example.com']) {
      expect(told(unknownAddress, compose(`http://${host}:80`), true)).toEqual([])
    }
  })

  it('knows a service that stands under the whole name of a Service, from a file beside it too', () => {
    const proxy = (host: string): string => `defaults
  mode tcp
backend shop
  server shop ${host}:80 check
`
    const files = (alias: string) => ({
      'compose.yaml': `services:
  shop: { image: 'example/shop:1.0', networks: { default: { aliases: [${alias}] } } }
`,
      'a.yaml': documents(service('cart')),
      'files/haproxy.cfg': proxy('shop.store.svc.cluster.local'),
    })
    expect(told(unknownAddress, files('shop.store.svc.cluster.local'), true)).toEqual([])
    expect(told(unknownAddress, files('other'), true)).toHaveLength(1)
  })

  it('tells a name that no service has', () => {
    expect(told(unknownAddress, compose('http://shopp:80'))).toEqual([
      'warning wiring/unknown-address: shopp -> shop',
    ])
  })

  it('tells the port of the host from that of the container', () => {
    expect(told(unknownAddress, compose('http://shop:8080'))).toEqual([
      'error wiring/unknown-port: 8080 -> 80',
    ])
  })

  it('is silent where names come from elsewhere', () => {
    expect(
      told(unknownAddress, compose('http://db', '\n    extra_hosts: ["db:10.0.0.1"]')),
    ).toEqual([])
    expect(told(unknownAddress, compose('http://db', '\n    network_mode: host'))).toEqual([])
  })
})

describe('the port of a known program in a compose file', () => {
  const at = (address: string, image = 'redis:7.4.1', more = '', rest = '') =>
    told(unknownAddress, {
      'compose.yaml': `services:
  api:
    image: registry.example.com/api:1.0.0
    environment: { STORE_URL: "${address}" }
  store:
    image: ${image}
    restart: always
${more === '' ? '' : `    ${more}\n`}${rest}`,
    })
  const url = 'redis://store:6380/0'
  const wrong = ['warning wiring/unknown-port: 6380 -> 6379']

  it('is its usual one where nothing gives it another', () => {
    expect(at(url)).toEqual(wrong)
    expect(at(url, 'redis:7.4.1', 'volumes: ["data:/data"]')).toEqual(wrong)
    expect(at(url, 'redis:7.4.1', 'command: redis-server --appendonly yes')).toEqual(wrong)
    expect(at('redis://store:6379/0')).toEqual([])
    expect(at('postgres://store:5433/a', 'postgres:16.4')).toEqual([
      'warning wiring/unknown-port: 5433 -> 5432',
    ])
    expect(at('bolt://store:7688', 'neo4j:5.15.0')).toEqual(['warning wiring/unknown-port: 7688'])
  })

  it.each([
    'command: redis-server --port 6380',
    'command: ["redis-server", "--port", "${REDIS_PORT}"]',
    'command: redis-sentinel /etc/s.conf',
    'environment: { STORE_PORT: "${P}" }',
    'ports: ["6380"]',
    'expose: [6380]',
    'entrypoint: /start.sh',
    'env_file: .env',
    'build: .',
    'volumes: ["./redis.conf:/etc/redis.conf"]',
  ])('may be another: %s', (more) => expect(at(url, 'redis:7.4.1', more)).toEqual([]))

  it('is not known of other programs, nor where containers use one network', () => {
    expect(at(url, 'example.com/store:1')).toEqual([])
    expect(at(url, 'oliver006/redis_exporter:v1.55.0')).toEqual([])
    const side = '  side: { image: x/y:1, network_mode: "service:store" }\n'
    expect(at(url, 'redis:7.4.1', '', side)).toEqual([])
  })
})

describe('names in a runbook', () => {
  it('mentions a name that nothing has', () => {
    const files = {
      'a.yaml': service('shop'),
      'runbook.md': '```bash\ncurl http://shop:80/health\ncurl http://warehouse:80/health\n```\n',
    }
    expect(told(unknownAddress, files, true)).toEqual(['info wiring/unknown-address: warehouse'])
  })
})

describe('files that compose services mount', () => {
  const files = (target: string): { readonly [name: string]: string } => ({
    'demo/compose.yaml': `services:
  metrics:
    image: prom/prometheus:v3.1.0
    volumes: ["./prometheus:/etc/prometheus"]
  shop: { image: "example/shop:1.0" }
`,
    'demo/prometheus/prometheus.yml': `scrape_configs:
  - job_name: shop
    static_configs:
      - targets: ["${target}:9100"]
`,
  })

  it('look names up as their service does', () => {
    expect(told(unknownAddress, files('shop'), true)).toEqual([])
    expect(told(unknownAddress, files('shpo'))).toEqual([
      'warning wiring/unknown-address: shpo -> shop',
    ])
  })

  it('are left alone where nobody mounts them', () => {
    const { 'demo/compose.yaml': compose = '', ...rest } = files('nowhere')
    const elsewhere = { ...rest, 'demo/compose.yaml': compose.replace('./prometheus:', './other:') }
    expect(told(unknownAddress, elsewhere)).toEqual([])
  })
})
