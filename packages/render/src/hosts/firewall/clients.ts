// Finds the workloads that connect to a port.

import type { Plan, Port } from '@llmflow/spec'

export const clientsOf = ({ edges }: Plan, id: string, port: Port): readonly string[] => [
  ...new Set(
    edges.flatMap(({ from, to }) =>
      to.kind === 'workload' && to.workload === id && to.port === port.name ? [from] : [],
    ),
  ),
]
