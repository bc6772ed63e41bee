// Finds where Helm values name Secrets and claims: keys such as `existingSecret`, by the habits of charts.

import type { Field } from '@llmflow/spec'
import type { Graph } from '../../graph/graph.js'
import { remembered } from '../../graph/remembered.js'
import { isBesideTemplates } from './makers.js'
import { leavesOf, type Leaf } from '../../graph/walk.js'

/** Keys whose value is the name of a Secret, and not its content: `clientSecret` may be either and is not here. */
const secretKey =
  /^(existing\w*Secret(Name|Ref)?|\w*SecretName|secretName|(tls|cert|certificate|ca|credentials?)Secret(Name|Ref)?)$/
const claimKey = /^(existing\w*Claim|claimName|existingPvc|pvcName)$/
const pullKey = /^(imagePullSecrets|pullSecrets)$/

/** Storage classes that charts make as their values say: `storageClass: { create: true, name: nfs }`. */
export const classesOfValues = remembered(
  (graph: Graph): ReadonlySet<string> =>
    new Set(
      [
        ...graph.values.map(({ root }) => root),
        ...graph.addons.map(({ values }) => values),
      ].flatMap((root) =>
        leavesOf(root).flatMap(({ path, field }) =>
          path.at(-1) === 'name' && /^storageClass(es)?$/i.test(path.at(-2) ?? '')
            ? [field.text ?? '']
            : [],
        ),
      ),
    ),
)

type ValuesReference = { readonly kind: string; readonly name: Field }

export function valuesReferences(graph: Graph): readonly ValuesReference[] {
  return graph.values
    .filter(({ document }) => !isBesideTemplates(graph, document))
    .flatMap(({ root }) => leavesOf(root).flatMap(referenceOf))
}

function referenceOf({ path, field }: Leaf): readonly ValuesReference[] {
  const key = path.at(-1) ?? ''
  const kind = kindOf(key, path.at(-2) ?? '')
  return kind === undefined || !isName(field.text ?? '') ? [] : [{ kind, name: field }]
}

function kindOf(key: string, above: string): string | undefined {
  if (secretKey.test(key) || pullKey.test(key)) return 'Secret'
  if (key === 'name' && pullKey.test(above)) return 'Secret'
  return claimKey.test(key) ? 'PersistentVolumeClaim' : undefined
}

/** What Kubernetes accepts as a name; a switch such as `true` is none. */
const isName = (text: string): boolean =>
  /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(text) && text !== 'true' && text !== 'false'
