// Writes pgbouncer.ini, and the script that puts the users' passwords where PgBouncer reads them.

import { hostOf, text, type SecretText, type Text, secretOf } from '@llmflow/spec'
import type { Context, PartSizes } from '../../component.js'
import { placeOfPooler, pooledComponents, poolerPort, type Endpoint } from '../../endpoints.js'
import { isSecured } from '../postgresql/certificates.js'
import { databaseSecret, passwordVariable } from '../postgresql/databases.js'

export const statisticsSecret = 'pgbouncer'

type Pool = { readonly component: string; readonly database: string }

/** The databases of the pooled components; a role of the same name owns each. */
function poolsOf(context: Context): readonly Pool[] {
  const pooled = new Set(pooledComponents(context))
  return context.components
    .filter(({ name }) => pooled.has(name))
    .flatMap(({ name, databases }) =>
      (databases?.(context) ?? []).map((database) => ({ component: name, database })),
    )
}

export function passwordVariables(context: Context): { readonly [name: string]: SecretText } {
  return {
    STATISTICS_PASSWORD: [secretOf(statisticsSecret, 'password')],
    ...Object.fromEntries(
      poolsOf(context).map(({ component, database }) => [
        passwordVariable(database),
        [secretOf(databaseSecret(component), 'password')],
      ]),
    ),
  }
}

/** Passwords never stand in the configuration: the file of users is made at each start, in memory. */
export function startScript(context: Context): string {
  const users = [
    `"statistics" "%s"\\n' "$STATISTICS_PASSWORD"`,
    ...poolsOf(context).map(
      ({ database }) => `"${database}" "%s"\\n' "$${passwordVariable(database)}"`,
    ),
  ]
  return [
    'set -eu',
    'umask 077',
    '{',
    ...users.map((user) => `  printf '${user}`),
    '} > /tmp/users.txt',
    'exec /usr/bin/pgbouncer /etc/pgbouncer/platform.ini',
  ].join('\n')
}

/**
 * A server connection is lent for one transaction. Prepared statements are followed since 1.21; a client’s own start-up
 * options would make its connection unlike the others and are left out.
 */
export function configurationText(
  context: Context,
  sizes: PartSizes,
  { workload, port }: Endpoint,
): Text {
  const servers = sizes.figures['databaseConnections']?.value.value ?? 20
  const clients = sizes.figures['clientConnections']?.value.value ?? 100
  const pools = poolsOf(context)
  const each = Math.max(5, Math.floor(servers / Math.max(1, pools.length)))
  return [
    '[databases]\n',
    ...pools.flatMap(({ database }): Text => [
      `${database} = host=`,
      hostOf(workload, port),
      ` port=5432 dbname=${database} pool_size=${each}\n`,
    ]),
    ...text`
[pgbouncer]
listen_addr = 0.0.0.0
listen_port = ${poolerPort(context)}
auth_type = scram-sha-256
auth_file = /tmp/users.txt
pool_mode = transaction
max_client_conn = ${clients + 100}
default_pool_size = ${each}
max_db_connections = ${servers}
max_prepared_statements = 200
server_idle_timeout = 300
query_wait_timeout = 30
ignore_startup_parameters = extra_float_digits,options
stats_users = statistics
${safetyLines(context).join('\n')}
unix_socket_dir =
`,
  ]
}

export const certificateFolder = '/etc/pgbouncer/certificate'

/** The server is known by its certificate where it has one; clients on other machines may ask for one too. */
function safetyLines(context: Context): readonly string[] {
  if (!isSecured(context)) return ['server_tls_sslmode = prefer']
  const server = [
    'server_tls_sslmode = verify-full',
    `server_tls_ca_file = ${certificateFolder}/ca.crt`,
    'server_tls_protocols = secure',
  ]
  if (placeOfPooler(context) === 'cluster') return server
  return [
    ...server,
    'client_tls_sslmode = prefer',
    `client_tls_cert_file = ${certificateFolder}/tls.crt`,
    `client_tls_key_file = ${certificateFolder}/tls.key`,
    `client_tls_ca_file = ${certificateFolder}/ca.crt`,
  ]
}
