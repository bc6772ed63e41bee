// Law 1: planning is deterministic and idempotent, and the order of keys means nothing.

import fc from 'fast-check'

import { spelledOut } from '../generate/spelled-out.js'
import { writtenPlatform } from '../generate/platform.js'
import { reordered, textsOf } from '../generate/texts.js'
import type { Written } from '../generate/written.js'
import { firstDifference, lossesInJson } from '../judge/plain.js'
import { judged, vacuous, type Law } from '../law.js'
import { planTexts, type Outcome, type Texts } from '../pipeline.js'

type Input = { readonly written: Written; readonly seed: number }

export const determinism: Law<Input> = {
  name: '1-determinism',
  statement:
    'Planning twice, with the keys in another order, or with every default spelled out gives the same plan, and JSON holds all of it.',
  inputs: fc.record({ written: writtenPlatform, seed: fc.integer() }),
  judge: ({ written, seed }, world) => {
    const first = planTexts(textsOf(written), world)
    if (first.plan === undefined) return vacuous
    const again = planTexts(textsOf(written), world)
    const moved = planTexts(textsOf(shuffled(written, seed)), world)
    const whole = planTexts(spelled(first, textsOf(written)), world)
    return judged(
      differences('planned again', first, again),
      differences('with keys in another order', first, moved),
      differencesInPlan('with every default spelled out', first, whole),
      lossesInJson(first.plan).map((loss) => `JSON loses ${loss}`),
    )
  },
}

const shuffled = ({ platform, inventory }: Written, seed: number): Written => ({
  platform: reordered(platform, seed),
  inventory: inventory === undefined ? undefined : reordered(inventory, seed),
})

function spelled({ platform }: Outcome, texts: Texts): Texts {
  return { ...texts, platform: platform === undefined ? '' : JSON.stringify(spelledOut(platform)) }
}

function differences(how: string, first: Outcome, second: Outcome): readonly string[] {
  const found = firstDifference(first.diagnostics, second.diagnostics)
  return [
    ...differencesInPlan(how, first, second),
    ...(found === undefined ? [] : [`${how}, the diagnostics differ at ${found}`]),
  ]
}

function differencesInPlan(how: string, first: Outcome, second: Outcome): readonly string[] {
  const found = firstDifference(first.plan, second.plan)
  return found === undefined ? [] : [`${how}, the plan differs at ${found}`]
}
