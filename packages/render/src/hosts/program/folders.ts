// Lists the folders in which a program keeps what it writes.

import type { Member } from '../machines.js'
import { onMachine } from '../paths.js'

/** Data of its own, which outlives it; temporary files have a place of their own by the unit. */
export function dataFoldersOf({ workload, program }: Member): readonly string[] {
  return (workload.volumes ?? []).flatMap(({ kind, path }) =>
    (kind === 'persistent' || kind === 'scratch') && path !== '/tmp'
      ? [onMachine(program, path)]
      : [],
  )
}
