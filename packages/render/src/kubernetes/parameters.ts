// Names the leaves that somebody who installs the platform may set, in the places where they are printed.

import {
  pointer,
  printCpu,
  printKubernetesBytes,
  type Plan,
  type PlannedTenant,
  type Workload,
} from '@llmflow/spec'
import { imageOf } from '../image.js'
import {
  composed,
  labelParameter,
  parameter,
  type Parameter,
  type TemplateText,
} from '../template/template.js'

const ofWorkload = <T>(
  { id }: Workload,
  path: readonly (string | number)[],
  value: T,
): Parameter<T> => parameter(pointer('workloads', id, ...path), value)

export const replicasMinimum = (workload: Workload): Parameter<number> =>
  ofWorkload(workload, ['replicas', 'minimum'], workload.replicas.minimum)

export const replicasMaximum = (workload: Workload): Parameter<number> =>
  ofWorkload(workload, ['replicas', 'maximum'], workload.replicas.maximum)

type Amounts = {
  readonly cpu: Parameter<string>
  readonly memory: Parameter<string>
  readonly cpuLimit: Parameter<string> | undefined
  readonly memoryLimit: Parameter<string>
}

/** Requests and limits as Kubernetes writes them. */
export function amountsOf(workload: Workload): Amounts {
  const { cpu, memory, cpuLimit, memoryLimit } = workload.resources
  const amount = (name: keyof Amounts, value: string): Parameter<string> =>
    ofWorkload(workload, ['resources', name], value)
  return {
    cpu: amount('cpu', printCpu(cpu)),
    memory: amount('memory', printKubernetesBytes(memory)),
    cpuLimit: cpuLimit === undefined ? undefined : amount('cpuLimit', printCpu(cpuLimit)),
    memoryLimit: amount('memoryLimit', printKubernetesBytes(memoryLimit)),
  }
}

export const tagLabel = ({ id, image }: Workload): Parameter<string> =>
  labelParameter(pointer('workloads', id, 'image', 'tag'), image.tag)

/** The reference that the plan chose: through the registry where one is declared. */
export function imageReference(plan: Plan, workload: Workload): TemplateText {
  const reference = imageOf(plan, workload)
  const { repository, tag, digest } = workload.image
  const upstream = `${repository}${tag === '' ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`
  const host = plan.registry?.host ?? ''
  const isThroughRegistry = reference === `${host}/${upstream}`
  if (!isThroughRegistry && reference !== upstream) return reference
  return composed([
    ...(isThroughRegistry ? [parameter(pointer('registry', 'host'), host), '/'] : []),
    ofWorkload(workload, ['image', 'repository'], repository),
    ...(tag === '' ? [] : [':', ofWorkload(workload, ['image', 'tag'], tag)]),
    ...(digest === undefined ? [] : ['@', ofWorkload(workload, ['image', 'digest'], digest)]),
  ])
}

export const pullSecretName = (name: string): Parameter<string> =>
  parameter(pointer('registry', 'pullSecret'), name)

export const nodeSelectorOf = (
  { id }: Workload,
  selector: { readonly [label: string]: string },
): Parameter<{ readonly [label: string]: string }> =>
  parameter(pointer('placement', id, 'nodeSelector'), selector)

/** A volume is named by its place in the list of its workload, as paths of the plan are. */
export const volumeField = <Value>(
  workload: Workload,
  index: number,
  field: 'size' | 'storageClass',
  value: Value,
): Parameter<Value> => ofWorkload(workload, ['volumes', index, field], value)

export const namespaceQuota = <Quota>(namespace: string, quota: Quota): Parameter<Quota> =>
  parameter(pointer('namespaces', namespace, 'quota'), quota)

export const tenantField = <Value>(
  tenant: string,
  path: readonly string[],
  value: Value,
): Parameter<Value> => parameter(pointer('tenants', tenant, ...path), value)

type LimitField = keyof PlannedTenant['limitRange']

/** What a tenant's containers get and may ask for, as Kubernetes writes it. */
export function limitsOf({ limitRange }: PlannedTenant): {
  readonly [field in LimitField]: string
} {
  const { cpuDefault, memoryDefault, cpuRequest, memoryRequest, cpuMax, memoryMax } = limitRange
  return {
    cpuDefault: printCpu(cpuDefault),
    memoryDefault: printKubernetesBytes(memoryDefault),
    cpuRequest: printCpu(cpuRequest),
    memoryRequest: printKubernetesBytes(memoryRequest),
    cpuMax: printCpu(cpuMax),
    memoryMax: printKubernetesBytes(memoryMax),
  }
}

/** A tenant's namespace belongs to the tenant's own settings. */
export const namespaceName = (name: string, tenant: string | undefined): TemplateText =>
  tenant === undefined ? name : tenantField(tenant, ['namespace'], name)
