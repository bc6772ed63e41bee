import { audit } from '@llmflow/audit'
import { expect, it } from 'vitest'

const pod = (request: string, limit: string): string => `apiVersion: v1
kind: Pod
metadata: { name: api }
spec:
  containers:
    - name: api
      image: a/b:1.0.0
      resources: { requests: { cpu: ${request} }, limits: { cpu: ${limit} } }
`

function said(text: string) {
  return audit({ files: [{ name: 'a.yaml', text }] })
    .diagnostics.filter(({ code }) => code === 'capacity/request-above-limit')
    .map(({ location }) => ('offset' in location ? text.slice(location.offset).slice(0, 5) : ''))
}

it('is an error at the request', () => {
  expect(said(pod('1500m', '1'))).toEqual(['1500m'])
})

it.each([
  ['1', '1000m'],
  ['500m', '2'],
  ['"{{ .cpu }}"', '1'],
])('%s within %s is none', (request, limit) => {
  expect(said(pod(request, limit))).toEqual([])
})
