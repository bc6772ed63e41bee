import { describe, expect, it } from 'vitest'
import { findings } from '../findings.js'

const app = (url: string, other = 'x'): string =>
  `services:\n  app:\n    image: example.com/app:1.0\n    environment: { URL: "${url}", OTHER: "${other}" }\n`

describe('names of hosts', () => {
  it('below .local belong to multicast DNS, those of the cluster aside', () => {
    const code = 'wiring/multicast-domain'
    const texts = { 'compose.yaml': app('https://a.company.local/x', 'b.company.local') }
    expect(findings(texts, code)).toEqual([`info ${code} "a.company.local"`])
    const fine = ['http://a.b.svc.cluster.local', '/usr/local/bin', 'x.local.yaml', '~/.local']
    expect(fine.flatMap((text) => findings({ 'compose.yaml': app(text) }, code))).toEqual([])
  })

  it('stand under one domain in the files of a directory', () => {
    const code = 'wiring/name-under-two-domains'
    const texts = {
      'compose.yaml': app('https://auth.company.internal', 'auth.x.company.internal'),
    }
    expect(findings(texts, code)).toEqual([`warning ${code} "auth.x.company.internal"`])
    const apart = {
      'one/compose.yaml': app('https://auth.one.internal'),
      'two/compose.yaml': app('https://auth.two.internal'),
    }
    expect(findings(apart, code)).toEqual([])
  })
})

describe('certificates', () => {
  const code = 'wiring/certificate-without-name'
  const files = (names: string): { readonly 'all.yaml': string } => ({
    'all.yaml': `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: app }
spec: { tls: [{ hosts: [app.example.com], secretName: app-tls }] }
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: app }
spec: { secretName: app-tls, dnsNames: [${names}] }
`,
  })

  it('hold the hosts that use them', () => {
    expect(findings(files('www.example.com'), code)).toEqual([`error ${code} "app.example.com"`])
    expect(findings(files('"*.example.com"'), code)).toEqual([])
  })
})
