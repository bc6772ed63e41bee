import { describe, expect, it } from 'vitest'
import { backendPort } from '../../src/wiring/services/backend-port.js'
import { documents, told } from './rule-findings.js'

const service = `apiVersion: v1
kind: Service
metadata: { name: shop, namespace: store }
spec: { selector: { app: shop }, ports: [{ name: https-web, port: 443, targetPort: 8443 }] }
`

const ingress = (port: string, name = 'shop', namespace = 'store'): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: ${namespace} }
spec:
  rules:
    - http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${name}, port: { ${port} } } } }]
`

const webhook = (port: string): string => `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: shop }
webhooks: [{ name: a.example.com, clientConfig: { service: { name: shop, namespace: store${port} } } }]
`

const at = (text: string): readonly string[] =>
  told(backendPort, { 'a.yaml': documents(service, text) })

describe('backendPort', () => {
  it('fails where the Service has no such port, by number and by name', () => {
    expect(at(ingress('number: 8443'))).toEqual(['error wiring/unknown-port: 8443'])
    expect(at(ingress('name: https-wbe'))).toEqual([
      'error wiring/unknown-port: https-wbe -> https-web',
    ])
    expect(at(webhook(', port: 9443'))).toEqual(['error wiring/unknown-port: 9443'])
  })

  it('says nothing of ports that are there, left out, filled in later, or of Services elsewhere', () => {
    expect(at(ingress('number: 443'))).toEqual([])
    expect(at(ingress('name: https-web'))).toEqual([])
    expect(at(webhook(''))).toEqual([])
    expect(at(ingress("name: '{{ .Values.port }}'"))).toEqual([])
    expect(at(ingress('number: 80', 'other'))).toEqual([])
    expect(at(ingress('number: 80', 'shop', 'elsewhere'))).toEqual([])
  })
})
