// Finds the programs that a file of Helm values speaks of: blocks with an image, replicas or resources.

import { findSoftware, versionOf } from '@llmflow/catalog'
import { textAt, type Field } from '@llmflow/spec'
import type { ImageUse, KnownSoftware, Process, ValuesFile, Variable } from '../graph/graph.js'
import { imageOf, imageUse } from '../graph/image.js'
import { softwareOf } from '../graph/software.js'
import { commandWords } from './command-words.js'
import { environmentOf } from './compose.js'

/** Blocks deeper than this describe parts of a pod and no programs. */
const depthMax = 4

const isValuesName = (file: string): boolean =>
  /^([\w.-]+[-.])?values([-.][\w.-]+)?\.ya?ml$/i.test(file)

/** By name, or by shape: blocks with an image in parts and replicas, a switch or resources beside it. */
export function isValues(document: string, name: string, root: Field): boolean {
  if (root.entries.length === 0) return false
  if (isValuesName(name) || isValuesName(document.split('/').at(-1) ?? '')) return true
  if (root.get('apiVersion').value !== undefined) return false
  if (root.get('global', 'imageRegistry').text !== undefined) return true
  return root.entries.some(({ field }) => {
    const hasCount = ['replicaCount', 'replicas', 'enabled', 'resources'].some(
      (key) => field.get(key).value !== undefined,
    )
    return hasCount && field.get('image', 'repository').text !== undefined
  })
}

type ReadValues = { readonly file: ValuesFile; readonly processes: readonly Process[] }

/** The programs of a values file in its order; parts of one are named by their path: `tei.embedding`. */
export function readValues(document: string, name: string, root: Field): ReadValues {
  const processes = root.entries.flatMap(({ key, field }) =>
    key === 'global' ? [] : blocksOf({ path: [key], field, around: undefined }),
  )
  return { file: { name, root, document }, processes }
}

type Block = {
  readonly path: readonly string[]
  readonly field: Field
  /** The program that the blocks around this one stand for. */
  readonly around: KnownSoftware | undefined
}

function blocksOf(block: Block): readonly Process[] {
  const { path, field } = block
  if (field.entries.length === 0 || path.length > depthMax) return []
  if (field.get('enabled').text === 'false') return []
  const key = path.at(-1) ?? ''
  const image = blockImage(field)
  const named = knownByKey(key)
  const software = programOf(block, image, named)
  const below = field.entries.flatMap(({ key: name, field: child }) =>
    partsOf(name, child).flatMap(([part, item]) =>
      blocksOf({ ...block, path: [...path, part], field: item, around: software ?? named }),
    ),
  )
  const isProgram = runs(field) || (named !== undefined && isOwn(block, below.length > 0))
  return isProgram ? [processOf(block, image, software), ...below] : below
}

/** A block, or each block of a list with its name: `vllm.models[]`. */
function partsOf(name: string, field: Field): readonly (readonly [string, Field])[] {
  if (settingBlocks.has(name)) return []
  if (field.items.length === 0) return [[name, field]]
  return field.items
    .filter(runs)
    .map((item, index) => [item.get('name').text ?? `${name}[${index}]`, item])
}

/** Blocks that describe a workload or a connection, and hold no other workload. */
const settingBlocks: ReadonlySet<string> = new Set([
  'affinity',
  'config',
  'configuration',
  'env',
  'extraEnv',
  'extraVolumes',
  'global',
  'image',
  'ingress',
  'initContainers',
  'livenessProbe',
  'metrics',
  'nodeSelector',
  'persistence',
  'podAnnotations',
  'podLabels',
  'readinessProbe',
  'resources',
  'securityContext',
  'service',
  'serviceAccount',
  'startupProbe',
  'tolerations',
  'volumePermissions',
])

/** Whether a block says how often and with what something runs. */
function runs(field: Field): boolean {
  if (field.get('image', 'repository').text !== undefined) return true
  const hasCount = ['replicaCount', 'replicas', 'autoscaling'].some(
    (key) => field.get(key).value !== undefined,
  )
  const { entries } = field.get('resources')
  return hasCount || entries.some(({ key }) => key === 'limits' || key === 'requests')
}

