// Law 5 for every target: what a plan promises to a target is in its tree, and nothing else.

import { writtenPlatform } from '../generate/platform.js'
import { textsOf } from '../generate/texts.js'
import type { Written } from '../generate/written.js'
import { carriedByCompose, promisedToCompose } from '../judge/carried/compose.js'
import { chartFaults } from '../judge/carried/helm.js'
import { carriedByHosts, promisedToHosts } from '../judge/carried/hosts.js'
import { differences } from '../judge/carried/facts.js'
import { carriedByKubernetes, promisedToKubernetes } from '../judge/carried/kubernetes.js'
import { judged, vacuous, type Law } from '../law.js'
import { planTexts } from '../pipeline.js'

export const equivalence: Law<Written> = {
  name: '5-equivalence',
  statement:
    'Every workload, port, volume, file, secret and connection that a plan promises to a target is in its tree, and nothing else.',
  inputs: writtenPlatform,
  judge: (written, world) => {
    const { plan, isAccepted } = planTexts(textsOf(written), world)
    if (plan === undefined || !isAccepted) return vacuous
    const manifests = world.render(plan)
    return judged(
      differences(promisedToKubernetes(plan), carriedByKubernetes(plan, manifests)),
      chartFaults(manifests, world.helm(plan)),
      differences(promisedToCompose(plan), carriedByCompose(plan, world.compose(plan))),
      differences(promisedToHosts(plan), carriedByHosts(plan, world.hosts(plan))),
    )
  },
}
