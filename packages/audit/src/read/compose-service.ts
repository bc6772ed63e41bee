// Reads what a compose service publishes, mounts, joins and waits for, in each of the forms that Compose takes.

import type { Field, Location } from '@llmflow/spec'
import { withDefaults } from './interpolation.js'

/** A port of a service; `published` is empty when Compose chooses one of the host. */
export type ComposePort = {
  readonly target: number | undefined
  readonly published: string
  readonly isLoopback: boolean
  readonly protocol: string
  readonly place: Location
}

/** `8080:80`, `127.0.0.1:8080:80/tcp`, `80`, or the long form. Ranges stand for their first port. */
export function portsOf(service: Field): readonly ComposePort[] {
  return service.get('ports').items.map((item) => {
    if (item.entries.length > 0) return longPort(item)
    const [ports = '', protocol = 'tcp'] = withDefaults(item.text ?? '').split('/', 2)
    const parts = ports.split(/:(?![^[]*\])/)
    const host = parts.length > 2 ? parts.slice(0, -2).join(':') : ''
    return {
      target: portNumber(parts.at(-1)),
      published: parts.length > 1 ? (parts.at(-2) ?? '') : '',
      isLoopback: isLoopback(host),
      protocol: protocol.toUpperCase(),
      place: item.place,
    }
  })
}

function longPort(item: Field): ComposePort {
  return {
    target: portNumber(item.get('target').text),
    published: withDefaults(item.get('published').text ?? ''),
    isLoopback: isLoopback(item.get('host_ip').text ?? ''),
    protocol: (item.get('protocol').text ?? 'tcp').toUpperCase(),
    place: item.place,
  }
}

const isLoopback = (host: string): boolean => host.startsWith('127.') || host === '[::1]'

function portNumber(text: string | undefined): number | undefined {
  const port = Number.parseInt(text ?? '', 10)
  return port > 0 && port < 65_536 ? port : undefined
}

/** A mount of a service. `source` is empty for an anonymous volume. */
type ComposeVolume = {
  readonly source: string
  readonly target: string
  /** Whether `source` names a volume, and not a path of the host. */
  readonly isNamed: boolean
  readonly place: Location
}

export function volumesOf(service: Field): readonly ComposeVolume[] {
  return service.get('volumes').items.flatMap((item) => {
    if (item.entries.length > 0) return longVolume(item)
    const parts = withDefaults(item.text ?? '').split(/:(?![\\])/)
    const [first = '', second] = parts
    if (first === '') return []
    if (second === undefined) {
      return [{ source: '', target: first, isNamed: false, place: item.place }]
    }
    return [
      {
        source: first,
        target: second,
        isNamed: isVolumeName(first),
        place: item.excerpt.text.startsWith(first)
          ? item.excerpt.place(0, first.length)
          : item.place,
      },
    ]
  })
}

function longVolume(item: Field): readonly ComposeVolume[] {
  const source = item.get('source')
  const type = item.get('type').text ?? 'volume'
  return [
    {
      source: source.text ?? '',
      target: item.get('target').text ?? '',
      isNamed: type === 'volume' && source.text !== undefined,
      place: source.place,
    },
  ]
}

const isVolumeName = (text: string): boolean => /^[A-Za-z0-9][\w.-]*$/.test(text)

/** Names with their places, from a list of them or from the keys of a map. */
type ComposeName = {
  readonly name: string
  readonly place: Location
  /** What the long form says of it. */
  readonly field: Field | undefined
}

export function namesOf(field: Field): readonly ComposeName[] {
  const keys = field.entries.map(({ key, field: value }) => ({
    name: key,
    place: value.keyPlace,
    field: value,
  }))
  const items = field.items.flatMap((item) =>
    item.text === undefined ? [] : [{ name: item.text, place: item.place, field: undefined }],
  )
  return [...keys, ...items]
}

/** Without a network nothing is served: whatever runs there borrows the image for its tools. */
export const servesNobody = (service: Field): boolean => service.get('network_mode').text === 'none'
