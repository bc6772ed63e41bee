import { audit } from '@llmflow/audit'
import { describe, expect, it } from 'vitest'
import { findings } from '../../findings.js'

const application = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: example.com/web:1
          env: [{ name: ORDERS_URL, value: "http://orders.store:80/v1" }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders, namespace: store }
spec:
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders } }
    spec:
      containers:
        - name: orders
          image: example.com/orders:1
          ports: [{ name: http, containerPort: 8080 }]
---
apiVersion: v1
kind: Service
metadata: { name: orders, namespace: store }
spec:
  selector: { app: orders }
  ports: [{ port: 80, targetPort: http }]
`

const egress = (
  port: string,
  namespace = 'store',
  label = 'orders',
) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Egress]
  egress:
    - to: [{ namespaceSelector: {} }]
      ports: [{ port: 53, protocol: UDP }]
    - to:
        - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${namespace} } }
          podSelector: { matchLabels: { app: ${label} } }
      ports: [{ port: ${port} }]
`

const ingress = (port: string, peers: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: orders, namespace: store }
spec:
  podSelector: { matchLabels: { app: orders } }
  ingress:
    - from: ${peers}
      ports: [{ port: ${port} }]
`

const denied = (...policies: readonly string[]) =>
  findings(
    { 'app.yaml': application, 'policies.yaml': policies.join('---\n') },
    'wiring/traffic-denied',
  )

const fromShop = '[{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }]'
const verdict = ['error wiring/traffic-denied "orders.store"']

describe('a connection that network policies govern', () => {
  it('goes to the port of the pod, by number or name, not to that of the Service', () => {
    expect(denied(egress('8080'))).toEqual([])
    expect(denied(egress('http'))).toEqual([])
    expect(denied(egress('80'))).toEqual(verdict)
    expect(denied(egress('8000, endPort: 8100'))).toEqual([])
  })

  it('goes to the namespace and the pods that are named', () => {
    expect(denied(egress('8080', 'elsewhere'))).toEqual(verdict)
    expect(denied(egress('8080', 'store', 'other'))).toEqual(verdict)
  })

  it('is let in at its other end', () => {
    expect(denied(ingress('8080', fromShop))).toEqual([])
    expect(denied(ingress('http', '[{ namespaceSelector: {} }]'))).toEqual([])
    expect(denied(ingress('9090', fromShop))).toEqual(verdict)
    // Without a namespace selector only pods of the same namespace are meant.
    expect(denied(ingress('8080', '[{ podSelector: {} }]'))).toEqual(verdict)
    expect(denied(ingress('8080', '[{ ipBlock: { cidr: 10.9.8.0/24 } }]'))).toEqual(verdict)
  })

  it('may be allowed by a namespace whose labels nobody here knows', () => {
    expect(
      denied(ingress('8080', '[{ namespaceSelector: { matchLabels: { team: a } } }]')),
    ).toEqual([])
    const shop = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { team: b } }\n'
    expect(
      denied(shop, ingress('8080', '[{ namespaceSelector: { matchLabels: { team: a } } }]')),
    ).toEqual(verdict)
  })

  it('is only in doubt where a policy denies everything and nothing else is here', () => {
    const blanket = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny, namespace: store }
spec: { podSelector: {}, policyTypes: [Ingress] }
`
    expect(denied(blanket)).toEqual(['warning wiring/traffic-denied "orders.store"'])
    expect(denied(blanket, ingress('8080', fromShop))).toEqual([])
  })

  it('is nobody’s to judge where other policies add to these', () => {
    const cilium =
      'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: more, namespace: store }\n'
    expect(denied(egress('80'), cilium)).toEqual([])
  })
})

