// Finds the values that a question means: a path of the plan, an object, or the end of a path.

import { nearest, pointer, segmentsOf, type Plan, type Pointer } from '@llmflow/spec'

/** What people call the objects that a workload becomes. */
const objects = new Set([
  'workload',
  'workloads',
  'deployment',
  'deployments',
  'statefulset',
  'statefulsets',
  'daemonset',
  'cronjob',
  'job',
  'pod',
  'pods',
  'horizontalpodautoscaler',
  'scaledobject',
])

/** What Kubernetes calls the plan's values, as the ends of what people copy from a manifest. */
const manifestWords: readonly (readonly [manifest: string, plan: string])[] = [
  ['nvidia.com/gpu', 'gpus'],
  ['requests.', ''],
  ['limits.memory', 'memoryLimit'],
  ['limits.cpu', 'cpuLimit'],
  ['limits.gpus', 'gpus'],
  ['spec.', ''],
  ['minReplicaCount', 'replicas.minimum'],
  ['maxReplicaCount', 'replicas.maximum'],
  ['minReplicas', 'replicas.minimum'],
  ['maxReplicas', 'replicas.maximum'],
]

/** Explained paths that a question means, in the order of the plan. */
export function pathsFor(question: string, plan: Plan): readonly Pointer[] {
  const paths = Object.keys(plan.reasons)
  const wanted = segmentsFor(question, plan)
  const under = paths.filter((path) => startsWith(segmentsOf(path), wanted))
  if (under.length > 0) return under
  const ending = paths.filter((path) => endsWith(segmentsOf(path), wanted))
  if (ending.length > 0) return ending
  return paths.filter((path) => holdsInOrder(segmentsOf(path), wanted))
}

/** The nearest path to a question that means nothing. */
export function nearestPath(question: string, plan: Plan): string {
  const paths = Object.keys(plan.reasons)
  const asked = pointer(...segmentsFor(question, plan))
  const found = nearest(asked, paths)
  if (found !== '') return found
  const last = segmentsFor(question, plan).at(-1) ?? ''
  const words = new Set(paths.flatMap((path) => segmentsOf(path)))
  const word = nearest(last, words)
  return paths.find((path) => segmentsOf(path).includes(word)) ?? ''
}

/** `deployment/NAME.replicas.minimum` and `/workloads/NAME/replicas/minimum` are the same. */
function segmentsFor(question: string, plan: Plan): readonly string[] {
  const [first = '', ...rest] = inPlanWords(question).replace(/^\//, '').split('/')
  const isObjectKind = rest.length > 0 && objects.has(first.toLowerCase())
  const words = (isObjectKind ? ['workloads', ...rest] : [first, ...rest]).map(unescape)
  const names = namesOf(plan)
  return words.flatMap((word) => (names.has(word) ? [word] : splitAtDots(word, names)))
}

const inPlanWords = (question: string): string =>
  manifestWords.reduce((text, [manifest, plan]) => text.replace(manifest, plan), question)

const unescape = (word: string): string => word.replaceAll('~1', '/').replaceAll('~0', '~')

/** Names may hold dots, so the longest beginning that is a name stays whole. */
function splitAtDots(word: string, names: ReadonlySet<string>): readonly string[] {
  for (let end = word.lastIndexOf('.'); end > 0; end = word.lastIndexOf('.', end - 1)) {
    const name = word.slice(0, end)
    if (names.has(name)) return [name, ...word.slice(end + 1).split('.')]
  }
  return word.split('.')
}

function namesOf(plan: Plan): ReadonlySet<string> {
  return new Set(Object.keys(plan.reasons).flatMap((path) => segmentsOf(path)))
}

const startsWith = (path: readonly string[], beginning: readonly string[]): boolean =>
  beginning.every((word, index) => path[index] === word)

const endsWith = (path: readonly string[], ending: readonly string[]): boolean =>
  ending.every((word, index) => path[path.length - ending.length + index] === word)

function holdsInOrder(path: readonly string[], words: readonly string[]): boolean {
  let from = 0
  return words.every((word) => {
    from = path.indexOf(word, from) + 1
    return from > 0
  })
}
