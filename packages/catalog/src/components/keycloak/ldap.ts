// Reads the options for LDAP and turns them into a user federation of the realm.

import { isJsonObject, type Json, type JsonObject, type Platform } from '@llmflow/spec'

/** The directory that people log in from. */
export type Ldap = {
  readonly url: string
  readonly host: string
  readonly port: number
  /** Network of the directory, so that a policy can name it; addresses of hosts are not known here. */
  readonly range?: string
  /** Whether the directory's certificate is signed by an authority that Java does not know: the company's own. */
  readonly hasOwnAuthority: boolean
  readonly vendor: string
  readonly usersDn: string
  readonly bindDn: string
}

/** Variable that holds the bind password; the realm names it as a placeholder. */
export const bindVariable = 'LDAP_BIND_CREDENTIAL'

/** The directory of `components.keycloak.options.ldap`; undefined when there is none or it names no server. */
export function ldapOf(platform: Platform): Ldap | undefined {
  const option = platform.components['keycloak']?.options?.['ldap']
  if (!isJsonObject(option)) return undefined
  const url = textOf(option['url'])
  const match = /^(ldaps?):\/\/([^:/]+)(?::(\d+))?\/?$/.exec(url)
  if (match?.[2] === undefined) return undefined
  const range = textOf(option['range'])
  return {
    url,
    host: match[2],
    port: Number(match[3] ?? (match[1] === 'ldaps' ? 636 : 389)),
    ...(range === '' ? {} : { range }),
    hasOwnAuthority: match[1] === 'ldaps' && option['truststore'] !== false,
    vendor: textOf(option['vendor']) || 'other',
    usersDn: textOf(option['usersDn']),
    bindDn: textOf(option['bindDn']),
  }
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

type Attributes = {
  readonly username: string
  readonly relativeName: string
  readonly identifier: string
  readonly classes: string
}

/** Active Directory names its attributes otherwise than everybody else. */
const activeDirectory: Attributes = {
  username: 'sAMAccountName',
  relativeName: 'cn',
  identifier: 'objectGUID',
  classes: 'person, organizationalPerson, user',
}
const standard: Attributes = {
  username: 'uid',
  relativeName: 'uid',
  identifier: 'entryUUID',
  classes: 'inetOrgPerson, organizationalPerson',
}

/** The federation as a realm file wants it: every value is a list of texts. */
export function federationOf(ldap: Ldap): JsonObject {
  const attributes = ldap.vendor === 'ad' ? activeDirectory : standard
  return {
    'org.keycloak.storage.UserStorageProvider': [
      {
        name: 'directory',
        providerId: 'ldap',
        config: listed({
          enabled: 'true',
          priority: '0',
          vendor: ldap.vendor,
          connectionUrl: ldap.url,
          usersDn: ldap.usersDn,
          authType: ldap.bindDn === '' ? 'none' : 'simple',
          bindDn: ldap.bindDn,
          bindCredential: `\${${bindVariable}}`,
          usernameLDAPAttribute: attributes.username,
          rdnLDAPAttribute: attributes.relativeName,
          uuidLDAPAttribute: attributes.identifier,
          userObjectClasses: attributes.classes,
          searchScope: '2',
          editMode: 'READ_ONLY',
          importEnabled: 'true',
          syncRegistrations: 'false',
          trustEmail: 'true',
          pagination: 'true',
          connectionPooling: 'true',
          connectionTimeout: '5000',
          readTimeout: '10000',
          useTruststoreSpi: 'always',
          fullSyncPeriod: '86400',
          changedSyncPeriod: '900',
          batchSizeForSync: '1000',
        }),
        subComponents: {
          'org.keycloak.storage.ldap.mappers.LDAPStorageMapper': mappersOf(attributes),
        },
      },
    ],
  }
}

const listed = (config: { readonly [name: string]: string }): JsonObject =>
  Object.fromEntries(Object.entries(config).map(([name, value]) => [name, [value]]))

function mappersOf(attributes: Attributes): readonly JsonObject[] {
  return [
    attributeMapper('username', attributes.username),
    attributeMapper('firstName', 'givenName'),
    attributeMapper('lastName', 'sn'),
    attributeMapper('email', 'mail'),
  ]
}

const attributeMapper = (user: string, ldap: string): JsonObject => ({
  name: user,
  providerId: 'user-attribute-ldap-mapper',
  config: listed({
    'ldap.attribute': ldap,
    'user.model.attribute': user,
    'read.only': 'true',
    'always.read.value.from.ldap': 'false',
    'is.mandatory.in.ldap': user === 'username' ? 'true' : 'false',
  }),
})
