// Finds buckets of a MinIO that programs and scripts use and that nothing makes.

import { cut, diagnostic, type Diagnostic, type Excerpt, type Field } from '@llmflow/spec'
import type { Graph, Process } from '../graph/graph.js'
import { isTemplate } from '../graph/lookup.js'
import { invocationsOf } from '../graph/invocations.js'
import type { AuditRule } from '../rule.js'
import { carriesData } from './dumps.js'

export const bucketsNeverMade: AuditRule = (graph) => {
  const uses = [...inVariables(graph), ...inValues(graph), ...inScripts(graph)]
  const named = byName(graph)
  const made = uses.length + named.length === 0 ? undefined : madeIn(graph)
  if (made === undefined) return []
  // A plain name says less than an address: where nothing makes buckets, its program may.
  return [...uses, ...(made.size === 0 ? [] : named)]
    .filter(({ name }) => !isTemplate(name.text) && !made.has(name.text))
    .map(findingOf)
}

type Use = { readonly name: Excerpt; readonly on: string }

/** Programs that make their bucket at the first start. */
const selfMaking = /milvus|dify/i

/** `s3://bucket` means this MinIO only where one is here; else it is somebody's cloud. */
function inVariables({ processes }: Graph): readonly Use[] {
  return processes
    .filter(speaksToMinio)
    .flatMap(({ environment }) => environment)
    .flatMap(({ excerpt }) => {
      const [, name] = /^s3a?:\/\/([^/\s]+)/.exec(excerpt.text) ?? []
      if (name === undefined) return []
      const start = excerpt.text.indexOf(name)
      return [{ name: cut(excerpt, start, start + name.length), on: 'MinIO' }]
    })
}

const speaksToMinio = ({ environment }: Process): boolean =>
  environment.some(({ value = '' }) => /^https?:\/\/minio\b/.test(value))

/** `S3_BUCKET=backups` beside the address of a MinIO. */
function byName({ processes }: Graph): readonly Use[] {
  return processes
    .filter(speaksToMinio)
    .filter(({ name, image }) => !selfMaking.test(`${name} ${image?.repository ?? ''}`))
    .flatMap(({ environment }) => environment)
    .filter(
      ({ name, excerpt }) =>
        /(^|_)BUCKET(_?NAME)?$/i.test(name) && /^[a-z0-9][a-z0-9.-]{2,62}$/.test(excerpt.text),
    )
    .map(({ excerpt }) => ({ name: excerpt, on: 'MinIO' }))
}

/** `bucket` beside an `endpoint` that is a MinIO, in Helm values. */
function inValues({ values }: Graph): readonly Use[] {
  return values.flatMap(({ root }) =>
    root.entries
      .filter(({ key }) => !selfMaking.test(key))
      .flatMap(({ field }) => bucketsBelow(field, 0)),
  )
}

const valuesDepthMax = 12

function bucketsBelow(field: Field, depth: number): readonly Use[] {
  if (depth > valuesDepthMax) return []
  const endpoint = field.get('endpoint').text ?? field.get('s3Url').text ?? ''
  const bucket =
    field.get('bucket').text === undefined ? field.get('bucketName') : field.get('bucket')
  const isUse = /(^|\/\/)minio\b/.test(endpoint) && bucket.text !== undefined && bucket.text !== ''
  return [
    ...(isUse ? [{ name: bucket.excerpt, on: 'MinIO' }] : []),
    ...field.entries.flatMap((entry) => bucketsBelow(entry.field, depth + 1)),
  ]
}

/** `mc cp … minio/backups/`: an alias and a bucket. */
function inScripts({ scripts, processes }: Graph): readonly Use[] {
  // Without a MinIO here the alias is one of elsewhere, where the bucket may well be.
  if (!processes.some(({ software }) => software?.software.name === 'minio')) return []
  return scripts
    .flatMap(invocationsOf)
    .filter((call) => call.name === 'mc' && carriesData(call))
    .flatMap(({ arguments: words }) => {
      const target = words.at(-1)
      const [, alias = '', name] = /^([\w-]+)\/([^/\s]+)/.exec(target?.text ?? '') ?? []
      if (target === undefined || name === undefined) return []
      const start = alias.length + 1
      return [{ name: cut(target.excerpt, start, start + name.length), on: alias }]
    })
}

/** All names under which something makes buckets; undefined when a script makes them by a variable. */
function madeIn(graph: Graph): ReadonlySet<string> | undefined {
  const byTexts = graph.files
    .filter(({ form }) => form !== 'markdown')
    .flatMap(({ excerpt }) => making.flatMap((pattern) => [...excerpt.text.matchAll(pattern)]))
    .map(([, name = '']) => name)
  if (byTexts.some((name) => isTemplate(name))) return undefined
  const byFields = [
    ...graph.values.map(({ root }) => root),
    ...graph.objects.filter(({ kind }) => bucketKinds.test(kind)).map(({ field }) => field),
  ].flatMap((root) => listedBelow(root, 0))
  const byVariables = graph.processes
    .filter(({ software }) => software?.software.name === 'minio')
    .flatMap(({ environment }) => environment)
    .flatMap(({ name, value = '' }) => (/BUCKETS?$/.test(name) ? value.split(/[,;\s]+/) : []))
  // MINIO_DEFAULT_BUCKETS puts a policy behind a colon.
  return new Set([...byTexts, ...byFields, ...byVariables].map((name) => name.split(':')[0] ?? ''))
}

/** Commands that make a bucket; a folder in the data folder of a single server is one too. */
const making: readonly RegExp[] = [
  /\bmc\b[^\n;|&]*\smb\s+(?:-\S+\s+)*["']?(?:[\w-]+\/)?([^\s"';|&/]+)/g,
  /\bs3(?:api)?\s+(?:mb\s+s3:\/\/|create-bucket\s+--bucket[\s=])["']?([^\s"';|&/]+)/g,
  /\bmkdir\s+(?:-p\s+)?\/(?:data|export)\/([^\s"';|&/]+)/g,
]

const bucketKinds = /^(Tenant|ObjectBucketClaim|Bucket|HelmRelease|Application)$/

/** Names in `buckets: […]` and `defaultBuckets: "a,b"`, as charts and operators take them. */
function listedBelow(field: Field, depth: number): readonly string[] {
  if (depth > valuesDepthMax) return []
  return field.entries.flatMap(({ key, field: value }) => {
    if (key === 'defaultBuckets') return (value.text ?? '').split(/[,;\s]+/)
    if (key === 'buckets')
      return value.items.map((item) => item.text ?? item.get('name').text ?? '')
    return [
      ...listedBelow(value, depth + 1),
      ...value.items.flatMap((item) => listedBelow(item, depth + 1)),
    ]
  })
}

function findingOf({ name, on }: Use): Diagnostic {
  const place = name.place(0, name.text.length)
  return diagnostic('wiring/never-created', place, {
    thing: 'bucket',
    name: name.text,
    on,
    unread: '',
  })
}
