import { describe, expect, it } from 'vitest'
import { said } from './said.js'

const pool = (extra: string) => `
pools:
  - name: workers
    roles: [application, cache]
    nodes: [{ name: a, address: 10.0.0.1 }]
    cpu: 64
    memory: 256GiB
    ${extra}
`

describe('what the API server refuses', () => {
  const invalid = (settings: string) =>
    said('spec/invalid-value', `components: { dify: ${settings} }`).map(
      (text) => text.split(':')[0]?.replace('/components/dify', '') ?? '',
    )

  it.each([
    ['{ env: { "A B": 1 } }', '/env/A B'],
    ['{ env: { 1A: 1 } }', '/env/1A'],
    ['{ nodeSelector: { "a b": c } }', '/nodeSelector/a b'],
    ['{ nodeSelector: { a: "-c" } }', '/nodeSelector/a'],
    ['{ tolerations: [{ key: k, value: v }] }', '/tolerations/0/value'],
    ['{ tolerations: [{ key: "", operator: Equal }] }', '/tolerations/0/key'],
  ])('is found in %s', (settings, place) => {
    expect(invalid(settings)).toEqual([place])
  })

  it.each([
    '{ env: { LOG_LEVEL: x, a.b-c: 1 } }',
    '{ nodeSelector: { llmflow.io/workload-type: "", tier: Gold_1.0 } }',
    '{ tolerations: [{ key: "" }, { key: nvidia.com/gpu, operator: Equal, value: "true" }] }',
  ])('is not found in %s', (settings) => {
    expect(invalid(settings)).toEqual([])
  })

  it('is found among labels, taints and quotas', () => {
    expect(said('spec/invalid-value', '', pool('labels: { a: "x y" }'))).toEqual([
      expect.stringMatching(/^\/pools\/0\/labels\/a: "x y" /),
    ])
    expect(
      said('spec/invalid-value', '', pool('taints: [{ key: "a/b/c", effect: NoSchedule }]')),
    ).toEqual([expect.stringMatching(/^\/pools\/0\/taints\/0\/key: "a\/b\/c" /)])
    expect(
      said('spec/invalid-value', 'tenants: [{ name: t, quota: { pods: many, cpu: 500m } }]'),
    ).toEqual([expect.stringMatching(/^\/tenants\/0\/quota\/pods: "many" /)])
  })
})

describe('the version of Kubernetes', () => {
  const judged = (minor: string) =>
    said(
      'spec/invalid-value',
      '',
      `kubernetes: { minor: "${minor}" }\npools: [{ name: a, roles: [application], nodes: [{ name: a }], cpu: 8, memory: 8GiB }]\n`,
    )

  it('is not older than the one that the files are written for', () => {
    expect(judged('1.29')).toEqual([])
    expect(judged('1.31')).toEqual([])
    expect(judged('1.9')).toEqual(['/kubernetes/minor: 1.9 | at least 1.29'])
    expect(judged('1.28')).toHaveLength(1)
  })
})
