// Tells which compose services nobody reaches but those that share a network with them.

import type { Composition, Configuration, Graph, Process } from '../graph/graph.js'
import { namesOf, portsOf } from '../read/compose-service.js'

export const enclosedProcesses = ({ compositions }: Graph): ReadonlySet<Process> =>
  new Set(
    compositions.flatMap((composition) =>
      composition.processes.filter((process) => isEnclosed(composition, process)),
    ),
  )

function isEnclosed({ field: file }: Composition, { field }: Process): boolean {
  const networks = namesOf(field.get('networks'))
  if (portsOf(field).length > 0 || networks.length === 0) return false
  return networks.every(({ name }) => {
    const network = file.get('networks', name)
    return network.get('internal').text === 'true' || network.get(...bridgeOption).text === 'false'
  })
}

/** A bridge whose containers do not reach each other: only the way out is common. */
const bridgeOption = ['driver_opts', 'com.docker.network.bridge.enable_icc'] as const

/** Whether every process that mounts the file is enclosed; a file that nobody mounts may go anywhere. */
export function isMountedInside(
  { processes }: Graph,
  { excerpt }: Configuration,
  enclosed: ReadonlySet<Process>,
): boolean {
  const { document } = excerpt.place(0, 1)
  const mounting = processes.filter(({ files }) =>
    files.some((file) => file.excerpt.place(0, 1).document === document),
  )
  return mounting.length > 0 && mounting.every((process) => enclosed.has(process))
}
