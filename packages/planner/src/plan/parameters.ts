// Step: the leaves of the plan that somebody who installs a chart may still set.

import { pointer, type JsonObject, type Parameter, type Workload } from '@llmflow/spec'

const count: JsonObject = { type: 'integer', minimum: 0, maximum: 1000 }
const quantity: JsonObject = { type: 'string', pattern: '^[0-9]+(\\.[0-9]+)?(m|[kMGTP]i?)?$' }
const text: JsonObject = { type: 'string', minLength: 1 }

type Leaf = readonly [path: readonly string[], schema: JsonObject, description: string]

const leaves: readonly Leaf[] = [
  [['replicas', 'minimum'], count, 'Replicas that always run'],
  [['replicas', 'maximum'], count, 'Replicas that the autoscaler may reach'],
  [['resources', 'cpu'], quantity, 'Threads requested'],
  [['resources', 'memory'], quantity, 'Memory requested'],
  [['resources', 'memoryLimit'], quantity, 'Memory at most'],
  [['image', 'repository'], text, 'Image without its tag'],
  [['image', 'tag'], text, 'Tag of the image'],
]

export function planParameters(workloads: {
  readonly [id: string]: Workload
}): readonly Parameter[] {
  return Object.values(workloads)
    .filter(({ runsOn }) => runsOn === 'cluster')
    .flatMap(({ id, component }) =>
      leaves.map(([path, schema, description]) => ({
        path: pointer('workloads', id, ...path),
        valuesPath: [component, id, ...path].join('.'),
        schema,
        description,
      })),
    )
}
