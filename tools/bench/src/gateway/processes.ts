// Starts servers as processes, each on a core of its own where the system can, and reads what they use.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

import { BenchError } from './error.js'

export type Running = {
  readonly port: number
  /** Milliseconds of processor time of all its threads until now; children do not count. */
  cpuMs(): number
  rssBytes(): number
  stop(): Promise<void>
}

const hasTaskset = spawnSync('taskset', ['--version']).status === 0 && availableParallelism() > 1

/**
 * What is measured on one core has the first for itself; load, model and helpers share the others. A whole service has
 * all: on one core with its engines it would start in more than twice the time that it takes on a machine of two.
 */
export type Cores = 'first' | 'others' | 'all'

const otherCores = `1-${availableParallelism() - 1}`

function pinned(cores: Cores, args: readonly string[]): readonly string[] {
  if (!hasTaskset || cores === 'all') return [process.execPath, ...args]
  const list = cores === 'first' ? '0' : otherCores
  return ['taskset', '--cpu-list', list, process.execPath, ...args]
}

export const onOtherCores = (args: readonly string[]): readonly string[] => pinned('others', args)

type StartOptions = {
  readonly args: readonly string[]
  readonly port: number
  readonly cores: Cores
  /** Asked until it answers that all is well: a service that refuses has not started. */
  readonly path: string
  readonly environment?: { readonly [name: string]: string }
}

const startWithinMs = 60_000
const askedEveryMs = 20
const ticksPerSecond = 100

export async function start(options: StartOptions): Promise<Running> {
  const { args, port, cores, environment } = options
  const [command = process.execPath, ...rest] = pinned(cores, args)
  const child = spawn(command, rest, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...environment },
  })
  const { pid } = child
  if (pid === undefined) throw new BenchError(`${args[0]} did not start`)
  await answering(child, `http://127.0.0.1:${port}${options.path}`)
  if (cores === 'first') moveChildren(pid)
  return {
    port,
    cpuMs: () => cpuMsOf(pid),
    rssBytes: () => Number(/VmRSS:\s+(\d+)/.exec(textOf(`/proc/${pid}/status`))?.[1] ?? 0) * 1024,
    stop: () => stopped(child),
  }
}

async function answering(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + startWithinMs
  while (Date.now() < deadline && child.exitCode === null) {
    if (await isWell(url)) return
    await sleep(askedEveryMs)
  }
  child.kill('SIGKILL')
  throw new BenchError(`${url} did not answer`)
}

async function isWell(url: string): Promise<boolean> {
  try {
    const reply = await fetch(url)
    await reply.arrayBuffer()
    return reply.ok
  } catch {
    return false
  }
}

/** A process's engines are processes of their own: they are not what the core is for. */
function moveChildren(pid: number): void {
  if (!hasTaskset) return
  const { stdout } = spawnSync('pgrep', ['--parent', `${pid}`], { encoding: 'utf8' })
  for (const child of stdout.split('\n').filter(Boolean)) {
    spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', otherCores, child])
  }
}

/** Fields 14 and 15 after the name in parentheses, which may hold blanks. */
function cpuMsOf(pid: number): number {
  const fields = textOf(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const cut = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await ended
  clearTimeout(cut)
}
