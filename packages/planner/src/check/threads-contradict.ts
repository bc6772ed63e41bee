// Finds pools whose threads are neither the cores nor the threads of their processors.

import { diagnostic, pointer } from '@llmflow/spec'
import type { Rule } from './rule.js'

export const threadsContradict: Rule = ({ inventory, inInventory }) =>
  (inventory?.pools ?? []).flatMap(({ name: pool, cpu, processors }, index) => {
    if (processors === undefined) return []
    const { sockets, cores, threads } = processors
    // Where hyper-threading is off a node has as many threads as cores.
    if (cpu === sockets * threads * 1000 || cpu === sockets * cores * 1000) return []
    const params = { pool, cpu: cpu / 1000, cores: sockets * cores, threads: sockets * threads }
    return [
      diagnostic(
        'capacity/threads-contradict',
        inInventory(pointer('pools', index, 'cpu')),
        params,
      ),
    ]
  })
