// Lists the volumes of a PostgreSQL server: its data, and what goes with the process.

import { gibibytes, mebibytes, type Volume } from '@llmflow/spec'
import type { Context, PartSizes } from '../../component.js'

export function dataVolumes(context: Context, sizes: PartSizes, path: string): readonly Volume[] {
  const storageClass = context.platform.components['postgresql']?.storageClass
  return [
    {
      kind: 'persistent',
      name: 'data',
      path,
      size: sizes.storage?.value ?? gibibytes(20),
      ...(storageClass === undefined ? {} : { storageClass }),
      accessMode: 'ReadWriteOnce',
    },
    { kind: 'scratch', name: 'socket', path: '/var/run/postgresql', size: mebibytes(16) },
    { kind: 'scratch', name: 'temporary', path: '/tmp', size: gibibytes(1) },
    { kind: 'memory', name: 'shared-memory', path: '/dev/shm', size: gibibytes(1) },
  ]
}
