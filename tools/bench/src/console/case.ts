// How long the console keeps its page from answering: its browser tests drive it, and note here what each task took.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { BenchError } from '../gateway/error.js'
import { root } from '../platforms.js'

/** Processor time of the tasks of a page's main thread. */
export type PageTasks = {
  readonly tasks: number
  readonly longestMs: number
  readonly p99Ms: number
}

export type ConsoleSpeed = {
  readonly planning: PageTasks
  readonly documents: PageTasks
  readonly messages: PageTasks
}

export const isConsoleSpeed = (value: unknown): value is ConsoleSpeed =>
  typeof value === 'object' && value !== null && 'planning' in value

const drivers = 'packages/console/test/e2e/smooth.engines.test.ts'

/** Null where there is no Chromium: then the drivers are skipped, and note nothing. */
export function measureConsole(): ConsoleSpeed | null {
  const folder = mkdtempSync(join(tmpdir(), 'llmflow-bench-'))
  const figures = join(folder, 'figures.jsonl')
  try {
    drive(figures)
    return existsSync(figures) ? speedOf(readFileSync(figures, 'utf8')) : null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function drive(figures: string): void {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const { status, stdout } = spawnSync(process.execPath, [vitest, 'run', drivers], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'inherit'],
    // Tests by engines run where the first of the engines is named; these do without it.
    env: { ...process.env, LLMFLOW_BENCH_FIGURES: figures, LLMFLOW_PROMTOOL: 'none' },
  })
  if (status !== 0) throw new BenchError(`the drivers of the console failed:\n${stdout}`)
}

function speedOf(lines: string): ConsoleSpeed {
  const noted: readonly unknown[] = lines
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  const named = (name: keyof ConsoleSpeed): PageTasks => {
    const found = noted.map(fieldsOf).find((one) => one['name'] === name)
    if (found === undefined) throw new BenchError(`the drivers noted nothing of ${name}`)
    return tasksOf(numbersIn(found['tasksMs']))
  }
  return {
    planning: named('planning'),
    documents: named('documents'),
    messages: named('messages'),
  }
}

function tasksOf(tasksMs: readonly number[]): PageTasks {
  const sorted = tasksMs.toSorted((left, right) => left - right)
  return {
    tasks: sorted.length,
    longestMs: sorted.at(-1) ?? 0,
    p99Ms: sorted[Math.floor(0.99 * sorted.length)] ?? 0,
  }
}

const fieldsOf = (value: unknown): { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null ? { ...value } : {}

const numbersIn = (value: unknown): readonly number[] =>
  Array.isArray(value) ? value.map(Number) : []
