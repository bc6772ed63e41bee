// Step: secrets: names, keys and consumers, never values.

import type { Component, Context } from '@llmflow/catalog'
import type { Addon, PlannedSecret, Workload } from '@llmflow/spec'
import { certificateSuffix } from './certificates.js'

type Workloads = { readonly [id: string]: Workload }
type Consumer = PlannedSecret['consumers'][number] & { readonly secret: string }

export function planSecrets(
  components: readonly Component[],
  context: Context,
  workloads: Workloads,
  addons: { readonly [name: string]: Addon },
): { readonly [name: string]: PlannedSecret } {
  const declared = new Map(
    components.flatMap((component) => Object.entries(component.secrets?.(context) ?? {})),
  )
  const consumers = Object.values(workloads).flatMap(consumersIn)
  const readers = Object.values(addons).flatMap(({ namespace, secrets }) =>
    (secrets ?? []).map((secret) => ({ secret, namespace })),
  )
  const names = new Set([
    ...declared.keys(),
    ...[...consumers, ...readers].map(({ secret }) => secret),
  ])
  const planned = Object.fromEntries(
    [...names]
      .filter((name) => !name.endsWith(certificateSuffix))
      .toSorted()
      .map((name): [string, PlannedSecret] => {
        const own = consumers.filter(({ secret }) => secret === name)
        const declaration = declared.get(name)
        return [
          name,
          {
            keys: declaration?.keys ?? {},
            purpose: declaration?.purpose ?? '',
            consumers: own.map(({ workload, namespace, key }) => ({
              workload,
              namespace,
              key,
            })),
            namespaces: namespacesOf([...own, ...readers.filter(({ secret }) => secret === name)]),
          },
        ]
      }),
  )
  return { ...planned, ...pullSecretOf(context, workloads, addons) }
}

/** The registry's credentials, in every namespace with pods. */
function pullSecretOf(
  { platform }: Context,
  workloads: Workloads,
  addons: { readonly [name: string]: Addon },
): { readonly [name: string]: PlannedSecret } {
  const name = platform.registry?.pullSecret
  if (name === undefined) return {}
  const namespaces = [...Object.values(workloads), ...Object.values(addons)].map(
    ({ namespace }) => namespace,
  )
  const purpose = 'pulls images from the registry'
  return {
    [name]: {
      keys: { '.dockerconfigjson': { format: 'given', length: 0, purpose } },
      purpose,
      consumers: [],
      namespaces: [...new Set(namespaces)].toSorted(),
    },
  }
}

/** Where a secret must exist: with the workloads that read it, and with the addons that do. */
function namespacesOf(readers: readonly { readonly namespace: string }[]): readonly string[] {
  return [...new Set(readers.map(({ namespace }) => namespace))].toSorted()
}

/** The secrets that a workload reads: from variables, volumes and scaling signals. */
function consumersIn(workload: Workload): readonly Consumer[] {
  const { id, namespace, environment, volumes, scaling } = workload
  const of = (secret: string, key: string): Consumer => ({ secret, key, workload: id, namespace })
  const fromVariables = Object.values(environment ?? {}).flatMap((value) =>
    value.flatMap((part) =>
      typeof part === 'object' && part.kind === 'secret' ? [of(part.secret, part.key)] : [],
    ),
  )
  const fromVolumes = (volumes ?? []).flatMap((volume) =>
    volume.kind === 'secret' ? (volume.keys ?? ['*']).map((key) => of(volume.secret, key)) : [],
  )
  const fromSignals = (scaling?.signals ?? []).flatMap((signal) =>
    signal.kind === 'redis-list' ? [of(signal.secret.secret, signal.secret.key)] : [],
  )
  const unique = new Map(
    [...fromVariables, ...fromVolumes, ...fromSignals].map((consumer) => [
      `${consumer.secret}/${consumer.key}`,
      consumer,
    ]),
  )
  return [...unique.values()]
}