/** A block without a workload of its own still stands for a program that its key names, when it says more than `enabled`. */
function isOwn({ path, field }: Block, hasParts: boolean): boolean {
  const own = field.entries.filter(
    ({ key, field: value }) =>
      key !== 'enabled' &&
      (settingBlocks.has(key) || (value.entries.length === 0 && value.items.length === 0)),
  )
  if (path.length === 1) return hasParts ? own.length > 0 : field.entries.length > 0
  return field.get('enabled').text === 'true' && !hasParts
}

function knownByKey(key: string): KnownSoftware | undefined {
  const software = findSoftware(key)
  return software === undefined
    ? undefined
    : { software, part: '', version: versionOf(software, '') }
}

function programOf(
  { field, around, path }: Block,
  image: ImageUse | undefined,
  named: KnownSoftware | undefined,
): KnownSoftware | undefined {
  if (image !== undefined) {
    const known = softwareOf(image) ?? (mayBe(named, image) ? named : undefined)
    return known === undefined ? undefined : atTag(known, image.tag)
  }
  if (named !== undefined) return named
  if (around === undefined || !runs(field)) return undefined
  return companion.test(path.at(-1) ?? '') ? undefined : { ...around, part: path.at(-1) ?? '' }
}

const atTag = (known: KnownSoftware, tag: string): KnownSoftware => ({
  ...known,
  version: known.version ?? versionOf(known.software, tag),
})

/** Programs that run beside another one and are not it. */
const companion = /metrics|exporter|sidecar|permission|init|test|alertmanager|operator|webhook/i

/** Whether an image that the catalog does not know may hold the program that the key names. */
function mayBe(named: KnownSoftware | undefined, image: ImageUse): boolean {
  const isWrong = named?.software.wrongImages?.some(
    ({ repository }) => repository === image.repository,
  )
  return isWrong === true || !isPublic(image)
}

/** An image of a public registry says what it is; a copy in a private one may go by any name. */
const isPublic = ({ repository }: ImageUse): boolean =>
  /^(docker\.io|ghcr\.io|quay\.io|gcr\.io|registry\.k8s\.io|nvcr\.io|public\.ecr\.aws|mcr\.microsoft\.com)\//.test(
    repository,
  )

function blockImage(block: Field): ImageUse | undefined {
  const image = block.get('image')
  if (image.entries.length === 0) return imageOf(image)
  const repository = image.get('repository')
  const name = repository.text?.trim() ?? ''
  if (name === '') return undefined
  const tag = image.get('tag')
  const host = image.get('registry').text ?? ''
  const digest = image.get('digest').text ?? ''
  const reference = [
    host === '' ? name : `${host}/${name}`,
    tag.text === undefined || tag.text === '' ? '' : `:${tag.text}`,
    digest === '' ? '' : `@${digest}`,
  ].join('')
  return imageUse(
    reference,
    tag.text === undefined ? repository.place : tag.place,
    repository.place,
  )
}

function processOf(
  { path, field }: Block,
  image: ImageUse | undefined,
  software: KnownSoftware | undefined,
): Process {
  return {
    origin: 'values',
    name: path.join('.'),
    namespace: '',
    field,
    image,
    software,
    environment: ['env', 'environment', 'extraEnv', 'extraEnvVars'].flatMap((key) =>
      variablesOf(field.get(key)),
    ),
    isEnvironmentKnown: false,
    command: commandWords(field.get('command')),
    args: [...commandWords(field.get('args')), ...commandWords(field.get('extraArgs'))],
    ports: [],
    files: [],
    gpus: gpusOf(field),
  }
}

/** A list of names and values as in a container, or a map of them. */
function variablesOf(field: Field): readonly Variable[] {
  const listed = field.items.flatMap((item) => {
    const name = item.get('name')
    if (name.text === undefined) return []
    const value = item.get('value')
    const excerpt =
      typeof value.value === 'string' ? value.excerpt : textAt(value.text ?? '', value.place)
    return [{ name: name.text, value: value.text, keyPlace: name.place, excerpt }]
  })
  return listed.length > 0 ? listed : environmentOf(field)
}

/** The GPUs of one replica, of any maker: `nvidia.com/gpu`, `nvidia.com/mig-1g.10gb`. */
function gpusOf(block: Field): number {
  const count = (bound: string): number =>
    block
      .get('resources', bound)
      .entries.filter(({ key }) => /^[\w.]+\.com\/(gpu|mig-)/.test(key))
      .reduce((sum, { field }) => sum + (field.number ?? 0), 0)
  return Math.max(count('limits'), count('requests'))
}
