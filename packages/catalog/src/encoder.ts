// Describes what every server of embedding or reranking models has alike, whichever program it is.

import { seconds, type Model, type Port, type Signal, type Volume } from '@llmflow/spec'
import type { Context } from './component.js'
import { modelEndpoint, namespaces } from './endpoints.js'
import { modelStoreVolume } from './models/store.js'
import type { WorkloadBase } from './part.js'

/** What the program has of its own; `scratch` is space that goes with the replica. */
type Encoder = Pick<WorkloadBase, 'component' | 'image' | 'args' | 'environment' | 'probes'> & {
  readonly port: number
  readonly scratch: Volume
  readonly signals: readonly Signal[]
}

/** A replica holds a model and nothing else: any other is as good, and the queue says how many are wanted. */
export function encoderWorkload(
  context: Context,
  model: Model,
  { port, scratch, signals, ...own }: Encoder,
): WorkloadBase {
  return {
    ...own,
    id: modelEndpoint(own.component, model.name).workload,
    part: model.name,
    runsOn: 'cluster',
    namespace: namespaces.inference,
    kind: 'stateless',
    ports: [portOf(port)],
    volumes: [modelStoreVolume(context.platform), scratch],
    scaling: { signals, growAfter: seconds(30), shrinkAfter: seconds(300) },
    role: model.gpu === undefined ? 'application' : 'inference',
    spread: { nodes: 'preferred', zones: 'preferred' },
    unavailableMax: 1,
    movable: true,
    security: { user: 1000, group: 1000, volumesGroup: 1000, readOnlyRoot: true },
    edges: [],
    stopWithin: seconds(60),
    priority: model.priority,
    ...(model.gpu === undefined ? {} : { gpuProduct: model.gpu }),
  }
}

const portOf = (number: number): Port => ({
  name: 'http',
  number,
  scheme: 'http',
  metrics: { path: '/metrics', interval: seconds(15) },
})
