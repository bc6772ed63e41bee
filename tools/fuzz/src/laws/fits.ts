// Law 2: an accepted plan fits its machines, with any one of them lost and at the maxima, or says who waits.

import { writtenPlatform } from '../generate/platform.js'
import { textsOf } from '../generate/texts.js'
import type { Written } from '../generate/written.js'
import { faultsInFit } from '../judge/fit.js'
import { judged, vacuous, type Law } from '../law.js'
import { planTexts } from '../pipeline.js'

export const fits: Law<Written> = {
  name: '2-fits',
  statement:
    'An accepted plan fits: minima placed, no GPU used twice, spread kept; with any node lost from three nines on; at the maxima, or it lists who waits, by priority.',
  inputs: writtenPlatform,
  judge: (written, world) => {
    const { plan, platform, inventory, isAccepted } = planTexts(textsOf(written), world)
    if (!isAccepted || plan === undefined || platform === undefined) return vacuous
    return judged(faultsInFit(plan, platform, inventory))
  },
}
