// What the runtime is told of its engines: where personal data is found, and where traces go.

import { planPlatform } from '@llmflow/planner'
import { readDocument, readPlatform, type ServiceConfiguration, type Text } from '@llmflow/spec'
import { assert, describe, expect, it } from 'vitest'

function serviceWith(components: string): ServiceConfiguration {
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
components: ${components}
`,
  )
  assert(document !== undefined, 'the platform is readable')
  const { read, diagnostics } = readPlatform([document])
  assert(read !== undefined, JSON.stringify(diagnostics))
  const { plan } = planPlatform({ platform: read, inventory: undefined })
  assert(plan !== undefined, 'the platform is planned')
  return plan.service
}

const workloadsIn = (text: Text | undefined): readonly string[] =>
  (text ?? []).flatMap((part) => (typeof part === 'string' ? [] : [part.workload]))

const stores =
  'postgresql: { topology: standalone }, redis: { topology: standalone }, minio: { topology: standalone }'

describe('the runtime', () => {
  it('finds personal data and keeps traces itself where nothing else does', () => {
    const { redaction, traces } = serviceWith('{ llmflow: { topology: embedded } }')
    expect(redaction).toEqual({ engine: 'built-in', address: [] })
    expect(traces).toEqual({ engine: 'records', address: [] })
  })

  it('asks Presidio to find and to replace', () => {
    const { redaction } = serviceWith('{ llmflow: { topology: embedded }, presidio: {} }')
    expect(redaction.engine).toBe('presidio')
    expect(workloadsIn(redaction.address)).toEqual(['presidio-analyzer'])
    expect(workloadsIn(redaction.anonymizer?.address)).toEqual(['presidio-anonymizer'])
  })

  it('sends traces to Langfuse by OTLP from 3 on, and by the API of 2 before', () => {
    const engineAt = (version: string) =>
      serviceWith(
        `{ llmflow: { topology: embedded }, langfuse: { version: '${version}' }, ${stores} }`,
      ).traces
    expect(engineAt('2.95.12').engine).toBe('langfuse-ingestion')
    expect(engineAt('3.176.0').engine).toBe('langfuse')
    expect(workloadsIn(engineAt('3.176.0').address)).toEqual(['langfuse'])
  })
})
