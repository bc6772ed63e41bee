import { describe, expect, it } from 'vitest'
import { audit } from '../src/audit.js'

/** Names that every JavaScript object has a property of. */
const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty']

const manifests = (name: string): string => `apiVersion: v1
kind: ${name}
metadata: { name: ${name} }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, namespace: store }
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      containers: [{ name: shop, image: 'registry.example.com/shop:1.0.0' }]
---
apiVersion: v1
kind: Service
metadata: { name: shop, namespace: store }
spec: { selector: { ${name}: shop }, ports: [{ port: 80, targetPort: ${name} }] }
---
apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
${name}: { a: b }
`

const rules = (name: string): string => `groups:
  - name: rules
    rules:
      - alert: Waits
        expr: sum by (${name}) (container_cpu_usage_seconds_total{${name}="x"}) > 1
        annotations: { summary: '{{ $labels.${name} }} {{ $labels.pod }}' }
`

describe('names that objects of the language have', () => {
  it.each(names)('are names like others: %s', (name) => {
    const files = [
      { name: 'manifests.yaml', text: manifests(name) },
      { name: 'rules.yaml', text: rules(name) },
      { name: 'run.sh', text: `kubectl create ${name} x\n` },
    ]
    expect(audit({ files }).summary.objects).toBe(4)
  })
})
