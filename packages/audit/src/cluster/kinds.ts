// Finds kinds under an apiVersion of the core that does not have them.

import { compareVersions, kindFacts } from '@llmflow/catalog'
import { diagnostic } from '@llmflow/spec'
import type { KubernetesObject } from '../graph/graph.js'
import type { AuditRule } from '../rule.js'

const facts = new Map(kindFacts.map((fact) => [fact.kind, fact]))

/** Only the core: another group may well have a kind of the same name. */
export const wrongApiVersions: AuditRule = ({ objects }) => {
  const minor = statedMinor(objects)
  return objects.flatMap(({ apiVersion, kind, field }) => {
    const fact = facts.get(kind)
    if (fact === undefined || !/^v\d\w*$/.test(apiVersion)) return []
    const { apiVersions, from = {} } = fact
    const known = apiVersions.filter((name) => isThere(from[name], minor))
    const [newest = '', ...others] = known
    const advice =
      others.length === 0
        ? { kind: 'diff' as const, remove: apiVersion, add: newest }
        : { kind: 'list' as const, items: known }
    const expected = known.join(', ')
    const { place, excerpt } = field.get('apiVersion')
    const at = excerpt.text === apiVersion ? excerpt.place(0, apiVersion.length) : place
    return [
      diagnostic(
        'wiring/wrong-api-version',
        at,
        { kind, apiVersion, expected },
        { advice: [advice] },
      ),
    ]
  })
}

const isThere = (since: string | undefined, minor: string | undefined): boolean =>
  since === undefined || minor === undefined || compareVersions(minor, since) >= 0

/** The version that kubeadm is told to install. */
function statedMinor(objects: readonly KubernetesObject[]): string | undefined {
  return objects
    .filter(({ kind }) => kind === 'ClusterConfiguration')
    .flatMap(({ field }) => [field, field.get('spec')])
    .map((field) => /^v?(\d+\.\d+)/.exec(field.get('kubernetesVersion').text ?? '')?.[1])
    .find((minor) => minor !== undefined)
}
