// Finds servers that nothing on the platform connects to, and that no person reaches by a name.

import { diagnostic, pointer, type Diagnostic, type Workload } from '@llmflow/spec'
import { isStanding } from '../plan/placement.js'
import type { Subject } from '../input.js'
import { isEmbedded } from './clustered.js'
import { componentsNamed } from './named.js'
import type { Rule } from './rule.js'

export const nobodyConnects: Rule = (subject) => {
  const reached = componentsReached(subject)
  return subject.context.components
    .filter(({ name }) => isServer(subject, name) && !reached.has(name))
    .map(({ name, backups }): Diagnostic => {
      const at = subject.inPlatform(pointer('components', name), 'key')
      // Programs beside the platform may call a server; data that nobody reads is kept for nothing.
      const severity = keepsOwnStore(backups, name) ? 'warning' : 'info'
      return diagnostic('wiring/nobody-connects', at, { component: name }, { severity })
    })
}

/** Its probes reach everything and use nothing. */
const prober = 'monitoring'

/** Components that another one, or a public name, leads to. */
function componentsReached(subject: Subject): ReadonlySet<string> {
  const { workloads, addons } = subject.draft.plan
  const targets = (owner: string | undefined, edges: Workload['edges']): readonly string[] =>
    edges.flatMap(({ to }) => {
      const target = to.kind === 'workload' ? workloads[to.workload]?.component : undefined
      return target === undefined || target === owner ? [] : [target]
    })
  return new Set([
    ...Object.values(workloads).flatMap(({ component, edges, exposed }) => [
      ...(component === prober ? [] : targets(component, edges)),
      ...(exposed === undefined ? [] : [component]),
    ]),
    ...Object.values(addons).flatMap(({ edges = [] }) => targets(undefined, edges)),
    ...componentsNamed(subject),
  ])
}

/** Something that only answers: a store, a model server, a parser. Agents and exporters do their work unasked. */
function isServer({ context, draft }: Subject, name: string): boolean {
  if (isEmbedded(context, name)) return false
  const own = Object.values(draft.plan.workloads).filter(
    (workload) => workload.component === name && isStanding(workload),
  )
  const component = context.components.find((known) => known.name === name)
  if (own.every(({ ports = [] }) => ports.length === 0) || component?.addons !== undefined) {
    return false
  }
  return (
    keepsOwnStore(component?.backups, name) ||
    own.every(({ edges }) => isClosed(name, edges, draft.plan.workloads))
  )
}

const keepsOwnStore = (
  backups: Subject['context']['components'][number]['backups'] | undefined,
  name: string,
): boolean =>
  backups !== undefined && !('none' in backups) && backups.some(({ store }) => store === name)

const isClosed = (
  component: string,
  edges: Workload['edges'],
  workloads: { readonly [id: string]: Workload },
): boolean =>
  edges.every(({ to }) => to.kind === 'workload' && workloads[to.workload]?.component === component)
