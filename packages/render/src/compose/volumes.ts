// Builds what a service mounts: volumes of its own, directories that services share, files, and memory.

import { serviceNamesOf, type Plan, type Volume, type Workload } from '@llmflow/spec'
import { filesOf } from '../mounted-files.js'
import { printBytes } from './resources.js'
import type { Mount, Service } from './service.js'
import { variableName } from './variables.js'

type Mounts = Pick<Service, 'volumes' | 'tmpfs' | 'shm_size'>

export function mountsOf(workload: Workload, service: string): Mounts {
  const volumes = [
    ...(workload.volumes ?? []).flatMap((volume) => mountsOfVolume(workload, service, volume)),
    ...fileMountsOf(workload),
  ]
  const memory = (workload.volumes ?? []).filter((volume) => isInMemory(workload, volume))
  const shared = memory.find(({ path }) => path === sharedMemory)
  const tmpfs = memory.filter(({ path }) => path !== sharedMemory).map(tmpfsOf)
  return {
    ...(volumes.length === 0 ? {} : { volumes }),
    ...(tmpfs.length === 0 ? {} : { tmpfs }),
    ...(shared === undefined || !('size' in shared) ? {} : { shm_size: printBytes(shared.size) }),
  }
}

/** What Docker mounts by itself, with a size of its own. */
const sharedMemory = '/dev/shm'

/** Programs unpack libraries into their temporary directory, which Docker would not let them load. */
const tmpfsOf = (volume: Volume): string =>
  `${volume.path}:mode=1777,exec${'size' in volume ? `,size=${volume.size}` : ''}`

/** The share of its memory that a service may have as temporary files; more lies on the disk. */
const scratchInMemoryMax = 0.5

function isInMemory({ resources }: Workload, volume: Volume): boolean {
  if (volume.kind === 'memory') return true
  return volume.kind === 'scratch' && volume.size <= resources.memoryLimit * scratchInMemoryMax
}

function mountsOfVolume(workload: Workload, service: string, volume: Volume): readonly Mount[] {
  if (isInMemory(workload, volume)) return []
  switch (volume.kind) {
    case 'persistent':
    case 'scratch':
      return [
        {
          type: 'volume',
          source: `${service}-${volume.name}`,
          target: volume.path,
          // A cluster would not fill it with what the image has there.
          volume: { nocopy: true },
        },
      ]
    case 'common':
      return [
        {
          type: 'bind',
          source: commonSource(volume.claim),
          target: volume.path,
          ...(volume.readOnly ? { read_only: true } : {}),
        },
      ]
    case 'secret':
      return secretMounts(volume)
    case 'memory':
      return []
  }
}

/** A folder, or the files of it that somebody reads: whoever knows a server by its authority has no use for its key. */
function secretMounts({
  secret,
  path,
  keys,
}: Extract<Volume, { readonly kind: 'secret' }>): readonly Mount[] {
  const folder = `./${secretFolder(secret)}`
  return (keys ?? ['']).map((key) => {
    const below = key === '' ? '' : `/${key}`
    return { type: 'bind', source: `${folder}${below}`, target: `${path}${below}`, read_only: true }
  })
}

/** A directory of the machine, because people fill it with models and look at what is in it. */
export const commonSource = (claim: string): string =>
  `\${${variableName(claim)}:-./${commonFolder(claim)}}`

export const commonFolder = (claim: string): string => `volumes/${claim}`
export const secretFolder = (secret: string): string => `secrets/${secret}`

const fileMountsOf = (workload: Workload): readonly Mount[] =>
  filesOf(workload).map(({ key, file }) => ({
    type: 'bind',
    source: `./${filePath(workload, key)}`,
    target: file.path,
    read_only: true,
  }))

/** The place of a mounted file, from the compose file. */
export const filePath = ({ id }: Workload, key: string): string => `files/${id}/${key}`

/** A named volume of a service, and who has to own it. */
type NamedVolume = { readonly name: string; readonly workload: Workload }

export function namedVolumesOf({ workloads }: Plan): readonly NamedVolume[] {
  return Object.values(workloads).flatMap((workload) =>
    serviceNamesOf(workload).flatMap((service) =>
      (mountsOf(workload, service).volumes ?? []).flatMap(({ type, source }) =>
        type === 'volume' ? [{ name: source, workload }] : [],
      ),
    ),
  )
}

/** Directories that services share, and who writes into each first. */
export function commonClaimsOf({
  workloads,
}: Plan): readonly { readonly claim: string; readonly writer: Workload | undefined }[] {
  const writers = new Map<string, Workload | undefined>()
  for (const workload of Object.values(workloads)) {
    for (const volume of workload.volumes ?? []) {
      if (volume.kind !== 'common') continue
      const before = writers.get(volume.claim)
      writers.set(volume.claim, before ?? (volume.readOnly ? undefined : workload))
    }
  }
  return [...writers]
    .map(([claim, writer]) => ({ claim, writer }))
    .toSorted((left, right) => (left.claim < right.claim ? -1 : 1))
}
