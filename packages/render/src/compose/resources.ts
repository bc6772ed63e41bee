// Bounds what a service takes, and reserves its GPUs.

import type { Bytes, Workload } from '@llmflow/spec'
import { gpuVariable } from './gpus.js'
import type { Resources } from './service.js'

export function resourcesOf({ resources }: Workload, gpus: readonly number[]): Resources {
  const { cpu, memory, cpuLimit, memoryLimit } = resources
  return {
    limits: {
      ...(cpuLimit === undefined ? {} : { cpus: printCpus(cpuLimit) }),
      memory: printBytes(memoryLimit),
    },
    reservations: {
      cpus: printCpus(cpu),
      memory: printBytes(memory),
      ...(gpus.length === 0
        ? {}
        : {
            devices: [
              {
                driver: 'nvidia',
                device_ids: gpus.map((gpu) => `\${${gpuVariable(gpu)}:-${gpu}}`),
                capabilities: ['gpu'],
              },
            ],
          }),
    },
  }
}

const printCpus = (millis: number): string => `${millis / 1000}`

const mebibyte = 2 ** 20

/** Compose counts its units by 1024. */
export const printBytes = (bytes: Bytes): string =>
  bytes % mebibyte === 0 ? `${bytes / mebibyte}m` : `${bytes}b`
