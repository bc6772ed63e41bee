// Lists the laws with the number of inputs that a soak gives each.

import { anyInput } from './laws/any-input.js'
import { auditAnyFiles } from './laws/audit-any-files.js'
import { canary } from './laws/canary.js'
import { determinism } from './laws/determinism.js'
import { equivalence } from './laws/equivalence.js'
import { fits } from './laws/fits.js'
import { moreNodes } from './laws/more-nodes.js'
import { render } from './laws/render.js'
import { trialOf, type Trial } from './trial.js'

export type LawToSoak = { readonly trial: Trial; readonly runs: number }

export const lawsToSoak: readonly LawToSoak[] = [
  { trial: trialOf(determinism), runs: 1000 },
  { trial: trialOf(fits), runs: 1000 },
  { trial: trialOf(moreNodes), runs: 1000 },
  { trial: trialOf(anyInput), runs: 10_000 },
  { trial: trialOf(render), runs: 1000 },
  { trial: trialOf(equivalence), runs: 1000 },
  { trial: trialOf(auditAnyFiles), runs: 3000 },
]

export const canaryTrial: Trial = trialOf(canary)
