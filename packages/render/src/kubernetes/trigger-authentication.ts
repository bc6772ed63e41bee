// Builds what KEDA needs to read a queue: which secret holds the password.

import type { Plan, Signal, Workload } from '@llmflow/spec'
import { autoscalerOf } from './autoscaling.js'
import { metadataOf, type Metadata } from './object.js'

type TriggerAuthentication = {
  readonly apiVersion: 'keda.sh/v1alpha1'
  readonly kind: 'TriggerAuthentication'
  readonly metadata: Metadata
  readonly spec: {
    readonly secretTargetRef: readonly {
      readonly parameter: 'password'
      readonly name: string
      readonly key: string
    }[]
  }
}

type Password = Extract<Signal, { readonly kind: 'redis-list' }>['secret']

/** One for each password, however many lists are read with it. */
export function buildTriggerAuthentications(
  plan: Plan,
  workload: Workload,
): readonly TriggerAuthentication[] {
  const signals = autoscalerOf(plan, workload)?.signals ?? []
  const passwords = new Map(
    signals.flatMap((signal) =>
      signal.kind === 'redis-list'
        ? [[authenticationName(workload, signal.secret), signal.secret] as const]
        : [],
    ),
  )
  return [...passwords].map(([name, { secret, key }]) => ({
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'TriggerAuthentication',
    metadata: metadataOf(workload, name),
    spec: { secretTargetRef: [{ parameter: 'password', name: secret, key }] },
  }))
}

/** A dot stands in no workload's name and in few secrets': it keeps the parts apart. */
export const authenticationName = ({ id }: Workload, { secret, key }: Password): string =>
  `${id}.${secret}.${key.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`
