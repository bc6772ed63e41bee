// Lists the objects of a plan, each with its owner and with holes where somebody may still set something.

import type { Plan } from '@llmflow/spec'
import { knockAt } from '../probing.js'
import { namedIn } from '../template/named.js'
import { textOfValue } from '../template/canonical.js'
import { resolve, resolveText } from '../template/resolve.js'
import { holeOf, type TemplateText } from '../template/template.js'
import { planMembers, workloadMembers } from './members.js'
import type { KubernetesObject } from './object.js'

/** Who an object goes with: the component or tenant that it is part of, or the platform as a whole. */
type Owner =
  | { readonly kind: 'component'; readonly component: string }
  | { readonly kind: 'tenant'; readonly tenant: string }
  | { readonly kind: 'platform' }

export type PlannedObject = {
  readonly owner: Owner
  readonly kind: string
  /** Within the folder of manifests. */
  readonly path: string
  /** The same without what a setting changes. */
  readonly file: string
  /**
   * Components besides the owner without which it makes no sense. Undefined where it speaks of its owner alone; a list,
   * and be it empty, where parts of it speak of others.
   */
  readonly others: readonly string[] | undefined
  /** An object of Kubernetes with holes. */
  readonly template: unknown
}

export function objectsOf(plan: Plan): readonly PlannedObject[] {
  const named = namedIn(plan)
  const objects = [
    ...planMembers.flatMap((build) => build(plan)),
    ...Object.values(plan.workloads).flatMap((workload) =>
      workloadMembers.flatMap((build) => build(plan, workload) ?? []),
    ),
  ]
  return objects.map((object) => {
    const { kind, metadata } = object
    const textOf = (text: TemplateText): string => textOfValue(resolve(named(text)))
    const folder = metadata.namespace === undefined ? '_cluster' : textOf(metadata.namespace)
    return {
      owner: ownerOf(plan, object),
      others: othersOf(plan, object),
      kind,
      path: `${folder}/${kind.toLowerCase()}-${textOf(metadata.name)}.yaml`,
      file: `${folder}/${[kind.toLowerCase(), ...fixedText(metadata.name)].join('-')}.yaml`,
      template: named(object),
    }
  })
}

function ownerOf(plan: Plan, object: KubernetesObject): Owner {
  const component = object.metadata.labels?.['app.kubernetes.io/component']
  if (component !== undefined) return { kind: 'component', component: resolveText(component) }
  const tenant = tenantOf(plan, object)
  if (tenant !== undefined) return { kind: 'tenant', tenant }
  const [only, ...others] = consumersOf(plan, object)
  return only === undefined || others.length > 0
    ? { kind: 'platform' }
    : { kind: 'component', component: only }
}

/** A network policy guards each of its rules itself; a probe is nothing without the prober. */
function othersOf(plan: Plan, { kind, metadata }: KubernetesObject): readonly string[] | undefined {
  if (kind === 'NetworkPolicy') return []
  const workload = kind === 'Probe' ? plan.workloads[resolveText(metadata.name)] : undefined
  const prober = workload === undefined ? undefined : knockAt(plan, workload)?.prober
  return prober === undefined ? undefined : [prober.component]
}

function tenantOf({ namespaces }: Plan, { kind, metadata }: KubernetesObject): string | undefined {
  const place = kind === 'Namespace' ? metadata.name : metadata.namespace
  return place === undefined ? undefined : namespaces[resolveText(place)]?.tenant
}

/** A certificate goes with the one component that reads it. */
function consumersOf(plan: Plan, { kind, metadata }: KubernetesObject): readonly string[] {
  if (kind !== 'Certificate') return []
  const consumers = plan.certificates[resolveText(metadata.name)]?.consumers ?? []
  return [...new Set(consumers.flatMap((id) => plan.workloads[id]?.component ?? []))]
}

/** What a name always begins with. */
function fixedText(name: TemplateText): readonly string[] {
  if (typeof name === 'string') return [name]
  const hole = holeOf(name)
  const [first] = hole?.kind === 'text' ? hole.parts : []
  return typeof first === 'string' ? [first.replace(/-$/, '')] : []
}
