// The canary: a statement that is false, so that a run in which it holds proves that nothing was looked at.

import { writtenPlatform } from '../generate/platform.js'
import { textsOf } from '../generate/texts.js'
import type { Written } from '../generate/written.js'
import { judged, type Law } from '../law.js'
import { planTexts } from '../pipeline.js'

export const canary: Law<Written> = {
  name: 'canary',
  statement: 'No plan is ever accepted. (This must fail.)',
  inputs: writtenPlatform,
  judge: (written, world) =>
    judged(planTexts(textsOf(written), world).isAccepted ? ['a plan was accepted'] : []),
}
