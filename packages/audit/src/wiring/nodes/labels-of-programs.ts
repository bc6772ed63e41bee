// Finds labels on nodes that are set by hand although a program writes them.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import { isTemplate } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { nodesOf, type KnownNode } from './nodes.js'

/** Written by GPU Feature Discovery (NVIDIA/k8s-device-plugin docs/gpu-feature-discovery/README.md). */
const discovered =
  /^nvidia\.com\/(cuda\.(driver|runtime)[\w.-]*|gfd\.timestamp|gpu\.(compute\.major|compute\.minor|count|family|machine|memory|mode|product|replicas|sharing-strategy)|mig\.(capable|strategy)|mig-[\w.-]+)$/

/** The name that the driver reports, with hyphens for blanks: it opens with its maker or an older brand. */
const productName = /^(NVIDIA|Tesla|Quadro|GeForce|GRID|TITAN|Graphics)\b/i

/** Names as drivers report them, with hyphens for blanks, by what people write for them. */
const samples: readonly (readonly [RegExp, string])[] = [
  [/H100.*PCIE/i, 'NVIDIA-H100-PCIe'],
  [/H100/i, 'NVIDIA-H100-80GB-HBM3'],
  [/H200/i, 'NVIDIA-H200'],
  [/L40S/i, 'NVIDIA-L40S'],
  [/\bT4\b/i, 'Tesla-T4'],
]

const sampleOf = (value: string): string =>
  samples.find(([written]) => written.test(value))?.[1] ?? 'NVIDIA-A100-SXM4-80GB'

const program = 'GPU Feature Discovery'

export const labelsOfPrograms: AuditRule = (graph) =>
  nodesOf(graph).flatMap((node) => (node.isObserved ? [] : judge(node)))

function judge(node: KnownNode): readonly Diagnostic[] {
  return node.labelFields.entries
    .filter(({ key }) => discovered.test(key))
    .map(({ key, field }) => finding(node, key, field))
}

function finding({ name }: KnownNode, label: string, field: Field): Diagnostic {
  const value = field.text ?? ''
  const isImpossible =
    label === 'nvidia.com/gpu.product' && !productName.test(value) && !isTemplate(value)
  return diagnostic('wiring/label-of-a-program', isImpossible ? field.place : field.keyPlace, {
    node: name,
    label,
    value,
    program,
    writes: isImpossible ? sampleOf(value) : '',
  })
}
