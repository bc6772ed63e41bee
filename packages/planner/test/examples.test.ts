// Tests that the examples are always green, and that the guide's own maxima are not.

import { assert, describe, expect, it } from 'vitest'
import type { PlanningResult } from '@llmflow/planner'
import { messageOf } from '@llmflow/spec'
import { planExample } from './plan-example.js'

const loud = ({ diagnostics }: PlanningResult): readonly string[] =>
  diagnostics
    .filter(({ severity }) => severity !== 'info')
    .map((finding) => `${finding.code}: ${messageOf(finding, 'en')}`)

describe('the examples', () => {
  it.each(['guide-production', 'in-cluster', 'one-host', 'laptop'])('%s is green', (example) => {
    const result = planExample(example)
    expect(loud(result)).toEqual([])
    expect(result.plan?.waiting).toEqual([])
  })

  it('guide-production places every minimum on the guide’s nodes', () => {
    const { plan } = planExample('guide-production')
    assert(plan !== undefined, 'there is a plan')
    const { placement } = plan
    const short = Object.values(plan.workloads)
      .filter(({ kind }) => kind === 'stateless' || kind === 'stateful')
      .filter(({ id, replicas }) => placement[id]?.replicas.length !== replicas.minimum)
    expect(short.map(({ id }) => id)).toEqual([])
    const gpus = Object.values(plan.nodes).filter(({ pool }) => pool === 'inference')
    expect(gpus.reduce((sum, { used }) => sum + used.gpus, 0)).toBe(20)
  })
})

const maximumOfEight = (priority: string): string => `models:
  - name: llama-3.1-70b
    replicas: {maximum: 8}
    ${priority}
  - name: qwen-2.5-72b
    replicas: {minimum: 2, maximum: 3}
    priority: 100
`

describe('the guide’s own maxima', () => {
  it('want 44 GPUs of 32, and 5 would fit', () => {
    const { diagnostics } = planExample(
      'guide-production',
      'models:\n  - name: llama-3.1-70b\n    replicas: {maximum: 8}\n    priority: 0\n',
    )
    const finding = diagnostics.find(({ code }) => code === 'capacity/maxima-do-not-fit')
    expect(finding?.severity).toBe('error')
    expect(finding?.params).toMatchObject({ wanted: 44, available: 32, fits: 5 })
    expect(finding?.location).toMatchObject({ document: 'overlay.yaml' })
    expect(finding?.advice[0]).toMatchObject({ kind: 'sum', total: 44, limit: 32, unit: 'gpus' })
  })

  it('are an error while two that compete have one priority, and list who waits when they differ', () => {
    const equal = planExample('guide-production', maximumOfEight('priority: 100'))
    expect(loud(equal)[0]).toMatch(/^capacity\/maxima-do-not-fit/)
    const ordered = planExample('guide-production', maximumOfEight('priority: 90'))
    const finding = ordered.diagnostics.find(({ code }) => code === 'capacity/maxima-do-not-fit')
    expect(finding?.severity).toBe('warning')
    expect(ordered.plan?.waiting.map(({ workload }) => workload)).toContain('vllm-llama-3-1-70b')
  })
})
