// Builds a container's environment: addresses filled in, secrets by reference only.

import type {
  AddressPart,
  FieldPart,
  MembersPart,
  Plan,
  SecretPart,
  SecretText,
  Workload,
} from '@llmflow/spec'
import type { EnvVar, EnvVarSource } from 'kubernetes-types/core/v1.js'
import { freeName } from '../../names.js'
import { addressesOf, resolvePart } from '../../text.js'
import { clusterNaming } from '../naming.js'

type PodField = Exclude<FieldPart['field'], 'member-host'>
/** What the kubelet puts in when the container starts. */
type Late = SecretPart | { readonly kind: 'field'; readonly field: PodField }
type Part = string | AddressPart | MembersPart | Late

const fieldPaths: { readonly [field in PodField]: string } = {
  'pod-name': 'metadata.name',
  'pod-address': 'status.podIP',
  namespace: 'metadata.namespace',
  'node-name': 'spec.nodeName',
}

/** Variables that others refer to come first: a reference sees only what stands before it. */
export function environmentOf(plan: Plan, workload: Workload): EnvVar[] {
  const variables = Object.entries(workload.environment ?? {}).map(([name, text]): Variable => ({
    name,
    parts: partsOf(plan, workload, text),
  }))
  const carriers = carriersOf(variables)
  return [
    ...[...carriers.values()].map(({ name, part }) => ({ name, valueFrom: sourceOf(part) })),
    ...variables.map((variable) => buildVariable(plan, variable, carriers)),
  ]
}

type Variable = { readonly name: string; readonly parts: readonly Part[] }
type Carriers = ReadonlyMap<string, { readonly name: string; readonly part: Late }>

/** A replica is known to others by its own name before the name of the Service that governs it. */
const partsOf = (plan: Plan, { id }: Workload, text: SecretText): readonly Part[] =>
  text.flatMap((part): readonly Part[] => {
    if (typeof part === 'string' || part.kind !== 'field') return [part]
    if (part.field !== 'member-host') return [{ kind: 'field', field: part.field }]
    return [{ kind: 'field', field: 'pod-name' }, `.${addressesOf(plan, id).host}`]
  })

/** A variable of its own for each secret or fact that stands amid other text. */
function carriersOf(variables: readonly Variable[]): Carriers {
  const taken = new Set(variables.map(({ name }) => name))
  const carriers = new Map<string, { name: string; part: Late }>()
  for (const part of variables.filter((one) => onlyLate(one) === undefined).flatMap(lateParts)) {
    if (carriers.has(keyOf(part))) continue
    const name = freeName(carrierName(part), taken, '_')
    taken.add(name)
    carriers.set(keyOf(part), { name, part })
  }
  return carriers
}

const lateParts = ({ parts }: Variable): readonly Late[] => parts.filter(isLate)

function buildVariable(plan: Plan, variable: Variable, carriers: Carriers): EnvVar {
  const { name, parts } = variable
  const late = onlyLate(variable)
  if (late !== undefined) return { name, valueFrom: sourceOf(late) }
  const value = parts.map((part) => {
    if (typeof part === 'string') return escapeReferences(part)
    if (isLate(part)) return `$(${carriers.get(keyOf(part))?.name ?? ''})`
    return escapeReferences(resolvePart(plan, clusterNaming, part))
  })
  return { name, value: value.join('') }
}

/** The one part of a variable that has no other. */
function onlyLate({ parts }: Variable): Late | undefined {
  const [part] = parts
  return parts.length === 1 && part !== undefined && isLate(part) ? part : undefined
}

const isLate = (part: Part): part is Late =>
  typeof part !== 'string' && (part.kind === 'secret' || part.kind === 'field')

const keyOf = (part: Late): string =>
  part.kind === 'secret' ? `secret/${part.secret}/${part.key}` : `field/${part.field}`

function carrierName(part: Late): string {
  const words = part.kind === 'secret' ? ['secret', part.secret, part.key] : ['field', part.field]
  return words
    .join('_')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '_')
}

function sourceOf(part: Late): EnvVarSource {
  return part.kind === 'secret'
    ? { secretKeyRef: { name: part.secret, key: part.key } }
    : { fieldRef: { fieldPath: fieldPaths[part.field] } }
}

/**
 * The kubelet reads `$(NAME)` as a reference and `$$` as a dollar, in values, commands and arguments. A dollar at
 * the end is doubled too, because a reference may follow.
 */
export const escapeReferences = (text: string): string => text.replace(/\$(?=[$(]|$)/g, '$$$$')
