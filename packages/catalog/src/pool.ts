// Finds the machines on which a part of a component will run, so that it can be sized for them.

import { pointer, type Pointer, type Pool, type Role } from '@llmflow/spec'
import type { Context } from './component.js'

type FoundPool = {
  readonly pool: Pool
  /** Its place in the inventory. */
  readonly at: Pointer
}

/** The pool that the platform chose for a part, or the first with the role. */
export function poolOf(
  context: Context,
  component: string,
  part: string,
  role: Role,
): FoundPool | undefined {
  const pools = context.inventory?.pools ?? []
  const choice = context.platform.components[component]
  const chosen = choice?.parts?.[part]?.pool ?? choice?.pool
  const index = pools.findIndex(({ name, roles }) =>
    chosen === undefined ? roles.includes(role) : name === chosen,
  )
  const pool = pools[index]
  return pool === undefined ? undefined : { pool, at: pointer('pools', index) }
}

/** Whether a part runs on machines of its own or in the cluster, as its pool says. */
export function placeOfPart(
  context: Context,
  component: string,
  part: string,
  role: Role,
  otherwise: 'cluster' | 'hosts',
): 'cluster' | 'hosts' {
  const found = poolOf(context, component, part, role)
  if (found === undefined) return otherwise
  return found.pool.kind === 'hosts' ? 'hosts' : 'cluster'
}
