// Measures one thing in a process of its own, so that memory and warm code of another do not show.

import { readDocument, readPlatform } from '@llmflow/spec'
import { parse } from 'yaml'

import { cpuMsOf, median, repeat } from './measure.js'
import { generate, readGuide } from './platforms.js'
import { produce, type Produced } from './pipeline.js'

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

/** What another process printed of these types. */
export const isMeasured = (value: unknown): value is Measured =>
  typeof value === 'object' && value !== null && 'firstCpuMs' in value

export const isYamlSpeed = (value: unknown): value is YamlSpeed =>
  typeof value === 'object' && value !== null && 'libraryMs' in value
