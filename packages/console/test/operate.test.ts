// What the pages of operation make of states, usage and checklists.

import { describe, expect, it } from 'vitest'
import { shownStateOf } from '../src/pages/operate/checklist-state.ts'
import { componentsOf } from '../src/pages/operate/components-of.ts'
import { usageDaysOf } from '../src/pages/operate/usage-days.ts'

describe('parts of the platform', () => {
  it('puts the state of an engine and its name in the service file together', () => {
    const engines = [{ name: 'text', state: 'broken', detail: 'gone' } as const]
    expect(componentsOf(engines, { textIndex: { engine: 'opensearch' } })).toEqual([
      { key: 'textIndex', name: undefined, engine: 'opensearch', state: 'broken', detail: 'gone' },
    ])
  })

  it('shows models and engines that it has no words for by their own names', () => {
    const engines = [{ name: 'model exaone', state: 'on', detail: '' } as const]
    expect(componentsOf(engines, undefined)).toMatchObject([{ name: 'exaone', state: 'on' }])
  })

  it('calls what has no state of its own in use, never on', () => {
    expect(componentsOf([], { limits: { engine: 'memory' } })).toMatchObject([
      { key: 'limits', state: 'used' },
    ])
  })
})

describe('usage by day', () => {
  const nowMs = Date.UTC(2026, 10, 23, 12)

  it('has every day, also those on which nobody asked', () => {
    const row = { requests: 3, failures: 1, promptTokens: 10, completionTokens: 5 }
    const days = usageDaysOf([{ day: '2026-11-22', ...row }], nowMs, 3)
    expect(days.map(({ requests }) => requests)).toEqual([0, 3, 0])
    expect(days.at(-1)?.epochMs).toBe(Date.UTC(2026, 10, 23))
  })
})

describe('items of checklists', () => {
  it('are done when findings settle them, and never else', () => {
    expect(shownStateOf({ kind: 'auto', state: 'done' })).toBe('done')
    expect(shownStateOf({ kind: 'needs-cluster', state: 'done' })).toBe('open')
    expect(shownStateOf({ kind: 'human', state: 'done' })).toBe('open')
    expect(shownStateOf({ kind: 'needs-cluster', state: 'attention' })).toBe('attention')
  })
})
