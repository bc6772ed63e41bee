// Finds compose services that get the same GPUs.

import { diagnostic, type Location } from '@llmflow/spec'
import type { Process } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'

/**
 * A count always means the first GPUs of the machine, for every service anew (moby/moby daemon/nvidia_linux.go), and
 * `all` means all of them. Only device ids and profiles keep services apart.
 */
export const gpusReservedTwice: AuditRule = ({ compositions }) =>
  compositions.flatMap(({ processes }) => {
    const counted = processes.filter((process) => process.gpus > 0 && !hasIds(process))
    const [first, second] = together(counted)
    if (first === undefined || second === undefined) return []
    const services = [first, second].map(({ name }) => name)
    const related = [placeOf(first)]
    return [
      diagnostic(
        'capacity/gpus-reserved-twice',
        placeOf(second),
        { services },
        {
          related,
        },
      ),
    ]
  })

/** The first two services that one command can start. */
function together(counted: readonly Process[]): readonly Process[] {
  for (const [index, first] of counted.entries()) {
    const second = counted.slice(index + 1).find((other) => !areApart(first, other))
    if (second !== undefined) return [first, second]
  }
  return []
}

function areApart(left: Process, right: Process): boolean {
  const lefts = profilesOf(left)
  const rights = profilesOf(right)
  return lefts.length > 0 && rights.length > 0 && !lefts.some((name) => rights.includes(name))
}

const profilesOf = ({ field }: Process): readonly string[] =>
  field.get('profiles').items.flatMap(({ text }) => text ?? [])

const hasIds = ({ field }: Process): boolean =>
  field
    .get('deploy', 'resources', 'reservations', 'devices')
    .items.some((device) => device.get('device_ids').items.length > 0)

function placeOf({ field }: Process): Location {
  const devices = field.get('deploy', 'resources', 'reservations', 'devices')
  const count = devices.get(0, 'count')
  return count.value === undefined ? devices.keyPlace : count.place
}
