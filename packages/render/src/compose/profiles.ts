// Says what only starts when it is asked for: what needs a GPU, and what runs by the clock.

import type { Workload } from '@llmflow/spec'

const gpuProfile = 'gpu'
const scheduleProfile = 'schedule'

/** A workload with GPUs has a profile of its own too, for machines that have not enough of them for all. */
export function profilesOf({ id, kind, resources }: Workload): readonly string[] {
  if (kind === 'schedule') return [scheduleProfile]
  return (resources.gpus ?? 0) > 0 ? [gpuProfile, id] : []
}
