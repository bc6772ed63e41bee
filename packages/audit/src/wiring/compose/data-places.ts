// Finds volumes that are mounted elsewhere than where the program keeps its data, and models on volumes that nothing fills.

import { dataPlaces } from '@llmflow/catalog'
import { diagnostic, type Diagnostic, type Location } from '@llmflow/spec'
import type { Composition, Process, Word } from '../../graph/graph.js'
import { servesNobody, volumesOf } from '../../read/compose-service.js'
import type { AuditRule } from '../../rule.js'

export const dataOutsideVolume: AuditRule = ({ compositions }) =>
  compositions.flatMap(({ processes }) => processes.flatMap(outside))

/** The mount of a volume for data: its name or its path says so. Others may hold certificates or backups. */
function outside(process: Process): readonly Diagnostic[] {
  const { image, software, name, field } = process
  const place = dataPlaces.find(({ repository }) => repository === image?.repository)
  if (place === undefined || servesNobody(field)) return []
  if (place.settings.some((setting) => isSet(process, setting))) return []
  const volumes = volumesOf(field)
  const right = [place.path, ...(place.before ?? [])]
  if (volumes.some(({ target }) => right.some((path) => covers(target, path)))) return []
  const meant = volumes.find(
    ({ source, target, isNamed }) =>
      isNamed && /data/i.test(`${source} ${target}`) && !covers(place.path, target),
  )
  if (meant === undefined) return []
  const program = software?.software.title ?? name
  const params = { program, path: place.path, mount: meant.target }
  return [diagnostic('wiring/data-outside-volume', targetPlace(process, meant), params)]
}

function targetPlace({ field }: Process, volume: ReturnType<typeof volumesOf>[number]): Location {
  const index = volumesOf(field).findIndex(({ source }) => source === volume.source)
  return field.get('volumes', index).place
}

const isSet = ({ environment, args, command }: Process, setting: string): boolean =>
  environment.some(({ name }) => name === setting) ||
  [...command, ...args].some(({ text }) => text.replace(/^-+/, '').split('=')[0] === setting)

/** Whether a directory holds a path. */
const covers = (directory: string, path: string): boolean =>
  path === directory || path.startsWith(directory.endsWith('/') ? directory : `${directory}/`)

export const unfilledVolume: AuditRule = ({ compositions }) =>
  compositions.flatMap((composition) =>
    composition.processes.flatMap((process) => unfilled(composition, process)),
  )

/** Servers of models only read what they serve: a volume that no other service mounts stays empty. */
function unfilled(composition: Composition, process: Process): readonly Diagnostic[] {
  const path = modelPath(process)
  if (path === undefined) return []
  const volume = volumesOf(process.field).find(
    ({ isNamed, target }) => isNamed && covers(target, path.text),
  )
  if (volume === undefined || isFilledElsewhere(composition, process, volume.source)) return []
  const params = { service: process.name, path: path.text, volume: volume.source }
  const place = path.excerpt.place(0, path.text.length)
  return [diagnostic('wiring/unfilled-volume', place, params, { related: [volume.place] })]
}

/** The value of `--model /path` or of `--model=/path`, when it is a path. */
function modelPath({ args, command, software }: Process): Word | undefined {
  if (software?.software.name !== 'vllm') return undefined
  const words = [...command, ...args]
  const value = words[words.findIndex(({ text }) => text === '--model') + 1]
  return value?.text.startsWith('/') === true && words.some(({ text }) => text === '--model')
    ? value
    : undefined
}

function isFilledElsewhere({ field, processes }: Composition, own: Process, name: string): boolean {
  const definition = field.get('volumes', name)
  if (definition.entries.length > 0) return true
  return processes.some(
    (other) => other !== own && volumesOf(other.field).some(({ source }) => source === name),
  )
}
