import { expect, it } from 'vitest'

import { faultsOfTree, makeMistakes } from '../src/audit/catch.js'

const timeout = 300_000

/** The commit picks the sample in CI. A share of 95 in 100 gives fewer than this in one run of ten thousand. */
const sample = 30
const caughtMin = 24

const seed = Number.parseInt((process.env['LLMFLOW_SEED'] ?? '1').slice(0, 8), 16) | 0

it('says nothing of a tree without mistakes', { timeout }, () => {
  expect(faultsOfTree()).toEqual([])
})

it('notices single mistakes in it', { timeout }, () => {
  const mistakes = makeMistakes(seed, sample)
  const missed = mistakes.filter(({ isCaught }) => !isCaught)
  expect(mistakes).toHaveLength(sample)
  const isEnough = mistakes.length - missed.length >= caughtMin
  expect(isEnough ? [] : missed).toEqual([])
})
