// Measures one thing in a process of its own, so that memory and warm code of another do not show.

import { audit, type AuditFile } from '@llmflow/audit'
import { isJson, readDocument, readPlatform, type RenderedFile } from '@llmflow/spec'
import { parse } from 'yaml'

import { cpuMsOf, median, repeat } from './measure.js'
import { generate, readGuide } from './platforms.js'
import { filesOf, produce, type Produced } from './pipeline.js'

export type Measured = Produced & {
  /** The first run, with code that no compiler has seen yet. */
  readonly firstCpuMs: number
  readonly cpuMs: number
  readonly maxRssBytes: number
}

const warmRuns = 7

export function measureGuide(): Measured {
  return measure(readGuide(), warmRuns)
}

export function measureGenerated(nodes: number): Measured {
  return measure(generate(nodes), 3)
}

function measure(texts: ReturnType<typeof readGuide>, runs: number): Measured {
  const produced: Produced[] = []
  const run = (): void => void produced.push(produce(texts))
  const firstCpuMs = cpuMsOf(run)
  const maxRssBytes = process.resourceUsage().maxRSS * 1024
  const cpuMs = median(repeat(runs, () => cpuMsOf(run)))
  const [first] = produced
  return { ...(first ?? produce(texts)), firstCpuMs, cpuMs, maxRssBytes }
}

export type YamlSpeed = {
  readonly characters: number
  readonly ownMs: number
  readonly libraryMs: number
}

/** Reading a platform with positions and origins, against the library's bare parse of the same text. */
export function measureYaml(): YamlSpeed {
  const { platform } = generate(1000)
  const own = (): unknown => {
    const { document } = readDocument('llmflow.yaml', platform)
    return document === undefined ? undefined : readPlatform([document])
  }
  const library = (): unknown => parse(platform)
  repeat(2, () => [own(), library()])
  return {
    characters: platform.length,
    ownMs: median(repeat(warmRuns, () => cpuMsOf(own))),
    libraryMs: median(repeat(warmRuns, () => cpuMsOf(library))),
  }
}

export type AuditSpeed = {
  readonly characters: number
  /** Reading the texts and judging them. */
  readonly textMs: number
  /** Judging the objects that a render has in memory: one tree. */
  readonly objectsMs: number
}

/** About as many characters as the manifests of a large company. */
const auditedCharacters = 3_000_000

/** The guide's tree again and again, in namespaces of its own each time. */
export function measureAudit(): AuditSpeed {
  const tree = filesOf(readGuide())
  const size = tree.reduce((sum, { text }) => sum + text.length, 0)
  const copies = Array.from({ length: Math.ceil(auditedCharacters / size) }, (_, copy) =>
    tree.map(({ path, text }) => ({ name: `${copy}/${path}`, text: movedTo(copy, text) })),
  ).flat()
  const objects = tree.flatMap(objectOf)
  return {
    characters: copies.reduce((sum, { text }) => sum + text.length, 0),
    textMs: median(repeat(3, () => cpuMsOf(() => audit({ files: copies })))),
    objectsMs: median(
      repeat(warmRuns, () => cpuMsOf(() => audit({ files: objects, isComplete: true }))),
    ),
  }
}

const movedTo = (copy: number, text: string): string =>
  text.replaceAll(/\b(llmflow-[a-z]+)(?=\.svc|$)/gm, `$1-${copy}`)

const objectOf = ({ path, object }: RenderedFile): readonly AuditFile[] =>
  isJson(object) ? [{ name: path, object }] : []

/** What another process printed of these types. */
export const isMeasured = (value: unknown): value is Measured =>
  typeof value === 'object' && value !== null && 'firstCpuMs' in value

export const isYamlSpeed = (value: unknown): value is YamlSpeed =>
  typeof value === 'object' && value !== null && 'libraryMs' in value

export const isAuditSpeed = (value: unknown): value is AuditSpeed =>
  typeof value === 'object' && value !== null && 'objectsMs' in value
