// Identifiers sort as they were made, also those of one millisecond: lists of what has the same time rest on it.

import { expect, it } from 'vitest'
import { z } from 'zod'
import { makeId, timeOfId } from '../src/identifier.js'

it('are UUIDs of version 7 that say when they were made', () => {
  const nowMs = 1_795_485_840_123
  expect(z.uuidv7().parse(makeId(nowMs))).toHaveLength(36)
  expect(timeOfId(makeId(nowMs))).toBe(nowMs)
})

it('sort as they were made, and none is there twice', () => {
  const made = Array.from({ length: 4000 }, () => makeId(1_795_485_840_124))
  expect(made.toSorted()).toEqual(made)
  expect(new Set(made).size).toBe(4000)
  expect(makeId(1_795_485_840_125) > (made.at(-1) ?? '')).toBe(true)
})
