// Describes the Keycloak servers, which find each other through DNS and share sessions.

import {
  edgeTo,
  gibibytes,
  hostPortOf,
  mebibytes,
  peersOf,
  seconds,
  secretOf,
  secretText,
  type Edge,
  type Port,
  type SecretText,
  type Volume,
  type Workload,
} from '@llmflow/spec'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { namespaces, postgresqlOf } from '../../endpoints.js'
import { buildWorkload } from '../../part.js'
import { httpProbe } from '../../probe.js'
import { databaseSecret } from '../postgresql/databases.js'
import { bindVariable, ldapOf, type Ldap } from './ldap.js'
import { clientsOf, clientSecret, clientVariable, realmName, realmText } from './realm.js'
import { poolMax } from './size.js'

export const adminSecret = 'keycloak-admin'
export const ldapSecret = 'keycloak-ldap'
export const truststoreSecret = 'keycloak-truststore'
export const truststoreFile = 'truststore.jks'
const truststoreFolder = '/etc/llmflow/truststore'

export function keycloakWorkloads(context: Context, sizes: ComponentSizes): readonly Workload[] {
  const server = sizes['server']
  if (server === undefined) return []
  const isCluster = context.topologyOf('keycloak') === 'cluster'
  return [
    buildWorkload(context, server, {
      id: 'keycloak',
      component: 'keycloak',
      part: 'server',
      runsOn: 'cluster',
      namespace: namespaces.system,
      kind: 'stateless',
      // Without --optimized: the stock image was never built, so it must build itself at its start.
      args: [['start'], ['--import-realm']],
      environment: environmentOf(context, server, isCluster),
      files: [
        {
          path: `/opt/keycloak/data/import/${realmName}-realm.json`,
          content: [realmText(context)],
        },
      ],
      ports: [http, ...(isCluster ? [jgroups, failures] : [])],
      volumes: [
        { kind: 'scratch', name: 'temporary', path: '/tmp', size: gibibytes(1) },
        // Below it the realm is mounted, which would else make a folder that only root may write.
        { kind: 'scratch', name: 'data', path: '/opt/keycloak/data', size: gibibytes(1) },
        ...(ldapOf(context.platform)?.hasOwnAuthority === true ? [truststore] : []),
      ],
      probes: {
        startup: httpProbe('/health/live', 'http', { failures: 60 }),
        ready: httpProbe('/health/ready', 'http'),
        live: httpProbe('/health/live', 'http', { every: 20, failures: 6 }),
      },
      role: 'application',
      spread: { nodes: 'preferred', zones: 'preferred' },
      unavailableMax: 1,
      movable: true,
      // The build writes below /opt/keycloak/lib, which belongs to the image's user and group 0.
      security: { user: 1000, group: 0, volumesGroup: 0, readOnlyRoot: false },
      edges: edgesOf(context, isCluster),
      after: [postgresqlOf(context).workload],
      stopWithin: seconds(60),
      priority: 800,
    }),
  ]
}

const truststore: Volume = {
  kind: 'secret',
  name: 'truststore',
  path: truststoreFolder,
  secret: truststoreSecret,
}

const http: Port = {
  name: 'http',
  number: 8080,
  scheme: 'http',
  metrics: { path: '/metrics', interval: seconds(30) },
}
const jgroups: Port = { name: 'jgroups', number: 7800, scheme: 'tcp', internal: true }
/** JGroups detects failures on a port of its own, 50,000 above the other. */
const failures: Port = { name: 'failures', number: 57800, scheme: 'tcp', internal: true }

function environmentOf(
  context: Context,
  sizes: PartSizes,
  isCluster: boolean,
): { readonly [name: string]: SecretText } {
  const database = postgresqlOf(context)
  const url = `https://auth.${context.platform.domain}`
  return {
    KC_DB: ['postgres'],
    KC_DB_URL: secretText`jdbc:postgresql://${hostPortOf(database.workload, database.port)}/keycloak`,
    KC_DB_USERNAME: ['keycloak'],
    KC_DB_PASSWORD: [secretOf(databaseSecret('keycloak'), 'password')],
    KC_DB_POOL_INITIAL_SIZE: ['5'],
    KC_DB_POOL_MAX_SIZE: [`${poolMax}`],
    KC_HEALTH_ENABLED: ['true'],
    KC_METRICS_ENABLED: ['true'],
    KC_CACHE: [isCluster ? 'ispn' : 'local'],
    ...(isCluster ? { KC_CACHE_STACK: ['kubernetes'] } : {}),
    JAVA_OPTS_APPEND: javaOptions(sizes, isCluster),
    // The whole URL, because the gateway's own port would else get into it through X-Forwarded-Port.
    KC_HOSTNAME_URL: [url],
    KC_HOSTNAME_ADMIN_URL: [url],
    KC_PROXY: ['edge'],
    KEYCLOAK_ADMIN: ['admin'],
    KEYCLOAK_ADMIN_PASSWORD: [secretOf(adminSecret, 'password')],
    ...Object.fromEntries(
      clientsOf(context).map(({ id }) => [clientVariable(id), [secretOf(clientSecret, id)]]),
    ),
    ...directoryVariables(ldapOf(context.platform)),
    ...configured(context),
  }
}

/** Java knows public authorities alone, and 23 reads no PEM files: without a store no one logs in through LDAPS. */
function directoryVariables(ldap: Ldap | undefined): { readonly [name: string]: SecretText } {
  if (ldap === undefined) return {}
  return {
    [bindVariable]: [secretOf(ldapSecret, 'bind-password')],
    ...(ldap.hasOwnAuthority
      ? {
          KC_SPI_TRUSTSTORE_FILE_FILE: [`${truststoreFolder}/${truststoreFile}`],
          KC_SPI_TRUSTSTORE_FILE_PASSWORD: [secretOf(truststoreSecret, 'password')],
        }
      : {}),
  }
}

/** Half of the limit is heap; the script's own default is 512 MiB whatever the limit. */
function javaOptions(sizes: PartSizes, isCluster: boolean): SecretText {
  const heap = Math.floor(sizes.memoryLimit.value / 2 / mebibytes(1))
  const memory = `-Xms${Math.min(512, heap)}m -Xmx${heap}m`
  return isCluster
    ? secretText`${memory} -Djgroups.dns.query=${peersOf('keycloak', 'jgroups')}`
    : [memory]
}

/** `components.keycloak.config` holds Keycloak's own options, which it reads from variables alike. */
function configured(context: Context): { readonly [name: string]: SecretText } {
  const config = context.platform.components['keycloak']?.config ?? {}
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [
      `KC_${name.toUpperCase().replaceAll(/[-.]/g, '_')}`,
      [`${value}`],
    ]),
  )
}

function edgesOf(context: Context, isCluster: boolean): readonly Edge[] {
  const database = postgresqlOf(context)
  const ldap = ldapOf(context.platform)
  return [
    edgeTo(database.workload, database.port, 'realms, people and sessions'),
    ...(isCluster
      ? [
          edgeTo('keycloak', 'jgroups', 'caches that the servers share'),
          edgeTo('keycloak', 'failures', 'detection of lost servers'),
        ]
      : []),
    ...(ldap === undefined ? [] : [directoryEdge(ldap)]),
  ]
}

const directoryEdge = ({ host, port, range }: Ldap): Edge => ({
  to: { kind: 'external', host, port, ...(range === undefined ? {} : { range }) },
  purpose: 'people of the company, by LDAP',
})
