// Keycloak: settings that 23 reads, servers that find each other, and a realm without a password in it.

import { describe, expect, it } from 'vitest'
import { keycloak } from '../src/components/keycloak/component.js'
import {
  argumentsOf,
  build,
  contextOf,
  printed,
  targetsOf,
  unreadAmong,
  variable,
  workloadOf,
} from './contexts.js'

const ldap = {
  url: 'ldaps://ldap.example.com:636',
  vendor: 'ad',
  usersDn: 'OU=Users,DC=example,DC=com',
  bindDn: 'CN=svc,DC=example,DC=com',
}
const components = { keycloak: { options: { ldap } }, postgresql: {}, monitoring: {} }
const tenants = [{ name: 'sales' }, { name: 'research' }]
const context = contextOf({ components, tenants })
const server = workloadOf(build(keycloak, context), 'keycloak')
const realm = printed(server.files?.[0]?.content)

describe('the settings of Keycloak', () => {
  it('are read, or stand as placeholders in the realm', () => {
    const unread = unreadAmong(
      Object.keys(server.environment ?? {}),
      context.factsOf('keycloak').env,
    )
    const placeholders = [...realm.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => `${name}`)
    expect(unread.toSorted()).toEqual([...new Set(placeholders)].toSorted())
  })

  it('let the stock image build itself', () => {
    expect(argumentsOf(server)).toEqual(['start', '--import-realm'])
    const optimized = context
      .factsOf('keycloak')
      .args?.options.find(({ name }) => name === '--optimized')
    expect(optimized?.read).toBe(false)
  })

  it('may come from the platform, as Keycloak’s own options', () => {
    const chosen = contextOf({ components: { keycloak: { config: { 'log-level': 'debug' } } } })
    expect(variable(workloadOf(build(keycloak, chosen), 'keycloak'), 'KC_LOG_LEVEL')).toBe('debug')
  })

  it('say that LDAP is none of them', () => {
    const fact = context
      .factsOf('keycloak')
      .config?.options.find(({ name }) => name === 'ldap.usersDn')
    expect(fact).toMatchObject({ read: false })
  })
})

describe('the servers', () => {
  it('find each other by name and talk over ports of their own', () => {
    expect(variable(server, 'JAVA_OPTS_APPEND')).toContain('-Djgroups.dns.query={keycloak:jgroups}')
    expect(targetsOf(server)).toContain('keycloak:jgroups')
  })

  it('do not look for others where there is one', () => {
    const single = contextOf({ components: { keycloak: { topology: 'single' } } })
    const built = build(keycloak, single)
    expect(built.sizes['server']?.replicas.minimum.value).toBe(1)
    expect(variable(workloadOf(built, 'keycloak'), 'JAVA_OPTS_APPEND')).not.toContain('jgroups')
  })

  it('ask for no more connections than their pools open', () => {
    const { sizes } = build(keycloak, context)
    expect(sizes['server']?.figures['databaseConnections']?.value.value).toBe(30)
    expect(variable(server, 'KC_DB_POOL_MAX_SIZE')).toBe('30')
  })
})

describe('the realm', () => {
  it('is JSON with a group for each tenant', () => {
    expect(JSON.parse(realm)).toMatchObject({
      realm: 'llmflow',
      groups: [{}, { name: 'tenants', subGroups: [{ name: 'sales' }, { name: 'research' }] }],
    })
  })

  it('takes every password from a variable with a secret behind it', () => {
    expect(realm).toContain('"secret": "${GRAFANA_CLIENT_SECRET}"')
    expect(variable(server, 'GRAFANA_CLIENT_SECRET')).toBe('{keycloak-clients/grafana}')
    expect(variable(server, 'LDAP_BIND_CREDENTIAL')).toBe('{keycloak-ldap/bind-password}')
  })

  it('knows the directory, which the server reaches', () => {
    expect(realm).toContain('sAMAccountName')
    expect(targetsOf(server)).toContain('ldap.example.com:636')
  })

  it('trusts the company’s own authority, or Java’s where it is told so', () => {
    expect(variable(server, 'KC_SPI_TRUSTSTORE_FILE_PASSWORD')).toBe(
      '{keycloak-truststore/password}',
    )
    expect(server.volumes).toContainEqual(
      expect.objectContaining({ kind: 'secret', secret: 'keycloak-truststore' }),
    )
    expect(Object.keys(keycloak.secrets?.(context) ?? {})).toContain('keycloak-truststore')
    const known = { keycloak: { options: { ldap: { ...ldap, truststore: false } } } }
    const open = contextOf({ components: known })
    expect(JSON.stringify(build(keycloak, open).workloads)).not.toContain('truststore')
    expect(Object.keys(keycloak.secrets?.(open) ?? {})).not.toContain('keycloak-truststore')
  })

  it('has no directory where none is named', () => {
    const bare = contextOf({ components: { keycloak: {} } })
    const file = printed(workloadOf(build(keycloak, bare), 'keycloak').files?.[0]?.content)
    expect(file).not.toContain('UserStorageProvider')
    expect(Object.keys(keycloak.secrets?.(bare) ?? {})).not.toContain('keycloak-ldap')
  })
})
