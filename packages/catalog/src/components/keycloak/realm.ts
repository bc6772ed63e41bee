// Writes the realm that Keycloak imports at its first start: groups, clients and the directory of people.

import type { JsonObject } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { environmentName } from '../../naming.js'
import type { Login } from '../../route.js'
import { federationOf, ldapOf } from './ldap.js'

/** The realm of everybody who uses the platform. */
export const realmName = 'llmflow'

/** The secret with the clients' passwords; a key for each client. */
export const clientSecret = 'keycloak-clients'

/** The programs that sign people in. */
export const clientsOf = (context: Context): readonly Login[] =>
  context.components.flatMap(({ logins }) => logins?.(context) ?? [])

/** The variable in which Keycloak finds the password of a client when it reads the realm. */
export const clientVariable = (client: string): string => `${environmentName(client)}_CLIENT_SECRET`

const tenantsMark = '\u0001'

/**
 * The realm file. Keycloak fills `${NAME}` from its variables, so no password stands in the file. The groups of tenants
 * stand on one line without blanks, as every program prints JSON: so a chart can print them too.
 */
export function realmText(context: Context): string {
  const groups = context.platform.tenants.map(({ name }) => ({ name }))
  const text = JSON.stringify(realmOf(context), undefined, 2)
  return `${text.replace(JSON.stringify(tenantsMark), () => JSON.stringify(groups))}\n`
}

function realmOf(context: Context): JsonObject {
  const { platform } = context
  const ldap = ldapOf(platform)
  return {
    realm: realmName,
    enabled: true,
    displayName: platform.metadata.name,
    sslRequired: 'external',
    registrationAllowed: false,
    loginWithEmailAllowed: true,
    bruteForceProtected: true,
    internationalizationEnabled: true,
    supportedLocales: ['en', 'ko'],
    defaultLocale: 'ko',
    accessTokenLifespan: 300,
    ssoSessionIdleTimeout: 1800,
    ssoSessionMaxLifespan: 36000,
    roles: { realm: [{ name: 'platform-admin', description: 'Operates the platform' }] },
    groups: [
      { name: 'platform-admins', realmRoles: ['platform-admin'] },
      { name: 'tenants', subGroups: tenantsMark },
    ],
    clients: clientsOf(context).map((client) => clientOf(client, platform.domain)),
    ...(ldap === undefined ? {} : { components: federationOf(ldap) }),
  }
}

function clientOf({ id, prefixes, path, isService = false }: Login, domain: string): JsonObject {
  const origins = prefixes.map((prefix) => `https://${prefix}.${domain}`)
  return {
    clientId: id,
    enabled: true,
    protocol: 'openid-connect',
    publicClient: false,
    clientAuthenticatorType: 'client-secret',
    secret: `\${${clientVariable(id)}}`,
    standardFlowEnabled: true,
    directAccessGrantsEnabled: false,
    serviceAccountsEnabled: isService,
    redirectUris: origins.map((origin) => `${origin}${path}`),
    webOrigins: origins,
    protocolMappers: [groupMapper],
  }
}

/** Tells programs the groups of a person as paths: `/tenants/sales`. */
const groupMapper: JsonObject = {
  name: 'groups',
  protocol: 'openid-connect',
  protocolMapper: 'oidc-group-membership-mapper',
  config: {
    'claim.name': 'groups',
    'full.path': 'true',
    'id.token.claim': 'true',
    'access.token.claim': 'true',
    'userinfo.token.claim': 'true',
  },
}
