// Step: how every store is brought back, with what is lost and how long it takes; and the commands of operators.

import type { Component, Context, Store } from '@llmflow/catalog'
import {
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
  type PlannedStore,
} from '@llmflow/spec'
import type { Sizes } from './sizes.js'
import type { Reasons } from './step.js'

/** Bytes a second at which copies come back: a quarter of a 25 GbE link, because the store writes as it reads. */
const restoreBytesPerSecond = 750_000_000
/** Time that people take for each step. */
const stepMilliseconds = 5 * 60_000

export function planRecovery(
  components: readonly Component[],
  context: Context,
  sizes: Sizes,
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
      plannedStore(component, store, context, reasons),
    ]),
  )
}

type Owned = { readonly component: string; readonly store: Store }

/** Those that others need before the others; in the order of the catalog where nothing else counts. */
function inOrder(stores: readonly Owned[]): readonly Owned[] {
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

function plannedStore(
  component: string,
  { name, method, workload, bytes, after, steps }: Store,
  context: Context,
  reasons: Reasons,
): PlannedStore {
  const path = pointer('recovery', name)
  const lost = recoveryPointOf(name, context)
  return {
    component,
    method,
    ...(workload === undefined ? {} : { workload }),
    ...(lost === undefined
      ? {}
      : { recoveryPoint: reasons.take('recovery', `${path}/recoveryPoint`, lost) }),
    bytes: reasons.take('recovery', `${path}/bytes`, bytes),
    recoveryTime: reasons.take(
      'recovery',
      `${path}/recoveryTime`,
      recoveryTimeOf(path, bytes.value, steps.length),
    ),
    after,
    steps,
  }
}

/** What was written since the last copy is lost. */
function recoveryPointOf(
  store: string,
  { platform }: Context,
): Explained<Milliseconds> | undefined {
  const backup = platform.backup.stores[store]
  if (backup === undefined) return undefined
  const path = pointer('backup', 'stores', store)
  const { every, log } = backup
  return log !== undefined && log.every < every
    ? explained(log.every, 'recovery/point', '', [
        fromPlatform('log every', printDuration(log.every), `${path}/log/every`),
      ])
    : explained(every, 'recovery/point', '', [
        fromPlatform('every', printDuration(every), `${path}/every`),
      ])
}

function recoveryTimeOf(path: string, bytes: Bytes, steps: number): Explained<Milliseconds> {
  const copying = Math.ceil((bytes / restoreBytesPerSecond) * 1000)
  return explained(
    milliseconds(copying + steps * stepMilliseconds),
    'recovery/time',
    'bytes ÷ bytes per second + steps × 5 min',
    [
      fromPlan('bytes', printBytes(bytes), `${path}/bytes`),
      fromFact('bytes per second', '750 MB/s', 'a quarter of 25 GbE; reasoned, not measured'),
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
