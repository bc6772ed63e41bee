// Work in turns: in order, past failures, beside what has another name, and never more than is admitted.

import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { RuntimeError } from '../src/error.js'
import { makeAdmission, makeNamedTurns, makeTurns } from '../src/turns.js'

describe('turns', () => {
  it('follow each other in order, also after one that failed', async () => {
    const inTurn = makeTurns()
    const said: string[] = []
    const say = (word: string, waitMs: number) => () =>
      pause(waitMs).then(() => void said.push(word))
    const failing = inTurn(() => Promise.reject(new RuntimeError('conflict', 'no')))
    const ended = [inTurn(say('first', 20)), inTurn(say('second', 1)), inTurn(say('third', 0))]
    await expect(failing).rejects.toThrow('no')
    await Promise.all(ended)
    expect(said).toEqual(['first', 'second', 'third'])
  })

  it('of one name wait for each other only', async () => {
    const inTurn = makeNamedTurns()
    let letGo: () => void = () => undefined
    const held = inTurn('a', () => new Promise<void>((resolve) => (letGo = resolve)))
    let isNext = false
    const next = inTurn('a', async () => void (isNext = true))
    expect(await inTurn('b', () => Promise.resolve('beside'))).toBe('beside')
    expect(isNext).toBe(false)
    letGo()
    await Promise.all([held, next])
    expect(isNext).toBe(true)
  })
})

describe('admission', () => {
  it('refuses more of one name than may wait, and admits again when some have ended', async () => {
    const admitted = makeAdmission(2, () => new RuntimeError('overloaded', 'too many'))
    let letGo: () => void = () => undefined
    const held = new Promise<void>((resolve) => (letGo = resolve))
    const two = [admitted('a', () => held), admitted('a', () => held)]
    await expect(admitted('a', () => held)).rejects.toThrow('too many')
    expect(await admitted('b', () => Promise.resolve(1))).toBe(1)
    letGo()
    await Promise.all(two)
    await expect(
      admitted('a', () => Promise.reject(new RuntimeError('conflict', 'no'))),
    ).rejects.toThrow('no')
    expect(await admitted('a', () => Promise.resolve(2))).toBe(2)
  })
})
