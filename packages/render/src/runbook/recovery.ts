// Writes how a platform comes back after everything was lost, with the names that it has.

import {
  recoveryTimeOf,
  type OperatorCommand,
  type Plan,
  type PlannedStore,
  type RenderedFile,
} from '@llmflow/spec'
import { applyLine, lineOf, type RunbookTarget } from './operation.js'
import { durationIn, fence, pathOf, table, words, type Language } from './words.js'

export function recoveryFile(plan: Plan, target: RunbookTarget, language: Language): RenderedFile {
  const stores = storesAt(plan, target)
  const parts = [
    `# ${words.recoveryTitle[language]}: ${plan.name}`,
    words.keepOutside[language],
    `## ${words.ordersTitle[language]}`,
    ...(stores.length === 0 ? [words.noStores[language]] : overview(stores, language)),
    `## ${words.beforeTitle[language]}`,
    words.before[language].map((line, index) => `${index + 1}. ${line}`).join('\n'),
    words.applyFirst[language],
    fence([applyLine[target]]),
    ...notes(plan, target, language),
    ...stores.flatMap(([name, store], index) => [
      `## ${index + 1}. ${name}`,
      `${store.method[language]}.`,
      ...steps(plan, target, store.steps, language),
    ]),
    `## ${words.afterTitle[language]}`,
    words.afterwards[language],
    checkOrder(plan)
      .map((component, index) => `${index + 1}. ${component}`)
      .join('\n'),
  ]
  return { path: pathOf('recovery', language), text: `${parts.join('\n\n')}\n` }
}

type NamedStore = readonly [string, PlannedStore]

/** A store with a step that needs a cluster, such as the cluster's own etcd, has no place in a project of compose. */
const storesAt = (plan: Plan, target: RunbookTarget): readonly NamedStore[] =>
  Object.entries(plan.recovery).filter(([, { steps: all }]) =>
    all.every((step) => lineOf(plan, target, step) !== undefined),
  )

function overview(stores: readonly NamedStore[], language: Language): readonly string[] {
  const total = recoveryTimeOf(Object.fromEntries(stores))
  const head = [words.order, words.store, words.lost, words.time, words.after]
  return [
    table(
      head.map((word) => word[language]),
      stores.map(([name, { recoveryPoint, recoveryTime, after }], index) => [
        `${index + 1}`,
        name,
        recoveryPoint === undefined
          ? words.everything[language]
          : durationIn(language, recoveryPoint),
        durationIn(language, recoveryTime),
        after.filter((store) => stores.some(([other]) => other === store)).join(', '),
      ]),
    ),
    words.total[language](durationIn(language, total)),
  ]
}

function notes(plan: Plan, target: RunbookTarget, language: Language): readonly string[] {
  if (target === 'compose') return [words.workFolder[language]]
  const isOnHosts = Object.values(plan.workloads).some(({ runsOn }) => runsOn === 'hosts')
  return isOnHosts ? [words.onHosts[language]] : []
}

function steps(
  plan: Plan,
  target: RunbookTarget,
  operations: readonly OperatorCommand[],
  language: Language,
): readonly string[] {
  const found = operations.flatMap((operation) => {
    const line = lineOf(plan, target, operation)
    return line === undefined ? [] : [`${operation.purpose[language]}:\n\n${fence([line])}`]
  })
  return found.length === 0 ? [words.nothingToDo[language]] : found
}

/** What others connect to before those that connect: each component once, as its last workload comes. */
function checkOrder({ workloads, commands }: Plan): readonly string[] {
  const needs = new Map<string, Set<string>>()
  const sorted = Object.values(workloads).toSorted((left, right) => (left.id < right.id ? -1 : 1))
  for (const { component, edges } of sorted) {
    const own = needs.get(component) ?? new Set<string>()
    for (const { to } of edges) {
      const other = to.kind === 'workload' ? workloads[to.workload]?.component : undefined
      if (other !== undefined && other !== component) own.add(other)
    }
    needs.set(component, own)
  }
  const order: string[] = []
  const visit = (component: string, path: readonly string[]): void => {
    if (order.includes(component) || path.includes(component)) return
    for (const need of needs.get(component) ?? []) visit(need, [...path, component])
    order.push(component)
  }
  // What the cluster itself stands on has no workloads of ours, and comes before all that has.
  const beneath = Object.keys(commands).filter((component) => !needs.has(component))
  for (const component of [...beneath, ...Object.keys(commands), ...needs.keys()]) {
    visit(component, [])
  }
  return order
}
