// Lists what problems of programs are looked for in: processes, blocks of values, configuration files, custom resources.

import {
  findSoftware,
  softwareOfKind,
  versionIn,
  versionOf,
  type Software,
  type SoftwareVersion,
  type SubjectForm,
} from '@llmflow/catalog'
import { readFields, type Field, type Location } from '@llmflow/spec'
import { volumesOf } from '../read/compose-service.js'
import type { Configuration, Graph, KubernetesObject, Process } from '../graph/graph.js'
import {
  configurationSettings,
  keySettings,
  processSettings,
  settingsFrom,
  type Settings,
} from './settings.js'
import { remembered } from '../graph/remembered.js'
import { enclosedProcesses, isMountedInside } from './enclosed.js'

/** One thing that configures a program. */
export type Subject = {
  readonly form: SubjectForm
  readonly role: string
  readonly name: string
  readonly software: Software
  readonly part: string
  /** What is known of its version. */
  readonly facts: SoftwareVersion | undefined
  /** The version that is stated, or the newest known one where none is; undefined for `latest` and the like. */
  readonly version: string | undefined
  /** Whether the version is stated, and not taken to be the newest. */
  readonly isVersionStated: boolean
  readonly settings: Settings
  /** False when settings may come from what is not here. */
  readonly isComplete: boolean
  /** Whether nobody reaches it but the services that share a network with it, on one machine. */
  readonly isEnclosed: boolean
  readonly process: Process | undefined
  readonly field: Field | undefined
  /** Where it is named. */
  readonly place: Location
  /** Where its settings stand: the key `environment`, or its name. */
  readonly settingsPlace: Location
}

/** All subjects of a graph, built once. */
export const subjectsOf = remembered((graph: Graph): readonly Subject[] => {
  const enclosed = enclosedProcesses(graph)
  return [
    ...graph.processes.flatMap((process) => processSubject(process, enclosed)),
    ...graph.processes.flatMap((process) => mountedSubjects(process, enclosed)),
    ...graph.configurations.flatMap((configuration) =>
      configurationSubject(configuration, isMountedInside(graph, configuration, enclosed)),
    ),
    ...graph.objects.flatMap(resourceSubject),
  ]
})

function processSubject(process: Process, enclosed: ReadonlySet<Process>): readonly Subject[] {
  const { software: found, origin, field, image, isEnvironmentKnown } = process
  if (found === undefined) return []
  const { software, part, version } = found
  const tag = image?.tag ?? ''
  const stated = version?.tags?.includes(tag) === true ? version.version : versionIn(tag)
  const isUnstated = origin === 'values' && tag === ''
  const place = origin === 'kubernetes' ? field.get('name').place : field.keyPlace
  const environment = field.get(origin === 'kubernetes' ? 'env' : 'environment')
  return [
    {
      form: origin,
      role: 'process',
      name: process.name,
      software,
      part,
      facts: version,
      version: stated ?? (isUnstated ? version?.version : undefined),
      isVersionStated: stated !== undefined,
      settings: processSettings(process),
      isComplete: isEnvironmentKnown && origin !== 'values' && !isExtended(process),
      isEnclosed: enclosed.has(process),
      process,
      field,
      place,
      settingsPlace: environment.value === undefined ? place : environment.keyPlace,
    },
  ]
}

/** A compose service that takes the rest from another one, maybe of another file. */
const isExtended = ({ origin, field }: Process): boolean =>
  origin === 'compose' && field.get('extends').value !== undefined

/** Configuration files in YAML that a process mounts and that are here. */
function mountedSubjects(process: Process, enclosed: ReadonlySet<Process>): readonly Subject[] {
  const { software: known, files } = process
  const paths = known?.software.configurationPaths ?? []
  if (paths.length === 0) return []
  const pattern = new RegExp(paths.join('|'), 'u')
  return files
    .filter(({ path }) => pattern.test(path))
    .flatMap(({ path, excerpt }) => {
      const [root] = readFields(excerpt).documents
      return processSubject(process, enclosed).flatMap((subject): readonly Subject[] =>
        root === undefined
          ? []
          : [
              {
                ...subject,
                form: 'configuration',
                role: 'mounted',
                name: path,
                settings: settingsFrom(keySettings(root), false),
                isComplete: true,
                process: undefined,
                field: root,
                place: excerpt.place(0, 1),
                settingsPlace: excerpt.place(0, 1),
              },
            ],
      )
    })
}

function configurationSubject(
  configuration: Configuration,
  isEnclosed: boolean,
): readonly Subject[] {
  const software = findSoftware(configuration.software)
  if (software === undefined) return []
  const place = configuration.excerpt.place(0, 1)
  return [
    {
      form: 'configuration',
      role: configuration.role,
      name: configuration.name,
      software,
      part: '',
      facts: software.versions[0],
      version: software.versions[0]?.version,
      isVersionStated: false,
      settings: settingsFrom(configurationSettings(configuration), false),
      isComplete: true,
      isEnclosed,
      process: undefined,
      field: configuration.root,
      place,
      settingsPlace: place,
    },
  ]
}

function resourceSubject({ apiVersion, kind, name, field }: KubernetesObject): readonly Subject[] {
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')))
  const software = softwareOfKind(group, kind)
  if (software === undefined) return []
  const spec = field.get('spec')
  const image = spec.get('components', 'image').text ?? spec.get('image').text ?? ''
  const tag = image.slice(image.lastIndexOf(':') + 1)
  const stated = image === '' ? undefined : versionIn(tag)
  const place = field.get('metadata', 'name').place
  return [
    {
      form: 'custom-resource',
      role: kind,
      name,
      software,
      part: '',
      facts: versionOf(software, tag),
      version: stated ?? software.versions[0]?.version,
      isVersionStated: stated !== undefined,
      settings: settingsFrom(keySettings(spec), false),
      isComplete: true,
      isEnclosed: false,
      process: undefined,
      field: spec,
      place,
      settingsPlace: spec.keyPlace,
    },
  ]
}

/** A place inside of a container at which something is mounted. */
type Mount = { readonly path: string; readonly place: Location }

export function mountsOf({ process }: Subject): readonly Mount[] {
  if (process === undefined) return []
  if (process.origin === 'compose') {
    return volumesOf(process.field).map(({ target, place }) => ({ path: target, place }))
  }
  return process.field.get('volumeMounts').items.map((mount) => ({
    path: mount.get('mountPath').text ?? '',
    place: mount.get('mountPath').place,
  }))
}
