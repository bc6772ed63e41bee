// Finds the image that a workload runs.

import type { Plan, Workload } from '@llmflow/spec'

/** The reference that the plan chose: through the registry where one is declared. */
export function imageOf(plan: Plan, { id, image }: Workload): string {
  const planned = Object.values(plan.images).find(({ workloads }) => workloads.includes(id))
  if (planned !== undefined) return planned.reference
  const { repository, tag, digest } = image
  return `${repository}${tag === '' ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`
}
