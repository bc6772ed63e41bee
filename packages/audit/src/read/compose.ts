// Reads a compose file: every service of it is a process with its image, variables, ports and commands.

import { cut, textAt, type Field } from '@llmflow/spec'
import type { Composition, ListeningPort, Process, Variable } from '../graph/graph.js'
import { imageUse } from '../graph/image.js'
import { softwareOf } from '../graph/software.js'
import { commandWords } from './command-words.js'
import { portsOf, servesNobody, type ComposePort } from './compose-service.js'
import { withDefaults } from './interpolation.js'

/** Services are maps with an image, a build, an origin or a command. */
export function isComposition(root: Field): boolean {
  const services = root.get('services').entries
  return (
    services.length > 0 &&
    services.every(({ field }) => field.entries.length > 0 || field.value === null) &&
    services.some(({ field }) =>
      ['image', 'build', 'extends', 'command'].some((key) => field.get(key).value !== undefined),
    )
  )
}

export function readComposition(root: Field): Composition {
  const { entries } = root.get('services')
  return { field: root, processes: entries.map(({ key, field }) => serviceOf(key, field)) }
}

function serviceOf(name: string, field: Field): Process {
  const reference = withDefaults(field.get('image').text?.trim() ?? '')
  const { place } = field.get('image')
  const image = reference === '' ? undefined : imageUse(reference, place, place)
  return {
    origin: 'compose',
    name,
    namespace: '',
    field,
    image,
    software: servesNobody(field) ? undefined : softwareOf(image),
    environment: environmentOf(field.get('environment')),
    isEnvironmentKnown: field.get('env_file').value === undefined,
    command: commandWords(field.get('entrypoint')),
    args: commandWords(field.get('command')),
    ports: portsOf(field).flatMap(listening),
    files: [],
    gpus: gpusOf(field),
  }
}

const listening = ({ target, protocol, place }: ComposePort): readonly ListeningPort[] =>
  target === undefined ? [] : [{ name: '', number: target, protocol, place }]

/** Variables of a map or of a list of `NAME=value`; without a value they come from where Compose runs. */
export function environmentOf(field: Field): readonly Variable[] {
  return [...field.entries.map(({ key, field: value }) => entryOf(key, value)), ...listOf(field)]
}

function entryOf(name: string, value: Field): Variable {
  const { text, keyPlace } = value
  return {
    name,
    value: text === undefined ? undefined : withDefaults(text),
    keyPlace,
    excerpt: typeof value.value === 'string' ? value.excerpt : textAt(text ?? '', value.place),
  }
}

function listOf(field: Field): readonly Variable[] {
  return field.items.flatMap(({ excerpt }): readonly Variable[] => {
    const equals = excerpt.text.indexOf('=')
    const name = equals === -1 ? excerpt.text : excerpt.text.slice(0, equals)
    if (name.trim() === '') return []
    const keyPlace = excerpt.place(0, name.length)
    if (equals === -1) return [{ name, value: undefined, keyPlace, excerpt: cut(excerpt, 0, 0) }]
    const value = cut(excerpt, equals + 1)
    return [{ name, value: withDefaults(value.text), keyPlace, excerpt: value }]
  })
}

/** `all` is as many as the machine has: without a bound. */
function gpusOf(service: Field): number {
  const requests = service.get('gpus').text === 'all' ? ['all'] : []
  const devices = [
    ...service.get('deploy', 'resources', 'reservations', 'devices').items,
    ...service.get('gpus').items,
  ].filter((device) => device.get('capabilities').items.length === 0 || isGpu(device))
  const counts = devices.map((device) => {
    const ids = device.get('device_ids').items.length
    return ids > 0 ? `${ids}` : (device.get('count').text ?? 'all')
  })
  return [...requests, ...counts].reduce(
    (sum, count) => sum + (count === 'all' ? Number.POSITIVE_INFINITY : Number(count) || 0),
    0,
  )
}

const isGpu = (device: Field): boolean =>
  device.get('capabilities').items.some(({ text }) => text === 'gpu')
