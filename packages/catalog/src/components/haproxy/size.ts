// Sizes the machines before the cluster: two that stand by for each other, and connections for all who work at once.

import {
  cpuMillis,
  explained,
  fromFact,
  fromPlan,
  mebibytes,
  printBytes,
  printCpu,
  threads,
  type Explained,
  type Figure,
} from '@llmflow/spec'
import type { ComponentSizes, Context } from '../../component.js'
import { byDefault, sizePart } from '../../part.js'
import { standingReplicas } from '../../standing.js'

const source = 'reasoned; a layer-4 proxy copies bytes and keeps about 35 KB for a connection'

export function sizeHaproxy(context: Context): ComponentSizes {
  const pair = standingReplicas(context.platform, 2, 'guide 5.1: HAProxy-01 and HAProxy-02')
  return {
    haproxy: sizePart(context, 'haproxy', 'haproxy', {
      minimum: pair,
      cpu: byDefault(threads(2), source, printCpu),
      memory: byDefault(mebibytes(512), source, printBytes),
      figures: { connections: connectionsOf(context) },
    }),
    keepalived: sizePart(context, 'haproxy', 'keepalived', {
      minimum: pair,
      cpu: byDefault(cpuMillis(100), source, printCpu),
      memory: byDefault(mebibytes(64), source, printBytes),
    }),
  }
}

/** A browser keeps six connections to a name open, and a page may use two names. */
const connectionsPerPerson = 12

function connectionsOf({ load }: Context): Explained<Figure> {
  const people = load.concurrentUsers.value
  return explained(
    { value: Math.max(1000, people * connectionsPerPerson * 2), unit: 'count' },
    'haproxy/connections',
    'concurrent users × connections of a person × 2 for the moment after a failover, at least 1,000',
    [
      fromPlan('concurrent users', `${people}`, '/load/concurrentUsers'),
      fromFact('connections of a person', '6 to each of 2 names', 'what browsers open to a host'),
    ],
  )
}
