// Checks the name of an object by the rule of its kind.

import { hasFormat, type TextFormat } from '../formats.js'
import { at, type Place } from '../place.js'
import { fault, type Faults } from './faults.js'

type NameRule = { readonly format: TextFormat; readonly lengthMax: number }

export const label: NameRule = { format: 'dns-1123-label', lengthMax: 63 }
export const subdomain: NameRule = { format: 'dns-1123-subdomain', lengthMax: 253 }
const pathSegment: NameRule = { format: 'path-segment', lengthMax: 253 }
const nameRuleByKind: Readonly<Record<string, NameRule>> = {
  'v1/Namespace': label,
  'v1/Service': { format: 'dns-1035-label', lengthMax: 63 },
  // Its pods' controller-revision-hash label holds the name, a hyphen and up to ten characters.
  'apps/v1/StatefulSet': { format: 'dns-1123-label', lengthMax: 52 },
  // The controller adds a hyphen and ten digits to name each job.
  'batch/v1/CronJob': { format: 'dns-1123-subdomain', lengthMax: 52 },
  // The job's name is a label of its pods.
  'batch/v1/Job': { format: 'dns-1123-subdomain', lengthMax: 63 },
  // KEDA's webhook: the name is a label's value.
  'keda.sh/v1alpha1/ScaledObject': { format: 'dns-1123-subdomain', lengthMax: 63 },
  'rbac.authorization.k8s.io/v1/ClusterRole': pathSegment,
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': pathSegment,
  'rbac.authorization.k8s.io/v1/Role': pathSegment,
  'rbac.authorization.k8s.io/v1/RoleBinding': pathSegment,
}

export function nameRuleOf(kind: string): NameRule {
  return nameRuleByKind[kind] ?? subdomain
}

/** The faults of the name in an object's metadata. */
export function* nameFaults(root: Place, rule: NameRule): Faults {
  yield* wrongName(at(root, 'metadata', 'name'), rule)
}

export function* wrongName(place: Place, { format, lengthMax }: NameRule): Faults {
  if (typeof place.value !== 'string') yield fault(place, 'an object has a name')
  else if (!hasFormat(place.value, format)) yield fault(place, `"${place.value}" is no ${format}`)
  else if (place.value.length > lengthMax) {
    yield fault(place, `"${place.value}" is longer than ${lengthMax} characters`)
  }
}
