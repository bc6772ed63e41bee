// Collects what a chart's templates take from its values: the parameters of a plan that some template prints.

import { type Parameter, type Plan, segmentsOf } from '@llmflow/spec'
import { limitsOf } from '../kubernetes/parameters.js'
import { tenantNames, tenantsInService } from '../template/named.js'
import type { Scope } from './expression.js'

export type Setting = Omit<Parameter, 'path' | 'valuesPath'> & {
  readonly place: readonly string[]
  readonly value: unknown
}

/** By their place in the values. */
export type Settings = ReadonlyMap<string, Setting>

type Collected = {
  readonly settings: Settings
  readonly place: Scope['place']
}

/** Whoever asks for the place of a parameter prints it: what nobody asks for is no setting of the chart. */
export function collectSettings(plan: Plan): Collected {
  const known = new Map(plan.parameters.map((one) => [one.path, one]))
  const settings = new Map<string, Setting>()
  const place: Scope['place'] = ({ path, value }) => {
    const [first, second, ...below] = segmentsOf(path)
    const isTenants = first === 'tenants' || path === tenantsInService
    const parameter = known.get(isTenants ? tenantNames : path)
    if (parameter === undefined) return undefined
    const at = parameter.valuesPath.split('.')
    const { schema, description, unit } = parameter
    settings.set(parameter.valuesPath, {
      place: at,
      schema,
      description,
      ...(unit === undefined ? {} : { unit }),
      value: isTenants ? tenantsOf(plan) : value,
    })
    return first === 'tenants' && second !== undefined ? [...at, ...below] : at
  }
  return { settings, place }
}

/** The list of tenants as values have it, each with what some template prints of it. */
const tenantsOf = ({ tenants }: Plan): readonly object[] =>
  Object.entries(tenants).map(([name, tenant]) => ({
    name,
    namespace: tenant.namespace,
    models: tenant.models,
    requestsPerMinute: tenant.requestsPerMinute,
    tokensPerMinute: tenant.tokensPerMinute,
    quota: tenant.quota,
    limitRange: limitsOf(tenant),
  }))
