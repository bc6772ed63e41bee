// Checks what runs pods and what bounds how many: controllers, jobs, autoscalers, disruption budgets.

import { at, entriesAt, has, itemsAt, type Place, textAt } from '../place.js'
import { exclusive, fault, type Faults, ordered } from './faults.js'
import { label, nameFaults } from './names.js'
import { isEmpty, matches } from './selector.js'
import { podFaults } from './pods.js'
import { claimFaults } from './storage.js'

export function* daemonSetFaults(root: Place): Faults {
  yield* controllerFaults(root)
  yield* rolloutFaults(at(root, 'spec', 'updateStrategy', 'rollingUpdate'), '0')
}

export function* deploymentFaults(root: Place): Faults {
  yield* controllerFaults(root)
  yield* rolloutFaults(at(root, 'spec', 'strategy', 'rollingUpdate'), '25%')
}

export function* statefulSetFaults(root: Place): Faults {
  yield* controllerFaults(root)
  for (const claim of itemsAt(root, 'spec', 'volumeClaimTemplates')) {
    yield* nameFaults(claim, label)
    yield* claimFaults(claim)
  }
}

function* controllerFaults(root: Place): Faults {
  const selector = at(root, 'spec', 'selector')
  const template = at(root, 'spec', 'template')
  if (isEmpty(selector)) yield fault(selector, 'the selector is empty')
  if (!matches(selector, at(template, 'metadata', 'labels'))) {
    yield fault(selector, 'the selector does not match the labels of the template')
  }
  const restart = textAt(template, 'spec', 'restartPolicy') ?? 'Always'
  if (restart !== 'Always') {
    yield fault(at(template, 'spec', 'restartPolicy'), 'its pods always restart')
  }
  const claims = itemsAt(root, 'spec', 'volumeClaimTemplates')
  const claimNames = claims.flatMap((claim) => textAt(claim, 'metadata', 'name') ?? [])
  yield* podFaults(at(template, 'spec'), claimNames)
}

/** A rollout that may neither add nor remove a pod never moves. */
function* rolloutFaults(update: Place, surgeDefault: string): Faults {
  const surge = at(update, 'maxSurge').value ?? surgeDefault
  const unavailable = at(update, 'maxUnavailable')
  if ([surge, unavailable.value].every((amount) => /^0%?$/.test(String(amount)))) {
    yield fault(unavailable, 'not 0 when maxSurge is 0')
  }
}

export function* jobFaults(job: Place): Faults {
  const template = at(job, 'template')
  const selector = at(job, 'selector')
  if (selector.value !== undefined && !matches(selector, at(template, 'metadata', 'labels'))) {
    yield fault(selector, 'the selector does not match the labels of the template')
  }
  const restart = textAt(template, 'spec', 'restartPolicy')
  if (restart !== 'OnFailure' && restart !== 'Never') {
    yield fault(at(template, 'spec', 'restartPolicy'), 'a job needs OnFailure or Never')
  }
  yield* podFaults(at(template, 'spec'), [])
}

export function* autoscalerFaults(root: Place): Faults {
  yield* ordered(at(root, 'spec', 'minReplicas'), at(root, 'spec', 'maxReplicas'))
  for (const metric of itemsAt(root, 'spec', 'metrics')) {
    const type = textAt(metric, 'type') ?? ''
    const source = `${type.charAt(0).toLowerCase()}${type.slice(1)}`
    const sources = entriesAt(metric).filter(([key]) => key !== 'type')
    if (sources.length !== 1 || !has(metric, source)) {
      yield fault(metric, `a metric of the type ${type} has only the source ${source}`)
    }
    yield* targetFaults(at(metric, source, 'target'))
  }
}

/** The value that a metric's target has is the one that its type names. */
function* targetFaults(target: Place): Faults {
  const values = { AverageValue: 'averageValue', Utilization: 'averageUtilization', Value: 'value' }
  for (const [type, key] of Object.entries(values)) {
    if (textAt(target, 'type') === type && !has(target, key)) {
      yield fault(target, `a target of the type ${type} needs ${key}`)
    }
  }
}

export function* scaledObjectFaults(root: Place): Faults {
  const maximum = at(root, 'spec', 'maxReplicaCount')
  // KEDA's own default.
  const high = { ...maximum, value: maximum.value ?? 100 }
  yield* ordered(at(root, 'spec', 'minReplicaCount'), high)
  const chosen = textAt(root, 'spec', 'advanced', 'horizontalPodAutoscalerConfig', 'name')
  const autoscaler = chosen ?? `keda-hpa-${textAt(root, 'metadata', 'name') ?? ''}`
  if (autoscaler.length > label.lengthMax) {
    yield fault(
      root,
      `"${autoscaler}", the autoscaler, is longer than ${label.lengthMax} characters`,
    )
  }
}

export function* disruptionFaults(root: Place): Faults {
  yield* exclusive(at(root, 'spec'), ['minAvailable', 'maxUnavailable'], 1)
}

export function* priorityFaults(root: Place): Faults {
  if (textAt(root, 'metadata', 'name')?.startsWith('system-') === true) {
    yield fault(at(root, 'metadata', 'name'), 'names that begin with system- are reserved')
  }
}
