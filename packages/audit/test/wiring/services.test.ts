// Proves that Services are held against pods: their labels first, then the ports of their containers.
import { describe, expect, it } from 'vitest'
import { endpoints } from '../../src/wiring/services/endpoints.js'
import { services } from '../../src/wiring/services/services.js'
import { documents, told, workload } from './rule-findings.js'

const ports = 'ports: [{ name: http, containerPort: 8080 }]'
const service = (selector: string, target = 'http', spec = ''): string => `apiVersion: v1
kind: Service
metadata: { name: shop, namespace: store }
spec:
  selector: { ${selector} }
  ports: [{ port: 80, targetPort: ${target} }]
${spec}`
const both = (selector: string, target?: string): { readonly 'a.yaml': string } => ({
  'a.yaml': documents(
    workload({ labels: 'app: shop, tier: web', container: ports }),
    service(selector, target),
  ),
})

describe('pods of other files', () => {
  const named = workload({ labels: 'app: shop', container: ports })
  const other = workload({ labels: 'app: shop', container: '' })

  it('are alternatives where the pods beside a Service have its port', () => {
    const files = { 'a.yaml': documents(named, service('app: shop')), 'b.yaml': other }
    expect(told(services, files)).toEqual([])
    expect(told(services, files, true)).toEqual(['warning wiring/target-port: http'])
  })

  it('may be changed where they lie in another folder', () => {
    const apart = { 'a/s.yaml': service('app: shop'), 'b/w.yaml': other }
    expect(told(services, apart)).toEqual(['warning wiring/target-port: http'])
    const together = { 'a/s.yaml': service('app: shop'), 'a/w.yaml': other }
    expect(told(services, together)).toEqual(['error wiring/target-port: http'])
  })
})

describe('selectors of Services', () => {
  it('is silent where they take pods', () => {
    expect(told(services, both('app: shop'), true)).toEqual([])
    expect(told(services, both('app: shop, tier: web'), true)).toEqual([])
  })

  it('fails on a misspelt value and on a misspelt label, and corrects it', () => {
    expect(told(services, both('app: shpo'))).toEqual([
      'error wiring/selector-without-pods: shpo -> shop',
    ])
    expect(told(services, both('app: shop, teir: web'))).toEqual([
      'error wiring/selector-without-pods: teir -> tier',
    ])
  })

  it('fails where the workload of the same name has another value', () => {
    expect(told(services, both('app: shop, tier: backend'))).toEqual([
      'error wiring/selector-without-pods: backend',
    ])
  })

  it('warns where the pods may be elsewhere, and fails where they cannot', () => {
    expect(told(services, both('app: warehouse'))).toEqual([
      'warning wiring/selector-without-pods: selector',
    ])
    expect(told(services, both('app: warehouse'), true)).toEqual([
      'error wiring/selector-without-pods: selector',
    ])
  })

  it('says nothing of pods that an operator makes, of labels that controllers write, or without any pod', () => {
    const cluster =
      'apiVersion: example.com/v1\nkind: Cluster\nmetadata: { name: c, namespace: store }\n'
    const files = { 'a.yaml': documents(workload(), service('role: primary'), cluster) }
    expect(told(services, files, true)).toEqual([])
    expect(
      told(services, both('app: shop, statefulset.kubernetes.io/pod-name: shop-0'), true),
    ).toEqual([])
    expect(told(services, { 'a.yaml': service('app: shop') })).toEqual([])
  })

  it('says nothing of a Service without a selector or with a name outside', () => {
    const outside =
      'apiVersion: v1\nkind: Service\nmetadata: { name: shop, namespace: store }\nspec: { type: ExternalName, externalName: shop.example.com, selector: { app: x } }\n'
    const bare =
      'apiVersion: v1\nkind: Service\nmetadata: { name: shop, namespace: store }\nspec: { ports: [{ port: 80 }] }\n'
    expect(told(services, { 'a.yaml': documents(outside, bare, workload()) }, true)).toEqual([])
  })
})

describe('target ports', () => {
  it('fails on a name that no container has', () => {
    expect(told(services, both('app: shop', 'htttp'))).toEqual([
      'error wiring/target-port: htttp -> http',
    ])
  })

  it('mentions a number that is none of those declared', () => {
    expect(told(services, both('app: shop', '8081'))).toEqual(['info wiring/target-port: 8081'])
    expect(told(services, both('app: shop', '8080'))).toEqual([])
  })

  it('takes the number of the port where no target is stated', () => {
    const bare =
      'apiVersion: v1\nkind: Service\nmetadata: { name: shop, namespace: store }\nspec: { selector: { app: shop }, ports: [{ port: 80 }] }\n'
    const files = { 'a.yaml': documents(workload({ container: ports }), bare) }
    expect(told(services, files)).toEqual(['info wiring/target-port: 80'])
  })

  it('believes a number that the program is told to listen at', () => {
    const pod = workload({ container: `${ports}\nargs: ["--metrics-bind-address=:9090"]` })
    expect(told(services, { 'a.yaml': documents(pod, service('app: shop', '9090')) })).toEqual([])
  })
})

describe('endpoints that somebody wrote', () => {
  const outside = (name: string, target: number): { readonly 'a.yaml': string } => ({
    'a.yaml': documents(
      `apiVersion: v1
kind: Service
metadata: { name: db, namespace: store }
spec: { ports: [{ name: ${name}, port: 5432, targetPort: ${target} }] }
`,
      `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: db, namespace: store, labels: { kubernetes.io/service-name: db } }
endpoints: [{ addresses: [10.0.0.1] }]
ports: [{ name: sql, port: 5432 }]
`,
    ),
  })

  it('fails on a name that they lack, warns of another number, and is silent where both agree', () => {
    expect(told(endpoints, outside('postgres', 5432))).toEqual([
      'error wiring/target-port: postgres',
    ])
    expect(told(endpoints, outside('sql', 5433))).toEqual(['warning wiring/target-port: 5433'])
    expect(told(endpoints, outside('sql', 5432))).toEqual([])
  })
})
