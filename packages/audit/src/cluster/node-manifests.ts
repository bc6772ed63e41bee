// Finds nodes that are written as manifests: kubelets make their nodes themselves.

import { diagnostic, type Field } from '@llmflow/spec'
import { ofKind } from '../graph/lookup.js'
import type { AuditRule } from '../rule.js'

/** Tests make nodes that no kubelet stands behind. */
const isFake = (field: Field): boolean =>
  field
    .get('metadata', 'annotations')
    .entries.some(({ key }) => key.startsWith('kwok.') || key.startsWith('alpha.kubernetes.io/'))

/** What was read from a cluster has a status or an identity, and is an inventory rather than a manifest. */
export const nodeManifests: AuditRule = (graph) =>
  ofKind(graph, 'Node')
    .filter(
      ({ apiVersion, field }) =>
        apiVersion === 'v1' &&
        !isFake(field) &&
        field.get('status').value === undefined &&
        field.get('metadata', 'uid').value === undefined &&
        (field.get('spec', 'taints').value !== undefined ||
          field.get('metadata', 'labels').value !== undefined),
    )
    .map(({ name, field }) =>
      diagnostic('wiring/node-as-manifest', field.get('kind').place, { node: name }),
    )
