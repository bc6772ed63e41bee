// Finds kinds under an apiVersion of the core that does not have them.

import { kindFacts } from '@llmflow/catalog'
import { diagnostic } from '@llmflow/spec'
import type { AuditRule } from '../rule.js'

const facts = new Map(kindFacts.map((fact) => [fact.kind, fact]))

/** Only the core: another group may well have a kind of the same name. */
export const wrongApiVersions: AuditRule = ({ objects }) =>
  objects.flatMap(({ apiVersion, kind, field }) => {
    const fact = facts.get(kind)
    if (fact === undefined || !/^v\d\w*$/.test(apiVersion)) return []
    const [newest = '', ...others] = fact.apiVersions
    const advice =
      others.length === 0
        ? { kind: 'diff' as const, remove: apiVersion, add: newest }
        : { kind: 'list' as const, items: fact.apiVersions }
    const expected = fact.apiVersions.join(', ')
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
