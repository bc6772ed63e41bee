// Gives each service GPUs of its own: a mere count would give the first ones of the machine to every service.

import { serviceNamesOf, type Plan } from '@llmflow/spec'

/** GPU numbers by service, one after the other; the env file may say which GPU of the machine each one is. */
export function gpusOf({ workloads }: Plan): ReadonlyMap<string, readonly number[]> {
  const given = new Map<string, readonly number[]>()
  let next = 0
  for (const workload of Object.values(workloads)) {
    const { gpus = 0 } = workload.resources
    if (gpus === 0) continue
    for (const service of serviceNamesOf(workload)) {
      const first = next
      given.set(
        service,
        Array.from({ length: gpus }, (_, index) => first + index),
      )
      next += gpus
    }
  }
  return given
}

export const gpuVariable = (gpu: number): string => `GPU_${gpu}`
