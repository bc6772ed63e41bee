// Step: how every store is brought back, with what is lost and how long it takes; and the commands of operators.

import type { Component, Context, Store } from '@llmflow/catalog'
import {
  fromInventory,
  fromPlan,
  fromPlatform,
  explained,
  fromFact,
  milliseconds,
  pointer,
  printBytes,
  printDuration,
  type Bytes,
  type Explained,
  type Milliseconds,
  type OperatorCommand,
  type Plan,
  type PlannedStore,
  type Term,
} from '@llmflow/spec'
import type { Sizes } from './sizes.js'
import type { Reasons } from './step.js'

/** What comes in while the store writes as it reads. */
const linkShare = 0.25
const linkDefault = 25
/** Time that people take for each step. */
const stepMilliseconds = 5 * 60_000

export function planRecovery(
  components: readonly Component[],
  context: Context,
  sizes: Sizes,
  placement: Plan['placement'],
  reasons: Reasons,
): { readonly [store: string]: PlannedStore } {
  const stores = components.flatMap((component) =>
    (component.stores?.(context, sizes[component.name] ?? {}) ?? []).map((store) => ({
      component: component.name,
      store,
    })),
  )
  return Object.fromEntries(
    inOrder(stores).map(({ component, store }) => [
      store.name,
      plannedStore(
        component,
        store,
        linkOf(context, placement[store.name]?.pool),
        context,
        reasons,
      ),
    ]),
  )
}

type Owned = { readonly component: string; readonly store: Store }

/** Those that others need before the others; in the order of the catalog where nothing else counts. */
export function inOrder(stores: readonly Owned[]): readonly Owned[] {
  const names = new Set(stores.map(({ store }) => store.name))
  const done: Owned[] = []
  const rest = [...stores]
  while (rest.length > 0) {
    const next = rest.findIndex(({ store }) =>
      store.after.every(
        (name) => !names.has(name) || done.some((earlier) => earlier.store.name === name),
      ),
    )
    done.push(...rest.splice(Math.max(0, next), 1))
  }
  return done
}

type LinkSpeed = { readonly gigabits: number; readonly term: Term }

/** The fastest Ethernet port of the machines that hold the store. */
function linkOf({ inventory }: Context, pool: string | undefined): LinkSpeed {
  const index = inventory?.pools.findIndex(({ name }) => name === pool) ?? -1
  const links = inventory?.pools[index]?.links ?? []
  const speeds = links.flatMap(({ fabric, speed }) => (fabric === undefined ? [speed] : []))
  const gigabits = Math.max(0, ...speeds)
  if (gigabits === 0) {
    const source = 'infrastructure guide 2.2; the inventory names no link'
    return { gigabits: linkDefault, term: fromFact('link', `${linkDefault} Gb/s`, source) }
  }
  const fastest = links.findIndex(({ fabric, speed }) => fabric === undefined && speed === gigabits)
  const at = pointer('pools', index, 'links', fastest, 'speed')
  return { gigabits, term: fromInventory('link', `${gigabits} Gb/s`, at) }
}

function plannedStore(
  component: string,
  store: Store,
  link: LinkSpeed,
  context: Context,
  reasons: Reasons,
): PlannedStore {
  const { name, method, workload, addon, schedule, bytes, after, steps } = store
  const path = pointer('recovery', name)
  const lost = recoveryPointOf(store, context)
  return {
    component,
    method,
    ...(workload === undefined ? {} : { workload }),
    ...(addon === undefined ? {} : { addon }),
    ...(schedule === undefined ? {} : { schedule }),
    ...(lost === undefined
      ? {}
      : { recoveryPoint: reasons.take('recovery', `${path}/recoveryPoint`, lost) }),
    bytes: reasons.take('recovery', `${path}/bytes`, bytes),
    recoveryTime: reasons.take(
      'recovery',
      `${path}/recoveryTime`,
      timeOf(path, bytes.value, link, steps.length),
    ),
    after,
    steps,
  }
}

/** What was written since the last copy is lost; an interval that nothing keeps bounds nothing. */
function recoveryPointOf(
  { name, workload, addon, schedule = name, keepsLog = false }: Store,
  { platform }: Context,
): Explained<Milliseconds> | undefined {
  const backup = platform.backup.stores[schedule]
  if (backup === undefined || (workload === undefined && addon === undefined)) return undefined
  const path = pointer('backup', 'stores', schedule)
  const { every, log } = backup
  return keepsLog && log !== undefined && log.every < every
    ? explained(log.every, 'recovery/point', 'what was written since the log was last archived', [
        fromPlatform('log every', printDuration(log.every), `${path}/log/every`),
      ])
    : explained(every, 'recovery/point', 'what was written since the last copy', [
        fromPlatform('every', printDuration(every), `${path}/every`),
      ])
}

function timeOf(
  path: string,
  bytes: Bytes,
  { gigabits, term }: LinkSpeed,
  steps: number,
): Explained<Milliseconds> {
  const bytesPerSecond = ((gigabits * 1e9) / 8) * linkShare
  const copying = Math.ceil(bytes / bytesPerSecond / 60) * 60_000
  return explained(
    milliseconds(copying + steps * stepMilliseconds),
    'recovery/time',
    'bytes × 8 ÷ (link × share), in whole minutes, + steps × 5 min',
    [
      fromPlan('bytes', printBytes(bytes), `${path}/bytes`),
      term,
      fromFact('share', '25%', 'the store writes while it reads; reasoned, not measured'),
      fromFact('steps', `${steps}`, 'the steps of this store'),
    ],
  )
}

export function planCommands(
  components: readonly Component[],
  context: Context,
): { readonly [component: string]: readonly OperatorCommand[] } {
  return Object.fromEntries(
    components.flatMap((component) => {
      const commands = component.commands?.(context) ?? []
      return commands.length === 0 ? [] : [[component.name, commands]]
    }),
  )
}
