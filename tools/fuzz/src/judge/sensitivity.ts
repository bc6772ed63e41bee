// Changes one leaf of a workload and judges whether the files notice: what a plan says must reach a file.

import type { Plan, Workload } from '@llmflow/spec'
import { isObject, pointer } from '@llmflow/spec'

import { throughJson } from './plain.js'

/** Leaves of any workload that no file of the cluster shows, each with the reason. */
const unseen: readonly (readonly [path: RegExp, reason: string])[] = [
  [/^\/id$/, 'the key of the workload says the same'],
  [
    /^\/(part|role|movable|optional|pool|resources\/gpuProduct)$/,
    'it decided the placement, which is rendered',
  ],
  [/^\/(priority|tolerations|nodeSelector)(\/|$)/, 'the placement carries it'],
  [/^\/image\//, 'the images of the plan carry it'],
  [/^\/edges\//, 'the edges of the plan carry it'],
  [/^\/ports\/\d+\/scheme$/, 'it is in the addresses of those who connect'],
  [/^\/(after\/|prepares$)/, 'the order of a start is for targets that have one'],
  [/^\/tends$/, 'a cluster takes what looks after it'],
  [/^\/host\//, 'it is for machines, and who runs on one is not asked here'],
  [/^\/(handsOn\/|rereadsCertificates$)/, 'the certificates of the plan carry it'],
  [/^\/readyInside\//, 'a cluster asks a pod through its probes'],
  [/\/separator$/, 'one member is separated from nothing'],
  [/.\/kind$/, 'a variant, whose name says nothing beside its fields'],
]

/** What only some workloads show. */
const unseenIn: readonly (readonly [is: (workload: Workload) => boolean, path: RegExp])[] = [
  // What stands all the time is spread, scaled and protected; a job is not.
  [({ kind }) => kind === 'job' || kind === 'schedule', /^\/(spread|replicas|unavailableMax)/],
  // One replica has nothing to be spread from and no other to be drained after.
  [({ replicas }) => replicas.maximum < 2, /^\/(spread|unavailableMax)/],
  [({ replicas, unavailableMax }) => replicas.minimum <= unavailableMax, /^\/unavailableMax/],
  [({ scaling }) => scaling === undefined, /^\/replicas\/maximum$/],
  [({ replicas }) => replicas.minimum === replicas.maximum, /^\/scaling\//],
]

type Leaf = {
  readonly path: string
  readonly value: unknown
  readonly reach: readonly (string | number)[]
}

/** The leaves of a workload that files must show. */
export function leavesOf(workload: Workload, plan: Plan): readonly Leaf[] {
  const hidden = unseenIn.filter(([is]) => is(workload)).map(([, path]) => path)
  const patterns = [
    ...unseen.map(([path]) => path),
    ...hidden,
    ...claimsOfMany(workload),
    ...doorsOfEdges(workload),
  ]
  const leaves = leavesIn(workload, [])
  const silent = formsOfNobody(leaves, plan)
  return leaves.filter(
    ({ path }) => !silent.has(path) && !patterns.some((pattern) => pattern.test(path)),
  )
}

/** How the members of a workload are written, where it has none: machines are unknown without an inventory. */
function formsOfNobody(leaves: readonly Leaf[], { addresses }: Plan): ReadonlySet<string> {
  const values = new Map(leaves.map(({ path, value }) => [path, value]))
  const forms = [...values.keys()].filter((path) => path.endsWith('/form'))
  return new Set(
    forms.filter((path) => {
      const part = path.slice(0, -'/form'.length)
      const workload = values.get(`${part}/workload`)
      const of = typeof workload === 'string' ? addresses[workload] : undefined
      const isEmpty = of?.members.length === 0 && of.machines.length === 0
      return values.get(`${part}/kind`) === 'members' && isEmpty
    }),
  )
}

/** Workloads with the same claim share one, which the first of them describes. */
const claimsOfMany = ({ volumes }: Workload): readonly RegExp[] =>
  (volumes ?? []).flatMap(({ kind }, index) =>
    kind === 'common' ? [new RegExp(`^/volumes/${index}/(accessMode|size|storageClass)$`)] : [],
  )

/** An edge to itself opens a port among the replicas as well, and says what for. */
const doorsOfEdges = ({ id, ports = [], edges }: Workload): readonly RegExp[] =>
  ports.flatMap(({ name }, index) =>
    edges.some(({ to }) => to.kind === 'workload' && to.workload === id && to.port === name)
      ? [new RegExp(`^/ports/${index}/internal$`)]
      : [],
  )

function leavesIn(value: unknown, reach: readonly (string | number)[]): readonly Leaf[] {
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => leavesIn(item, [...reach, index]))
  if (isObject(value))
    return Object.entries(value).flatMap(([key, item]) => leavesIn(item, [...reach, key]))
  return [{ path: pointer(...reach), value, reach }]
}

/** The plan with one leaf of one workload changed. */
export function withChangedLeaf(plan: Plan, id: string, { reach }: Leaf): Plan {
  const copy = throughJson(plan)
  change(copy, ['workloads', id, ...reach])
  return copy
}

function change(holder: unknown, [key, ...rest]: readonly (string | number)[]): void {
  if (key === undefined || typeof holder !== 'object' || holder === null) return
  const value: unknown = Reflect.get(holder, key)
  if (rest.length > 0) change(value, rest)
  else Reflect.set(holder, key, changed(value))
}

/** Numbers leap, because files round to whole seconds and the like. */
function changed(value: unknown): unknown {
  if (typeof value === 'number') return value * 2 + 1000
  return typeof value === 'string' ? (alternatives[value] ?? `${value}x`) : value === false
}

/** Another value where only a few are allowed. */
const alternatives: { readonly [value: string]: string } = {
  preferred: 'none',
  required: 'none',
  none: 'required',
  url: 'host',
  host: 'url',
  'host-port': 'host',
}
