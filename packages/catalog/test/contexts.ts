// Makes the context in which a component is asked, from the few settings that a test is about.

import { platformSchema, type Text, type SecretText, type Workload } from '@llmflow/spec'
import {
  components,
  findRelease,
  loadOf,
  type Component,
  type ComponentSizes,
  type Context,
  type OptionFacts,
} from '@llmflow/catalog'
import { assert } from 'vitest'

type Settings = Readonly<Record<string, unknown>>

const everything = {
  llmflow: {},
  dify: {},
  keycloak: {},
  vllm: {},
  tei: {},
  unstructured: {},
  milvus: {},
  postgresql: {},
  redis: {},
  minio: {},
}

/** The platform of the guide, with what the test wants otherwise. */
export function contextOf(settings: Settings = {}): Context {
  const platform = platformSchema.parse({
    apiVersion: 'llmflow.io/v1',
    kind: 'Platform',
    metadata: { name: 'example' },
    release: '2025.01',
    domain: 'llmflow.example.com',
    demand: { users: 500 },
    models: guideModels,
    components: everything,
    ...settings,
  })
  const release = findRelease(platform.release)
  assert(release !== undefined)
  const find = (name: string): Component | undefined =>
    components.find((component) => component.name === name)
  return {
    platform,
    inventory: undefined,
    release,
    enabled: new Set(Object.keys(platform.components)),
    components: components.filter(({ name }) => platform.components[name] !== undefined),
    load: loadOf(platform),
    auxiliaryPartsOf: (name) => find(name)?.auxiliaryParts ?? [],
    topologyOf: (name) => platform.components[name]?.topology ?? find(name)?.topologies[0] ?? '',
    factsOf: (name) => {
      const versions = find(name)?.versions ?? {}
      const version = platform.components[name]?.version ?? release.versions[name] ?? ''
      return versions[version] ?? Object.values(versions)[0] ?? { version, images: {}, source: '' }
    },
    sizes: {},
  }
}

export const guideModels = [
  model('llama-3.1-70b', 'meta-llama/Llama-3.1-70B-Instruct', 4),
  model('llama-3.1-8b', 'meta-llama/Llama-3.1-8B-Instruct', 1),
  { name: 'bge-m3', kind: 'embedding', weights: 'BAAI/bge-m3' },
  { name: 'bge-reranker-v2-m3', kind: 'reranking', weights: 'BAAI/bge-reranker-v2-m3' },
]

function model(name: string, weights: string, tensorParallel: number): Settings {
  return { name, weights, tensorParallel, context: 32_768, gpu: 'A100-SXM4-80GB' }
}

type Built = {
  readonly sizes: ComponentSizes
  readonly workloads: { readonly [id: string]: Workload }
}

/** A component's sizes and workloads. */
export function build(component: Component, context: Context): Built {
  const sizes = component.size(context)
  const workloads = component.workloads?.(context, sizes) ?? []
  return {
    sizes,
    workloads: Object.fromEntries(workloads.map((workload) => [workload.id, workload])),
  }
}

export function workloadOf(built: Built, id: string): Workload {
  const workload = built.workloads[id]
  assert(
    workload !== undefined,
    `no workload ${id} among ${Object.keys(built.workloads).join(', ')}`,
  )
  return workload
}

/** Text as a person reads it: `{workload:port}` for an address, `{secret/key}` for a secret. */
export function printed(text: Text | SecretText | undefined): string {
  return (text ?? []).map((part) => (typeof part === 'string' ? part : printedPart(part))).join('')
}

function printedPart(part: Exclude<SecretText[number], string>): string {
  if (part.kind === 'secret') return `{${part.secret}/${part.key}}`
  if (part.kind === 'field') return `{${part.field}}`
  return `{${part.workload}:${part.port}}`
}

export function variable(workload: Workload, name: string): string | undefined {
  const value = workload.environment?.[name]
  return value === undefined ? undefined : printed(value)
}

export const argumentsOf = (workload: Workload): readonly string[] =>
  (workload.args ?? []).map(printed)

/** The workloads and addons that a workload connects to, as `workload:port`. */
export const targetsOf = (workload: Workload): readonly string[] =>
  workload.edges.map(({ to }) =>
    to.kind === 'workload'
      ? `${to.workload}:${to.port}`
      : to.kind === 'addon'
        ? `${to.addon}:${to.endpoint}`
        : `${to.host}:${to.port}`,
  )

/** The names among some that the facts do not know to be read. */
export function unreadAmong(
  names: readonly string[],
  facts: OptionFacts | undefined,
): readonly string[] {
  const read = new Set(facts?.options.filter((option) => option.read).map(({ name }) => name))
  const isOpen = (name: string): boolean =>
    facts?.prefixes?.some((prefix) => name.startsWith(prefix)) ?? false
  return names.filter((name) => !read.has(name) && !isOpen(name))
}
