// Fills in the variables of a service: addresses and facts of the replica here, secrets when Compose reads the env file.

import type { FieldPart, Plan, SecretText, Workload } from '@llmflow/spec'
import { resolvePart } from '../text.js'
import { escapeDollars } from './escape.js'
import { composeNaming } from './naming.js'
import { required, type SecretVariable } from './variables.js'

export function environmentOf(
  plan: Plan,
  workload: Workload,
  service: string,
  variables: readonly SecretVariable[],
): { readonly [name: string]: string } {
  return Object.fromEntries(
    Object.entries(workload.environment ?? {}).map(([name, text]) => [
      name,
      valueOf(plan, workload, service, variables, text),
    ]),
  )
}

function valueOf(
  plan: Plan,
  workload: Workload,
  service: string,
  variables: readonly SecretVariable[],
  text: SecretText,
): string {
  return text
    .map((part) => {
      if (typeof part === 'string') return escapeDollars(part)
      if (part.kind === 'secret') return required(variableOf(variables, part.secret, part.key))
      if (part.kind === 'field') return escapeDollars(fieldOf(workload, service, part.field))
      return escapeDollars(resolvePart(plan, composeNaming, part))
    })
    .join('')
}

const variableOf = (variables: readonly SecretVariable[], secret: string, key: string): string =>
  variables.find((one) => one.secret === secret && one.key === key)?.name ?? ''

/** Addresses are given out at the start, so a replica knows itself by the name that others know. */
function fieldOf({ namespace }: Workload, service: string, field: FieldPart['field']): string {
  switch (field) {
    case 'pod-name':
    case 'pod-address':
    case 'member-host':
      return service
    case 'namespace':
      return namespace
    case 'node-name':
      return 'localhost'
  }
}
