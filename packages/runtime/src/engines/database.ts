// Reads where the records are when they are in PostgreSQL: the address from the service file, who connects from the environment.

import { RuntimeError } from '../error.js'

type Environment = { readonly [name: string]: string | undefined }

/** What `sslmode` may say; whatever asks for TLS gets it with the certificate checked. */
const encrypted: { readonly [sslmode: string]: boolean } = {
  disable: false,
  allow: false,
  prefer: false,
  require: true,
  'verify-ca': true,
  'verify-full': true,
}

/** The address is a URL or `host:port`. Throws `configuration`, and never repeats an address that holds a password. */
export function databaseOf(address: string, environment: Environment) {
  const text = address.includes('://') ? address : `postgresql://${address}`
  if (!URL.canParse(text)) throw wrong('is no address')
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') {
    throw wrong('names who connects: set LLMFLOW_DATABASE_USER and LLMFLOW_DATABASE_PASSWORD')
  }
  const isEncrypted = encrypted[url.searchParams.get('sslmode') ?? 'prefer']
  if (isEncrypted === undefined) throw wrong('has an sslmode that is not known')
  const password = environment['LLMFLOW_DATABASE_PASSWORD']
  return {
    host: url.hostname,
    port: Number(url.port === '' ? 5432 : url.port),
    database: environment['LLMFLOW_DATABASE_NAME'] ?? 'llmflow',
    user: environment['LLMFLOW_DATABASE_USER'] ?? 'llmflow',
    connectionsMax: connectionsOf(environment['LLMFLOW_DATABASE_CONNECTIONS'] ?? '10'),
    isEncrypted,
    ...(password === undefined ? {} : { password }),
  }
}

function connectionsOf(text: string): number {
  const connections = Number(text)
  if (Number.isInteger(connections) && connections >= 1 && connections <= 1000) return connections
  throw new RuntimeError('configuration', 'LLMFLOW_DATABASE_CONNECTIONS: from 1 to 1000')
}

const wrong = (what: string): RuntimeError =>
  new RuntimeError('configuration', `records.address ${what}`)
