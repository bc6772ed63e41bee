// Publishes the one way in: what the plan exposes, and what a public name leads to without a gateway.

import type { Plan, Port, Workload } from '@llmflow/spec'
import type { PublishedPort } from './service.js'

/** Where the machine listens; the person opens it to others in the env file. */
export const bindVariable = 'LLMFLOW_BIND_ADDRESS'
export const bindDefault = '127.0.0.1'

export function publishedPortsOf(plan: Plan, workload: Workload): readonly PublishedPort[] {
  return (workload.ports ?? []).flatMap((port) => {
    const published = numberOutside(plan, workload, port)
    if (published === undefined) return []
    return [
      {
        target: port.number,
        published: `${published}`,
        host_ip: `\${${bindVariable}:-${bindDefault}}`,
        protocol: port.protocol === 'UDP' ? 'udp' : 'tcp',
      },
    ]
  })
}

function numberOutside(
  { names }: Plan,
  { id, exposed }: Workload,
  { name, number }: Port,
): number | undefined {
  const isNamed = Object.values(names).some(
    ({ workload, port }) => workload === id && port === name,
  )
  return exposed?.ports[name] ?? (isNamed ? number : undefined)
}

export const exposedPortsOf = ({ ports = [] }: Workload): readonly string[] =>
  ports.map(({ number, protocol }) => `${number}${protocol === 'UDP' ? '/udp' : ''}`)
