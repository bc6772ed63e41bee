// Law 4: any input gives a valid plan or diagnostics: never a throw, never silence with wrong output.

import { faultsInDiagnostics } from '../judge/diagnostics.js'
import { faultsInPlan } from '../judge/whole.js'
import { judged, type Law } from '../law.js'
import { anyTexts } from '../mutate/inputs.js'
import { planTexts, type Outcome, type Texts, type World } from '../pipeline.js'

export const anyInput: Law<Texts> = {
  name: '4-any-input',
  statement:
    'Any input gives a valid plan or diagnostics with a place and words; nothing throws, nothing wrong is silent.',
  inputs: anyTexts(),
  judge: (texts, world) => {
    const outcome = orThrown(() => planTexts(texts, world))
    if (typeof outcome === 'string') return judged([`planning threw ${outcome}`])
    return judged(
      faultsInDiagnostics(outcome, texts),
      faultsOfSilence(outcome),
      faultsWhenAccepted(outcome, world),
      'polluted' in {} ? ['a key of the input reached Object.prototype'] : [],
    )
  },
}

function orThrown<Value>(run: () => Value): Value | string {
  try {
    return run()
  } catch (error) {
    return error instanceof Error
      ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' | ')
      : String(error)
  }
}

function faultsOfSilence({ plan, isAccepted, diagnostics }: Outcome): readonly string[] {
  return plan === undefined &&
    !isAccepted &&
    !diagnostics.some(({ severity }) => severity === 'error')
    ? ['there is neither a plan nor an error']
    : []
}

function faultsWhenAccepted(
  { plan, platform, inventory, isAccepted }: Outcome,
  world: World,
): readonly string[] {
  if (!isAccepted || plan === undefined || platform === undefined) return []
  const files = orThrown(() => world.render(plan))
  return [
    ...faultsInPlan(plan, platform, inventory),
    ...(typeof files === 'string' ? [`rendering threw ${files}`] : []),
  ]
}
