// The settings that Keycloak reads, by version.

import type { OptionFacts } from '../../facts.js'
import { readOptions, unreadOption } from '../../options.js'

const source =
  'org.keycloak:keycloak-config-api 23.0.7 (Maven Central), org.keycloak.config.*Options'

const names23 = `
  cache cache-config-file cache-stack class-loader-ignore-artifacts config-keystore
  config-keystore-password config-keystore-type db db-dialect db-driver db-password
  db-pool-initial-size db-pool-max-size db-pool-min-size db-schema db-url db-url-database
  db-url-host db-url-port db-url-properties db-username dir features features-disabled file
  fips-mode health-classic-probes-enabled health-enabled hostname hostname-admin
  hostname-admin-url hostname-debug hostname-path hostname-port hostname-strict
  hostname-strict-backchannel hostname-strict-https hostname-url http-enabled http-host
  http-max-queued-requests http-port http-relative-path http-server-enabled
  https-certificate-file https-certificate-key-file https-cipher-suites https-client-auth
  https-key-store-file https-key-store-password https-key-store-type https-port https-protocols
  https-trust-store-file https-trust-store-password https-trust-store-type log-console-color
  log-console-enabled log-console-format log-console-output log-file log-file-enabled
  log-file-format log-file-output log-gelf-enabled log-gelf-facility log-gelf-host
  log-gelf-include-location log-gelf-include-message-parameters log-gelf-include-stack-trace
  log-gelf-level log-gelf-max-message-size log-gelf-port log-gelf-timestamp-format
  log-gelf-version log-level metrics-enabled override proxy proxy-allow-forwarded-header
  proxy-allow-x-forwarded-header proxy-forwarded-host realm transaction-xa-enabled users
  users-per-file vault vault-dir vault-file vault-pass vault-type
`

const listed23 = readOptions(names23)

/** Every option is also a variable: `db-url` is KC_DB_URL. */
export const env23: OptionFacts = {
  isComplete: true,
  source: `${source}; keycloak/keycloak docs/guides/server/configuration.adoc`,
  options: [
    ...listed23.map(({ name }) => ({
      name: `KC_${name.toUpperCase().replaceAll('-', '_')}`,
      read: true,
    })),
    ...readOptions('KEYCLOAK_ADMIN KEYCLOAK_ADMIN_PASSWORD JAVA_OPTS JAVA_OPTS_APPEND TZ LANG'),
    unreadOption('KC_BOOTSTRAP_ADMIN_USERNAME', 'KEYCLOAK_ADMIN (renamed only in 26)'),
    unreadOption('KC_BOOTSTRAP_ADMIN_PASSWORD', 'KEYCLOAK_ADMIN_PASSWORD (renamed only in 26)'),
    unreadOption('KC_PROXY_HEADERS', 'KC_PROXY (KC_PROXY_HEADERS exists from 24 on)'),
    unreadOption('KEYCLOAK_USER', 'KEYCLOAK_ADMIN'),
    unreadOption('KEYCLOAK_PASSWORD', 'KEYCLOAK_ADMIN_PASSWORD'),
    unreadOption('DB_VENDOR', 'KC_DB'),
    unreadOption('DB_ADDR', 'KC_DB_URL'),
  ],
  prefixes: ['KC_SPI_', 'QUARKUS_'],
}

export const args23: OptionFacts = {
  isComplete: false,
  source: `${source}; keycloak/keycloak docs/guides/server/containers.adoc; quarkus Messages.java`,
  options: [
    ...listed23.map(({ name }) => ({ name: `--${name}`, read: true })),
    ...readOptions('start --import-realm'),
    unreadOption(
      '--optimized',
      '`start` without it: the stock image was never built, so `start --optimized` ends at once',
    ),
  ],
}

/** LDAP is no setting of the server: it is a component of a realm. */
export const config23: OptionFacts = {
  isComplete: false,
  source: `${source}; keycloak/keycloak server-spi-private LDAPConstants.java`,
  options: [
    ...listed23,
    ...['enabled', 'vendor', 'connectionUrl', 'usersDn', 'bindDn', 'bindCredential'].map((name) =>
      unreadOption(
        `ldap.${name}`,
        'components.keycloak.options.ldap, which becomes a federation of the realm',
      ),
    ),
    unreadOption('hostname.https', 'KC_PROXY=edge behind the gateway, which holds the certificate'),
  ],
}
