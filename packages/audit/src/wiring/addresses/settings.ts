// Finds addresses in settings: a name says that its value is an address, and which other setting is its port.

import type { Location } from '@llmflow/spec'
import {
  driverStringIn,
  fullNamesIn,
  hostPortsIn,
  isHostName,
  portNumber,
  urlsIn,
  type Found,
} from './text.js'

/** A name with its value. Settings of one block belong together. */
export type Setting = {
  readonly key: string
  readonly text: string
  /** The place of `length` characters that begin at `start` in the text. */
  readonly place: (start: number, length: number) => Location
}

/** A host as it is written somewhere, and the port that it is asked at. */
export type WrittenAddress = {
  readonly host: string
  readonly place: Location
  readonly port: number | undefined
  /** Undefined when the port follows from the scheme. */
  readonly portPlace: Location | undefined
}

/** The addresses of a block of settings. */
export function addressesIn(block: readonly Setting[]): readonly WrittenAddress[] {
  const ports = new Map(block.map((setting) => [wordsOf(setting.key).join(' '), setting]))
  return block.flatMap((setting) => {
    const found = foundIn(setting)
    if (found.length > 0) return found.map((one) => writtenOf(setting, one))
    return splitAddress(setting, ports)
  })
}

function foundIn({ key, text }: Setting): readonly Found[] {
  const urls = urlsIn(text)
  const names = fullNamesIn(text).filter(({ start }) => urls.every((one) => one.start !== start))
  if (urls.length > 0) return isOwnAddress(key) ? names : [...urls, ...names]
  if (names.length > 0) return names
  if (!saysAddress(key)) return []
  const pairs = hostPortsIn(text)
  return pairs.length > 0 ? pairs : driverStringIn(text)
}

function writtenOf({ place }: Setting, found: Found): WrittenAddress {
  const { host, start, port, portStart } = found
  return {
    host,
    place: place(start, host.length),
    port,
    portPlace: portStart === undefined ? undefined : place(portStart, `${port ?? ''}`.length),
  }
}

/** A host whose port stands in a setting of its own: `DB_HOST` and `DB_PORT`, `host` and `port`. */
function splitAddress(
  { key, text, place }: Setting,
  ports: ReadonlyMap<string, Setting>,
): readonly WrittenAddress[] {
  const host = text.trim()
  if (!isHostName(host) || !/^[a-z]/i.test(host) || loginMethods.has(host)) return []
  const words = wordsOf(key)
  const last = words.at(-1) ?? ''
  if (!hostWords.has(last) || words.some((word) => ownWords.has(word))) return []
  const port = ports.get([...words.slice(0, -1), 'port'].join(' '))
  const number = port === undefined ? undefined : portNumber(port.text.trim())
  // Without a port, only a name that says `host` and of what is clear enough, or a name with its namespace.
  const isClear =
    number !== undefined || (last === 'host' && words.length > 1) || host.includes('.')
  if (!isClear) return []
  return [
    {
      host,
      place: place(text.indexOf(host), host.length),
      port: number,
      portPlace: number === undefined ? undefined : port?.place(0, port.text.length),
    },
  ]
}

/** What `auth-host` of PostgreSQL's initdb says, and nobody calls a server. */
const loginMethods: ReadonlySet<string> = new Set(['scram-sha-256', 'md5', 'trust', 'peer'])

const hostWords: ReadonlySet<string> = new Set([
  'host',
  'hostname',
  'address',
  'addr',
  'server',
  'endpoint',
])

const addressWords: ReadonlySet<string> = new Set([
  ...hostWords,
  'addresses',
  'addrs',
  'backend',
  'backends',
  'bootstrap',
  'broker',
  'brokers',
  'connect',
  'connection',
  'dsn',
  'endpoints',
  'hosts',
  'join',
  'members',
  'nodes',
  'peers',
  'proxy',
  'seeds',
  'sentinel',
  'sentinels',
  'servers',
  'target',
  'targets',
  'upstream',
  'upstreams',
  'uri',
  'uris',
  'url',
  'urls',
])

/** Words of names under which a program is known itself, or which it only compares with. */
const ownWords: ReadonlySet<string> = new Set([
  'advertise',
  'advertised',
  'allowed',
  'announce',
  'bind',
  'canonical',
  'cors',
  'external',
  'http',
  'image',
  'ingress',
  'issuer',
  'known',
  'listen',
  'listener',
  'listeners',
  'local',
  'origin',
  'origins',
  'own',
  'public',
  'redirect',
  'trusted',
  'version',
  'virtual',
  'webui',
])

function saysAddress(key: string): boolean {
  const words = wordsOf(key)
  return words.some((word) => addressWords.has(word)) && !words.some((word) => ownWords.has(word))
}

/** A URL under which a program is known may be one of the outside. */
const isOwnAddress = (key: string): boolean =>
  wordsOf(key).some((word) => ownWords.has(word) && word !== 'http' && word !== 'external')

/** `DB_HOST`, `dbHost`, `--db-host` and `db.host` are `db host`; `PGHOST` is `pg host`. */
function wordsOf(key: string): readonly string[] {
  return key
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/^(PG)(HOST|PORT)$/, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}
