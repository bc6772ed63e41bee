// The log pipeline in a plan: certificates by which its parts know each other, and the text index of the runtime.

import { planPlatform } from '@llmflow/planner'
import { readDocument, readPlatform, type Plan } from '@llmflow/spec'
import { assert, describe, expect, it } from 'vitest'

function planWith(components: string): Plan {
  const { document } = readDocument(
    'llmflow.yaml',
    `apiVersion: llmflow.io/v1
kind: Platform
metadata: { name: example }
release: '2025.01'
domain: llmflow.example.com
demand: { users: 20 }
objectives: { availability: 99% }
models: []
components: { llmflow: {}, postgresql: { topology: standalone }, minio: { topology: standalone }, certificates: {}, fluent-bit: {}, ${components} }
`,
  )
  assert(document !== undefined, 'the platform is readable')
  const { read, diagnostics } = readPlatform([document])
  assert(read !== undefined, JSON.stringify(diagnostics))
  const { plan } = planPlatform({ platform: read, inventory: undefined })
  assert(plan !== undefined, 'the platform is planned')
  return plan
}

describe('OpenSearch in a plan', () => {
  const plan = planWith('opensearch: {}')

  it('has a certificate for its name and for each of its nodes', () => {
    const { names, namespace } = plan.certificates['opensearch-tls'] ?? {}
    expect(namespace).toBe('llmflow-infra')
    expect(names).toContain('opensearch.llmflow-infra.svc.cluster.local')
    expect(names).toContain('opensearch-2.opensearch.llmflow-infra.svc.cluster.local')
  })

  it('is known to the agents by a certificate in their namespace', () => {
    expect(plan.certificates['fluent-bit-tls']).toMatchObject({
      namespace: 'logging',
      names: ['fluent-bit.logging.svc'],
    })
    expect(plan.secrets['fluent-bit-tls']).toBeUndefined()
  })

  it('has a password that the agents and the job read, in both namespaces', () => {
    expect(plan.secrets['opensearch-fluent']?.namespaces).toEqual(['llmflow-infra', 'logging'])
  })

  it('is the text index of the runtime, which may connect to it and knows its authority', () => {
    expect(plan.service.textIndex.engine).toBe('opensearch')
    expect(plan.edges).toContainEqual({
      from: 'llmflow',
      to: { kind: 'workload', workload: 'opensearch', port: 'http' },
      purpose: 'the text index',
    })
    expect(plan.workloads['llmflow']?.volumes).toContainEqual({
      kind: 'secret',
      name: 'certificates',
      path: '/etc/llmflow/certificates',
      secret: 'llmflow-tls',
    })
  })

  it('leaves the text to PostgreSQL where it is told to', () => {
    const apart = planWith('opensearch: { options: { textIndex: false } }')
    expect(apart.service.textIndex.engine).toBe('postgresql')
    expect(apart.secrets['opensearch-index']).toBeUndefined()
    expect(apart.certificates['llmflow-tls']).toBeUndefined()
  })
})
