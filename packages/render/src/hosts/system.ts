// Lists what every machine has besides its programs; a part that is not here is on no machine.

import type { Plan } from '@llmflow/spec'
import { etcHosts } from './etc-hosts.js'
import type { HostFile } from './host-file.js'
import type { Machine } from './machines.js'

export const systemParts: readonly ((plan: Plan, machine: Machine) => readonly HostFile[])[] = [
  etcHosts,
]
