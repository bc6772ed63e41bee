// Decides the edition of Neo4j: Enterprise needs somebody who has accepted its licence, and a cluster needs Enterprise.

import type { Context } from '../../component.js'

type Edition = 'enterprise' | 'community'

/** What the image takes for an acceptance. */
export const acceptances = ['yes', 'eval'] as const

/** How the licence was accepted; undefined when nobody has said so. */
export function acceptanceOf({ platform }: Context): 'yes' | 'eval' | undefined {
  const said = platform.components['neo4j']?.options?.['acceptLicense']
  return acceptances.find((acceptance) => acceptance === said)
}

export function editionOf(context: Context): Edition {
  const isCluster = context.topologyOf('neo4j') === 'cluster'
  return isCluster || acceptanceOf(context) !== undefined ? 'enterprise' : 'community'
}

/** Whether the platform asks for what only the other edition has, and nobody has accepted its licence. */
export const lacksNeo4jLicence = (context: Context): boolean =>
  context.enabled.has('neo4j') &&
  editionOf(context) === 'enterprise' &&
  acceptanceOf(context) === undefined
