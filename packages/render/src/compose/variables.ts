// Names the variables of the env file: one for each key of a secret that a workload reads as a variable.

import type { Plan, SecretKey } from '@llmflow/spec'
import { freeName } from '../names.js'

export type SecretVariable = {
  readonly name: string
  readonly secret: string
  readonly key: string
  readonly rule: SecretKey
}

/** The variables in the order of their secrets. */
export function secretVariables(plan: Plan): readonly SecretVariable[] {
  const taken = new Set<string>()
  return keysRead(plan).map(([secret, key]) => {
    const name = freeName(variableName(secret, key), taken, '_')
    taken.add(name)
    return { name, secret, key, rule: ruleOf(plan, secret, key) }
  })
}

/** The reference that stops Compose when the variable is missing or empty. */
export const required = (name: string): string => `\${${name}:?run ./prepare.sh first}`

export const variableName = (...words: readonly string[]): string =>
  words
    .join('_')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '_')

function keysRead({ workloads }: Plan): readonly (readonly [secret: string, key: string])[] {
  const read = new Map(
    Object.values(workloads)
      .flatMap(({ environment = {} }) => Object.values(environment).flat())
      .flatMap((part) =>
        typeof part !== 'string' && part.kind === 'secret'
          ? [[`${part.secret}/${part.key}`, [part.secret, part.key] as const] as const]
          : [],
      ),
  )
  return [...read].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, key]) => key)
}

/** A key that nobody declared is for the person to give. */
const ruleOf = ({ secrets }: Plan, secret: string, key: string): SecretKey =>
  secrets[secret]?.keys[key] ?? { format: 'given', length: 0, purpose: '' }
