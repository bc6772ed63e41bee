// Finds the pool of the inventory that a workload belongs to.

import type { Inventory, Pool, Workload } from '@llmflow/spec'

/** The pool that was chosen, or the first with the workload's role, or the first for applications. */
export function poolFor(workload: Workload, inventory: Inventory): Pool | undefined {
  if (workload.pool !== undefined) return inventory.pools.find(({ name }) => name === workload.pool)
  const kind = workload.runsOn === 'hosts' ? 'hosts' : 'cluster'
  const usable = inventory.pools.filter((pool) => pool.kind === kind && offersGpus(pool, workload))
  return (
    usable.find(({ roles }) => roles.includes(workload.role)) ??
    (kind === 'cluster' ? usable.find(({ roles }) => roles.includes('application')) : undefined) ??
    ((workload.resources.gpus ?? 0) > 0 || kind === 'cluster' ? usable[0] : undefined)
  )
}

function offersGpus(pool: Pool, { resources }: Workload): boolean {
  if ((resources.gpus ?? 0) === 0) return true
  if (pool.gpus === undefined) return false
  return resources.gpuProduct === undefined || pool.gpus.product === resources.gpuProduct
}
