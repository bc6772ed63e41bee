// Builds the service that gives volumes to their users: Docker makes them for root, and nobody here is root.

import type { Plan, Workload } from '@llmflow/spec'
import { imageOf } from '../image.js'
import type { Service } from './service.js'
import { commonClaimsOf, commonSource, namedVolumesOf } from './volumes.js'

/** The service; other services with volumes wait until it has ended. */
export const ownershipService = 'volume-owners'

/** Undefined where there is no volume, or no image whose shell could change owners. */
export function ownershipOf(plan: Plan): Service | undefined {
  const image = shellImage(plan)
  const named = namedVolumesOf(plan).map(({ name, workload }) => ({
    source: name,
    type: 'volume' as const,
    target: `/volumes/${name}`,
    workload,
  }))
  const written = commonClaimsOf(plan).flatMap(({ claim, writer }) =>
    writer === undefined
      ? []
      : [
          {
            source: commonSource(claim),
            type: 'bind' as const,
            target: `/volumes/${claim}`,
            workload: writer,
          },
        ],
  )
  const owned = [...named, ...written]
  if (image === undefined || owned.length === 0) return undefined
  return {
    image,
    user: '0:0',
    entrypoint: ['/bin/sh', '-ec'],
    command: [owned.map(({ target, workload }) => givingTo(workload, target)).join('\n')],
    volumes: owned.map(({ type, source, target }) => ({ type, source, target })),
    network_mode: 'none',
    read_only: true,
    cap_drop: ['ALL'],
    cap_add: ['CHOWN'],
    security_opt: ['no-new-privileges:true'],
    restart: 'no',
  }
}

const givingTo = ({ security }: Workload, path: string): string =>
  `chown ${security.user}:${security.volumesGroup ?? security.group} ${path}`

export const hasVolumes = (plan: Plan, { id }: Workload): boolean =>
  namedVolumesOf(plan).some(({ workload }) => workload.id === id) ||
  commonClaimsOf(plan).some(({ writer }) => writer?.id === id)

/** An image that runs anyhow; one with busybox is small, and whatever has bash has the usual tools too. */
function shellImage(plan: Plan): string | undefined {
  const all = Object.values(plan.workloads)
  const chosen =
    all.find(({ image }) => image.asks === 'wget') ?? all.find(({ image }) => image.asks === 'bash')
  return chosen === undefined ? undefined : imageOf(plan, chosen)
}
