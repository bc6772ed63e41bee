// Finds namespaces whose node selector acts only with an admission plugin that is off by default.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Graph, KubernetesObject } from '../../graph/graph.js'
import { isTemplate, ofKind } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { nodesOf, type KnownNode } from './nodes.js'

/** kubernetes/kubernetes plugin/pkg/admission/podnodeselector/admission.go, NamespaceNodeSelectors. */
const annotation = 'scheduler.alpha.kubernetes.io/node-selector'

export const selectorAnnotation: AuditRule = (graph) =>
  isPluginOn(graph)
    ? []
    : ofKind(graph, 'Namespace').flatMap((found) => judge(found, nodesOf(graph)))

/** `--enable-admission-plugins`, as kubeadm takes it or in the API server's own pod. */
function isPluginOn(graph: Graph): boolean {
  const passed = ofKind(graph, 'ClusterConfiguration').flatMap(({ field }) => {
    const args = field.get('apiServer', 'extraArgs')
    const listed = args.items.map((item) => item.get('value').text ?? '')
    return [...listed, args.get('enable-admission-plugins').text ?? '']
  })
  const words = graph.processes
    .filter(({ command }) => command.some(({ text }) => text.endsWith('kube-apiserver')))
    .flatMap(({ command, args }) => [...command, ...args].map(({ text }) => text))
  return [...passed, ...words].some((text) => /\bPodNodeSelector\b/.test(text))
}

function judge(
  { name, field }: KubernetesObject,
  nodes: readonly KnownNode[],
): readonly Diagnostic[] {
  const found = field.get('metadata', 'annotations', annotation)
  const selector = found.text?.trim() ?? ''
  if (selector === '') return []
  const pairs = selector.split(',').map((pair) => pair.trim().split('=', 2))
  const isOnNode = nodes.some(({ labels }) =>
    pairs.every(
      ([key = '', value = '']) => isTemplate(key) || isTemplate(value) || labels[key] === value,
    ),
  )
  const params = { namespace: name, selector, ...(nodes.length === 0 ? {} : { isOnNode }) }
  return [diagnostic('wiring/node-selector-annotation', found.keyPlace, params)]
}
