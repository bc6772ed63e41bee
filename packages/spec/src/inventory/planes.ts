// Tells the plane of a pool, written or implied by what the pool is for.

import type { Plane, Pool, Role } from './schema.js'

const planesOfRoles: { readonly [R in Role]: Plane } = {
  'control-plane': 'management',
  application: 'application',
  inference: 'gpu',
  training: 'gpu',
  vector: 'vector-graph',
  database: 'data',
  cache: 'data',
  storage: 'storage',
  edge: 'management',
}

export function planeOf({ plane, kind, roles: [role] }: Pool): Plane {
  if (plane !== undefined) return plane
  if (kind === 'control-plane' || role === undefined) return 'management'
  return planesOfRoles[role]
}
