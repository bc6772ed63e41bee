// Collects the databases that components declare, and writes the script that makes them with their owners.

import { secretOf, text, type SecretText, type Text } from '@llmflow/spec'
import type { Context, SecretDeclaration } from '../../component.js'
import { environmentName } from '../../naming.js'

/** A database with the role that owns it; both have the same name. */
type Database = { readonly component: string; readonly name: string }

export function databasesOf(context: Context): readonly Database[] {
  return context.components.flatMap(({ name: component, databases }) =>
    (databases?.(context) ?? []).map((name) => ({ component, name })),
  )
}

/** The secret with the password of a component’s role. */
export const databaseSecret = (component: string): string => `${component}-database`

/** The variable with the password of a role, for scripts that make it or log in as it. */
export const passwordVariable = (name: string): string => `${environmentName(name)}_PASSWORD`

export function databaseSecrets(context: Context): { readonly [name: string]: SecretDeclaration } {
  return Object.fromEntries(
    databasesOf(context).map(({ component, name }) => [
      databaseSecret(component),
      {
        keys: {
          password: {
            format: 'alphanumeric',
            length: 32,
            purpose: `password of the PostgreSQL role ${name}`,
          },
        },
        purpose: `database of ${component}`,
      },
    ]),
  )
}

export function databasePasswords(context: Context): { readonly [name: string]: SecretText } {
  return Object.fromEntries(
    databasesOf(context).map(({ component, name }) => [
      passwordVariable(name),
      [secretOf(databaseSecret(component), 'password')],
    ]),
  )
}

/**
 * A psql script that can run again and again: it makes what is missing and sets the passwords anew. Statements with
 * passwords stay out of the server's log.
 */
export function databaseScript(context: Context): Text {
  const statements = databasesOf(context).map(({ name }) => scriptOf(name))
  return text`${[quiet, exporterScript, ...statements].join('\n')}\n`
}

const quiet = 'SET log_statement = none;\nSET log_min_error_statement = panic;'

/** The exporter reads statistics as a role that may do nothing else. */
const exporterScript = `
\\getenv password EXPORTER_PASSWORD
SELECT 'CREATE ROLE exporter' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'exporter') \\gexec
ALTER ROLE exporter LOGIN PASSWORD :'password';
GRANT pg_monitor TO exporter;`

const scriptOf = (name: string): string => `
\\getenv password ${passwordVariable(name)}
SELECT 'CREATE ROLE ${name}' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${name}') \\gexec
ALTER ROLE ${name} LOGIN PASSWORD :'password';
SELECT 'CREATE DATABASE ${name} OWNER ${name}'
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '${name}') \\gexec
REVOKE ALL ON DATABASE ${name} FROM PUBLIC;`