describe('a connection to a host outside', () => {
  const service = `apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { ports: [{ port: 5432 }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: db-1, namespace: shop, labels: { kubernetes.io/service-name: db } }
addressType: IPv4
ports: [{ port: 5432 }]
endpoints: [{ addresses: [10.40.0.11] }]
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  containers:
    - name: web
      image: example.com/web:1
      env: [{ name: DATABASE_URL, value: "postgresql://u@db:5432/shop" }]
`
  const policy = (cidr: string, port = 5432) => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Egress]
  egress:
    - to: [{ ipBlock: { cidr: ${cidr} } }]
      ports: [{ port: ${port} }]
    - ports: [{ port: 53, protocol: UDP }]
`

  it('needs its address in a block', () => {
    const code = 'wiring/traffic-denied'
    const found = (cidr: string, port?: number) =>
      findings({ 'a.yaml': service + policy(cidr, port) }, code)
    expect(found('10.40.0.0/24')).toEqual([])
    expect(found('10.40.1.0/24')).toEqual([`error ${code} "db"`])
    expect(found('10.40.0.11/32', 5433)).toEqual([`error ${code} "db"`])
  })
})

describe('name resolution', () => {
  const code = 'wiring/dns-denied'
  const resolved = (policy: string) =>
    findings({ 'app.yaml': application, 'policy.yaml': policy }, code)

  it('is allowed wherever names are used', () => {
    expect(resolved(egress('8080'))).toEqual([])
    expect(resolved(egress('8080').replace('port: 53', 'port: 5533'))).toEqual([
      `error ${code} "egress"`,
    ])
    expect(resolved(egress('8080').replace('UDP', 'TCP'))).toEqual([`error ${code} "egress"`])
    const own = egress('8080').replace('[{ namespaceSelector: {} }]', '[{ podSelector: {} }]')
    expect(resolved(own)).toEqual([`error ${code} "egress"`])
    const cache = egress('8080').replace(
      '[{ namespaceSelector: {} }]',
      '[{ ipBlock: { cidr: 169.254.20.10/32 } }]',
    )
    expect(resolved(cache)).toEqual([])
  })
})

describe('a scrape', () => {
  const monitoring = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: main, namespace: monitoring }
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: { name: orders, namespace: store }
spec:
  selector: { matchLabels: { app: orders } }
  podMetricsEndpoints: [{ port: http }]
`
  const scraped = (policy: string) =>
    findings(
      { 'app.yaml': application, 'monitoring.yaml': monitoring, 'policy.yaml': policy },
      'wiring/traffic-denied',
    ).filter((finding) => finding.includes('http'))

  it('is let in from the namespace of Prometheus, whatever its pods are called', () => {
    const from = fromShop.replace('shop', 'monitoring')
    expect(scraped(ingress('8080', from))).toHaveLength(0)
    const named = from.replace(' }]', ', podSelector: { matchLabels: { app: prometheus } } }]')
    expect(scraped(ingress('8080', named))).toEqual([])
    expect(scraped(ingress('8080', fromShop))).toEqual(['error wiring/traffic-denied "http"'])
    expect(scraped(ingress('9090', from))).toEqual(['error wiring/traffic-denied "http"'])
  })
})

describe('network policies of two ends', () => {
  it('open the same connection', () => {
    const code = 'wiring/policies-disagree'
    const fromWeb = `[{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } }, podSelector: { matchLabels: { app: web } } }]`
    const found = (port: string, peers = fromWeb) =>
      findings(
        { 'app.yaml': application, 'p.yaml': `${egress('8080')}---\n${ingress(port, peers)}` },
        code,
      )
    expect(found('8080')).toEqual([])
    expect(found('9090')).toEqual([`warning ${code} "8080"`, `warning ${code} "9090"`])
    expect(found('8080', fromWeb.replace('app: web', 'app: cart'))).toEqual([
      `warning ${code} "8080"`,
    ])
  })

  it('open ports that pods have', () => {
    const code = 'wiring/policy-port'
    const found = (port: string) =>
      findings({ 'app.yaml': application, 'p.yaml': ingress(port, fromShop) }, code)
    expect(found('8080')).toEqual([])
    expect(found('http')).toEqual([])
    expect(found('80')).toEqual([`warning ${code} "80"`])
    expect(found('web')).toEqual([`error ${code} "web"`])
    expect(found('15090')).toEqual([])
  })

  it('are errors where the files are everything', () => {
    const files = [{ name: 'a.yaml', text: `${application}---\n${ingress('9090', fromShop)}` }]
    const found = audit({ files, isComplete: true }).diagnostics.filter(
      ({ code }) => code === 'wiring/traffic-denied',
    )
    expect(found).toMatchObject([
      { severity: 'error', params: { from: 'web', to: 'orders', port: 8080, side: 'ingress' } },
    ])
  })
})
