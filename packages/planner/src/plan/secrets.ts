// Step: secrets and certificates: names, keys and consumers, never values.

import type { Component, Context } from '@llmflow/catalog'
import {
  milliseconds,
  type Addon,
  type Certificate,
  type PlannedSecret,
  type PublicName,
  type Workload,
  type WorkloadAddresses,
} from '@llmflow/spec'
import { isStanding } from './placement.js'

type Workloads = { readonly [id: string]: Workload }
type Consumer = PlannedSecret['consumers'][number] & { readonly secret: string }

/** Secrets of this suffix hold a certificate, which the issuer fills. */
const certificateSuffix = '-tls'

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
    volume.kind === 'secret' ? [of(volume.secret, '*')] : [],
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

/**
 * A certificate for each workload that mounts one: for its own name, those of its replicas and the public names that
 * lead to it; and one for each addon that reads one.
 */
export function planCertificates(
  context: Context,
  workloads: Workloads,
  addons: { readonly [name: string]: Addon },
  addresses: { readonly [id: string]: WorkloadAddresses },
  names: { readonly [name: string]: PublicName },
): { readonly [name: string]: Certificate } {
  const { certificateIssuer: issuer, certificateLifetime: lifetime } = context.platform.security
  const signed = {
    issuer,
    lifetime,
    renewBefore: milliseconds(Math.floor(lifetime / 3)),
  }
  const servers = Object.values(workloads).filter(isStanding)
  const mounts = servers.flatMap((workload) =>
    (workload.volumes ?? []).flatMap((volume) =>
      volume.kind === 'secret' && volume.secret.endsWith(certificateSuffix)
        ? [{ workload, secret: volume.secret }]
        : [],
    ),
  )
  const ofWorkloads = Object.fromEntries(
    mounts.map(({ workload, secret }): [string, Certificate] => {
      const ids = mounts
        .filter((mount) => mount.secret === secret)
        .map((mount) => mount.workload.id)
      const own = ids.flatMap((id) => {
        const reached = addresses[id]
        if (reached === undefined) return []
        const replicas = workloads[id]?.runsOn === 'cluster' ? reached.members : []
        return [
          reached.host,
          `${id}.${workload.namespace}.svc`,
          ...replicas.map(({ host }) => host),
        ]
      })
      const led = Object.entries(names)
        .filter(([, { workload: target }]) => ids.includes(target))
        .map(([name]) => name)
      return [
        secret,
        {
          namespace: workload.namespace,
          subject: led[0] ?? own[0] ?? workload.id,
          names: [...led, ...own],
          secret,
          consumers: ids,
          ...signed,
        },
      ]
    }),
  )
  return { ...certificatesOfAddons(addons, signed), ...ofWorkloads }
}

/** An addon's certificate tells who it is, and brings the authority by which it knows the others. */
function certificatesOfAddons(
  addons: { readonly [name: string]: Addon },
  signed: Pick<Certificate, 'issuer' | 'lifetime' | 'renewBefore'>,
): { readonly [name: string]: Certificate } {
  return Object.fromEntries(
    Object.values(addons).flatMap(({ name, namespace, secrets = [] }) =>
      secrets
        .filter((secret) => secret.endsWith(certificateSuffix))
        .map((secret): [string, Certificate] => {
          const subject = `${name}.${namespace}.svc`
          return [
            secret,
            { namespace, subject, names: [subject], secret, consumers: [], ...signed },
          ]
        }),
    ),
  )
}
