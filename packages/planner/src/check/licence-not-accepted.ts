// Finds an edition whose licence nobody has accepted: its program would not start.

import { acceptances, lacksNeo4jLicence } from '@llmflow/catalog'
import { diagnostic, pointer } from '@llmflow/spec'
import type { Rule } from './rule.js'

export const licenceNotAccepted: Rule = ({ platform, context, inPlatform }) => {
  if (!lacksNeo4jLicence(context)) return []
  const at = pointer('components', 'neo4j')
  const written = platform.components['neo4j']?.options?.['acceptLicense']
  const location =
    written === undefined
      ? inPlatform(at, 'key')
      : inPlatform(`${at}${pointer('options', 'acceptLicense')}`)
  return [
    diagnostic('life/licence-not-accepted', location, {
      component: 'neo4j',
      edition: 'Enterprise',
      option: 'options.acceptLicense',
      values: acceptances.join(', '),
    }),
  ]
}
