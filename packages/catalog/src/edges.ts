// Opens the connections that several components need alike: to Redis, and to the models.

import { edgeTo, type Edge, type Model } from '@llmflow/spec'
import { engineOf, type Context } from './component.js'
import { modelEndpoint, redisEndpoint, redisSentinel } from './endpoints.js'

/** A client of Redis behind Sentinel asks a Sentinel where the master is, and then the master. */
export function redisEdges(context: Context, purpose: string): readonly Edge[] {
  const data = edgeTo(redisEndpoint.workload, redisEndpoint.port, purpose)
  return context.topologyOf('redis') === 'sentinel'
    ? [edgeTo(redisSentinel.workload, redisSentinel.port, 'where the Redis master is'), data]
    : [data]
}

/** To every model that is served elsewhere or by a component of the platform. */
export function modelEdges(context: Context): readonly Edge[] {
  return context.platform.models.flatMap((model) => {
    const to = targetOf(context, model)
    return to === undefined ? [] : [{ to, purpose: `the model ${model.name}` }]
  })
}

function targetOf(context: Context, model: Model): Edge['to'] | undefined {
  if (model.endpoint !== undefined) return externalTarget(model.endpoint)
  const engine = engineOf(model)
  if (!context.enabled.has(engine)) return undefined
  return { kind: 'workload', ...modelEndpoint(engine, model.name) }
}

function externalTarget(url: string): Edge['to'] | undefined {
  const match = /^(https?):\/\/(?:[^/@]*@)?([^/:?#]+)(?::(\d+))?/.exec(url)
  if (match?.[2] === undefined) return undefined
  return {
    kind: 'external',
    host: match[2],
    port: Number(match[3] ?? (match[1] === 'https' ? 443 : 80)),
  }
}
