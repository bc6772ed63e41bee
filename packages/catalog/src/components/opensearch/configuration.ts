// Writes the files of OpenSearch: its settings, who may sign in, and the script that starts it.

import { hostOf, membersOf, text, urlOf, type FileMount, type Text } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { keycloakEndpoint, opensearchEndpoint } from '../../endpoints.js'
import { realmName } from '../keycloak/realm.js'
import { hasDashboards } from './options.js'

const home = '/usr/share/opensearch'
/** Files that the security plugin may read lie below the folder of the settings. */
export const certificatePath = `${home}/config/certificates`
export const dataPath = `${home}/data`
export const startScript = '/scripts/start.sh'

const { workload, port } = opensearchEndpoint

export function opensearchFiles(context: Context): readonly FileMount[] {
  const security = `${home}/config/opensearch-security`
  return [
    { path: `${home}/config/opensearch.yml`, content: settingsOf(context) },
    { path: `${security}/config.yml`, content: signInOf(context) },
    { path: `${security}/roles_mapping.yml`, content: firstRoles },
    { path: startScript, content: start, executable: true },
  ]
}

/**
 * Memory-mapped files need a kernel setting that no restricted pod can make, so files are read the usual way: a little
 * slower, and nothing has to be changed on the nodes. Nodes know each other by the authority and the subject of their
 * certificate: their names in reverse DNS are those of whatever Service comes first.
 */
function settingsOf(context: Context): Text {
  const chosen = Object.entries(context.platform.components['opensearch']?.config ?? {})
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
    .join('')
  const formation =
    context.topologyOf('opensearch') === 'cluster'
      ? text`discovery.seed_hosts: ${membersOf(workload, 'transport', 'host')}
cluster.initial_cluster_manager_nodes: ${membersOf(workload, 'transport', 'host')}
`
      : text`discovery.type: single-node
`
  return [
    ...text`cluster.name: llmflow
node.name: \${NODE_NAME}
node.roles: [cluster_manager, data, ingest]
node.store.allow_mmap: false
network.host: 0.0.0.0
`,
    ...formation,
    ...text`plugins.security.ssl.transport.pemcert_filepath: certificates/tls.crt
plugins.security.ssl.transport.pemkey_filepath: certificates/tls.key
plugins.security.ssl.transport.pemtrustedcas_filepath: certificates/ca.crt
plugins.security.ssl.transport.enforce_hostname_verification: false
plugins.security.ssl.http.enabled: true
plugins.security.ssl.http.pemcert_filepath: certificates/tls.crt
plugins.security.ssl.http.pemkey_filepath: certificates/tls.key
plugins.security.ssl.http.pemtrustedcas_filepath: certificates/ca.crt
plugins.security.ssl.certificates_hot_reload.enabled: true
plugins.security.allow_default_init_securityindex: true
plugins.security.restapi.roles_enabled: [all_access]
plugins.security.system_indices.enabled: true
plugins.security.nodes_dn: ['CN=${hostOf(workload, port)}', 'CN=${workload}.*']
${chosen}`,
  ]
}

/** Programs sign in with a password, people with a token of Keycloak. Read once, when the cluster is first formed. */
function signInOf(context: Context): Text {
  const people = hasDashboards(context)
    ? text`      openid:
        order: 1
        http_enabled: true
        transport_enabled: false
        http_authenticator:
          type: openid
          challenge: false
          config:
            subject_key: preferred_username
            roles_key: groups
            openid_connect_url: ${urlOf(keycloakEndpoint.workload, keycloakEndpoint.port)}/realms/${realmName}/.well-known/openid-configuration
        authentication_backend:
          type: noop
`
    : []
  return [
    ...text`_meta:
  type: config
  config_version: 2
config:
  dynamic:
    do_not_fail_on_forbidden: true
    kibana:
      multitenancy_enabled: false
      server_username: kibanaserver
    http:
      anonymous_auth_enabled: false
    authc:
      passwords:
        order: 0
        http_enabled: true
        transport_enabled: true
        http_authenticator:
          type: basic
          challenge: false
        authentication_backend:
          type: intern
`,
    ...people,
  ]
}

/** The image maps everybody to an index of their own, too. */
const firstRoles: Text = text`_meta:
  type: rolesmapping
  config_version: 2
all_access:
  reserved: false
  backend_roles: [admin]
kibana_server:
  reserved: false
  users: [kibanaserver]
`

/**
 * The image knows demo users whose passwords stand in its documentation: they are replaced before the first start.
 * A hash of the administrator's password can only be made where the password is.
 */
const start: Text = text`#!/bin/bash
set -eu
cd ${home}
hash=$(bash plugins/opensearch-security/tools/hash.sh -env ADMIN_PASSWORD | tail -n 1)
cat > config/opensearch-security/internal_users.yml <<END
_meta:
  type: internalusers
  config_version: 2
admin:
  hash: "$hash"
  reserved: true
  backend_roles: [admin]
END
exec ./opensearch-docker-entrypoint.sh opensearch
`
