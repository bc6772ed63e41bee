// Builds the classes that say who gets room first.

import type { PriorityClass } from 'kubernetes-types/scheduling/v1.js'
import { type Named, platformLabels } from './object.js'

export function buildPriorityClass(name: string, value: number): Named<PriorityClass> {
  return {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name, labels: platformLabels },
    value,
    globalDefault: false,
    description: 'Workloads of LLMFlow; a higher value gets room first.',
  }
}
