// What the groups of an identity provider mean here: tenants, roles, and who operates the platform.

import { RuntimeError } from '../error.js'
import type { Role } from './principal.js'

/** Roles by tenant's name; the highest of several groups counts. */
export type Granted = {
  readonly roles: ReadonlyMap<string, Role>
  readonly isOperator: boolean
}

export type GroupMapping = (groups: readonly string[]) => Granted

/**
 * Without a configuration the groups of the realm that LLMFlow renders for Keycloak count: `/platform-admins` operates,
 * `/tenants/<name>` is a member and `/tenants/<name>/admins` an admin. Else exactly the pairs of the text:
 * `<group>=<tenant>:<role>` and `<group>=operator`, with commas between. Throws `configuration`.
 */
export function readGroupMapping(text: string | undefined): GroupMapping {
  const granting = text === undefined ? grantsOfRealm : grantsOfPairs(text)
  return (groups) => {
    const grants = groups.flatMap(granting)
    const roles = new Map<string, Role>()
    for (const grant of grants) {
      if (grant.tenant !== undefined && roles.get(grant.tenant) !== 'admin') {
        roles.set(grant.tenant, grant.role)
      }
    }
    return { roles, isOperator: grants.some(({ tenant }) => tenant === undefined) }
  }
}

/** Without a tenant: the platform's operator. */
type Grant = { readonly tenant?: string; readonly role: Role }

const realmGroup = /^\/?tenants\/([^/]+)(\/admins)?$/

function grantsOfRealm(group: string): readonly Grant[] {
  if (/^\/?platform-admins$/.test(group)) return [{ role: 'admin' }]
  const [, tenant, admins] = realmGroup.exec(group) ?? []
  if (tenant === undefined) return []
  return [{ tenant, role: admins === undefined ? 'member' : 'admin' }]
}

const pairPattern = /^\s*([^=]+?)\s*=\s*(?:(operator)|([^:=\s]+):(admin|member))\s*$/

function grantsOfPairs(text: string): (group: string) => readonly Grant[] {
  const grants = new Map<string, Grant[]>()
  for (const pair of text.split(',')) {
    const [, group, operator, tenant, role] = pairPattern.exec(pair) ?? []
    if (group === undefined) throw noPair(pair)
    const grant: Grant =
      operator !== undefined || tenant === undefined
        ? { role: 'admin' }
        : { tenant, role: role === 'admin' ? 'admin' : 'member' }
    grants.set(group, [...(grants.get(group) ?? []), grant])
  }
  return (group) => grants.get(group) ?? []
}

const noPair = (pair: string): RuntimeError =>
  new RuntimeError(
    'configuration',
    `LLMFLOW_OIDC_GROUPS: "${pair.trim()}" is neither <group>=<tenant>:admin|member nor <group>=operator`,
  )
