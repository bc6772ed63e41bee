// Waits end in time, whatever they wait for, and say what it was.

import { describe, expect, it } from 'vitest'
import { DrillError } from '../src/error.js'
import { pause, until, within } from '../src/wait.js'

const never = (): Promise<never> => new Promise(() => {})

describe('waiting', () => {
  it('answers with the first value that is there', async () => {
    let asked = 0
    const third = (): Promise<number | undefined> => {
      asked += 1
      if (asked === 1) return Promise.reject(new DrillError('program', 'not yet'))
      return Promise.resolve(asked < 3 ? undefined : asked)
    }
    expect(await until('the third', { withinMs: 5000, everyMs: 1 }, third)).toBe(3)
  })

  it('does not wait longer for one question than for all of them', async () => {
    const waiting = until('an answer', { withinMs: 50, everyMs: 1 }, never)
    await expect(waiting).rejects.toThrow('not within 0 s: an answer')
  })

  it('takes no notice of a question that fails when nobody waits any more', async () => {
    const late = async (): Promise<never> => {
      await pause(60)
      throw new DrillError('program', 'late')
    }
    const waiting = until('an answer', { withinMs: 20, everyMs: 1 }, late)
    await expect(waiting).rejects.toThrow('an answer')
    await pause(100)
  })

  it('says of a whole part what it waited for when time was up', async () => {
    const part = async (): Promise<void> => {
      await until('what comes', { withinMs: 5000 }, () => Promise.resolve(true))
      await until('what never comes', { withinMs: 1000 }, never).catch(() => {})
    }
    await expect(within(50, part)).rejects.toThrow(
      'not within 0.05 s; waited for: what never comes',
    )
  })

  it('leaves a part that ends in time alone', async () => {
    expect(await within(5000, () => Promise.resolve('done'))).toBe('done')
    await expect(
      within(5000, () => Promise.reject(new DrillError('program', 'its own'))),
    ).rejects.toThrow('its own')
  })
})
