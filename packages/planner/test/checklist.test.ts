// Checklists: findings settle what they can, and nothing that needs a person or the cluster is ever done.

import { describe, expect, it } from 'vitest'
import { checklistNames, checklists, judgeChecklist } from '@llmflow/planner'
import { codes, diagnostic, type Diagnostic } from '@llmflow/spec'
import { plannedExample } from './plan-example.js'

const plan = plannedExample('guide-production')
const items = Object.values(checklists).flat()

const recoveryPointMissed: Diagnostic = diagnostic(
  'life/recovery-point-missed',
  { document: 'llmflow.yaml', offset: 0, length: 1 },
  { store: 'redis', every: '1d', objective: '1h' },
)

describe('the checklists', () => {
  it('have the items of the guide’s chapter 10', () => {
    expect(checklistNames.map((name) => checklists[name].length)).toEqual([10, 6, 6, 6])
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
  })

  it.each(items)('$id is judged by codes that exist', ({ judgedBy }) => {
    const unknown = judgedBy.filter((prefix) => !codes.some((code) => code.startsWith(prefix)))
    expect(unknown).toEqual([])
  })

  it.each(items)('$id names alerts that the guide’s platform has', ({ alerts = [] }) => {
    const planned = new Set(plan.alerts.map(({ name }) => name))
    expect(alerts.filter((name) => !planned.has(name))).toEqual([])
  })

  it('settles an automatic item without findings, and never another one', () => {
    for (const name of checklistNames) {
      for (const { kind, state } of judgeChecklist(name, plan, [])) {
        expect(state).toBe(kind === 'auto' ? 'done' : 'open')
      }
    }
  })

  it('wants attention for an item that a finding speaks of', () => {
    const judged = judgeChecklist('pre', plan, [recoveryPointMissed])
    const loud = judged.filter(({ state }) => state === 'attention').map(({ id }) => id)
    expect(loud).toEqual(['restore-tried'])
    expect(judged.find(({ id }) => id === 'restore-tried')?.findings).toEqual([recoveryPointMissed])
  })

  it('is not disturbed by notes', () => {
    const note: Diagnostic = { ...recoveryPointMissed, severity: 'info' }
    expect(judgeChecklist('pre', plan, [note]).map(({ state }) => state)).not.toContain('attention')
  })
})
