// Finds limits below what is asked for, which Kubernetes refuses.

import {
  diagnostic,
  pointer,
  printBytes,
  printCpu,
  type Diagnostic,
  type PartChoice,
} from '@llmflow/spec'
import { choiceFor } from './choices.js'
import type { Rule } from './rule.js'

type Bound = {
  readonly name: 'cpuLimit' | 'memoryLimit'
  readonly limit: string
  readonly asked: string
}

export const limits: Rule = ({ draft, platform, inPlatform }) => {
  const found = Object.values(draft.plan.workloads).flatMap((workload) => {
    const { cpu, cpuLimit, memory, memoryLimit } = workload.resources
    const bounds: readonly Bound[] = [
      ...(cpuLimit === undefined || cpuLimit >= cpu
        ? []
        : [{ name: 'cpuLimit', limit: printCpu(cpuLimit), asked: printCpu(cpu) } as const]),
      ...(memoryLimit >= memory
        ? []
        : [
            {
              name: 'memoryLimit',
              limit: printBytes(memoryLimit),
              asked: printBytes(memory),
            } as const,
          ]),
    ]
    return bounds.map((bound) => {
      const isMade = ({ resources }: PartChoice): boolean => resources?.[bound.name] !== undefined
      const at = choiceFor(platform, workload, isMade) ?? pointer('components', workload.component)
      return { ...bound, at: `${at}${pointer('resources', bound.name)}` }
    })
  })
  const unique = new Map(found.map((bound) => [bound.at, bound]))
  return [...unique.values()].map(({ at, limit, asked }): Diagnostic =>
    diagnostic('spec/invalid-value', inPlatform(at), {
      value: limit,
      expected: `at least ${asked}`,
    }),
  )
}
