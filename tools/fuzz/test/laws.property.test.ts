import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Law } from '../src/law.js'
import { anyInput } from '../src/laws/any-input.js'
import { auditAnyFiles } from '../src/laws/audit-any-files.js'
import { determinism } from '../src/laws/determinism.js'
import { equivalence } from '../src/laws/equivalence.js'
import { fits } from '../src/laws/fits.js'
import { moreNodes } from '../src/laws/more-nodes.js'
import { render } from '../src/laws/render.js'
import { realWorld } from '../src/pipeline.js'

/** A law plans several platforms for each input, and CI gives it a hundred inputs. */
const timeout = 600_000

function expectLaw<Input>({ inputs, judge }: Law<Input>): void {
  fc.assert(
    fc.property(inputs, (input) => {
      expect(judge(input, realWorld).faults).toEqual([])
    }),
  )
}

describe('the laws', { timeout }, () => {
  it('1: planning is deterministic and idempotent', () => expectLaw(determinism))
  it('2: an accepted plan fits, or says who waits', () => expectLaw(fits))
  it('3: one more node never makes placing infeasible', () => expectLaw(moreNodes))
  it('4: any input gives a valid plan or diagnostics', () => expectLaw(anyInput))
  it('5: rendering follows from the plan alone and tells workloads apart', () => expectLaw(render))
  it('5: a tree carries what the plan promises to its target, and nothing else', () =>
    expectLaw(equivalence))
  it('4: any files give findings or silence', () => expectLaw(auditAnyFiles))
})
