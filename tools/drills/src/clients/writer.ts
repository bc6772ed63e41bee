// Commits a sequence of numbers one by one through a proxy, and remembers which of them were acknowledged, and when.

import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'

import { enter, plainVariables, type Machine } from '../world/machine.js'
import { pause } from '../wait.js'

export type Acknowledged = { readonly number: number; readonly atMs: number }

export type Writer = {
  readonly acknowledged: readonly Acknowledged[]
  readonly stop: () => Promise<void>
}

/** Where a client connects, and as whom. */
export type Target = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
}

/** An application would give up by then, too. */
const answerMs = 3000
/** A little slower than it could, so that one processor is left to those that are tried. */
const pauseMs = 5

export const table = 'drill_sequence'

/** The words that run psql on a machine as a client of the target. */
export const psqlWords = (
  { host, port, user, password }: Target,
  ...words: readonly string[]
): readonly string[] => [
  'env',
  `PGPASSWORD=${password}`,
  'PGCONNECT_TIMEOUT=2',
  'psql',
  '--no-psqlrc',
  '--quiet',
  '--no-align',
  '--tuples-only',
  '--set=ON_ERROR_STOP=1',
  `--host=${host}`,
  `--port=${port}`,
  `--username=${user}`,
  '--dbname=postgres',
  ...words,
]

/** Numbers go on from one connection to the next: one that was not acknowledged is never tried again. */
export function startWriter(machine: Machine, target: Target, firstNumber = 1): Writer {
  const acknowledged: Acknowledged[] = []
  const wish = { isOver: false }
  const goesOn = (): boolean => !wish.isOver
  let number = firstNumber
  const work = async (): Promise<void> => {
    while (goesOn()) {
      const session = openSession(machine, target)
      for (let isDone = true; isDone && goesOn(); number += 1) {
        isDone = await session.commit(number)
        if (isDone) acknowledged.push({ number, atMs: performance.now() })
        await pause(pauseMs)
      }
      session.close()
      await pause(100)
    }
  }
  const working = work()
  return {
    acknowledged,
    stop: async () => {
      wish.isOver = true
      await working
    },
  }
}

type Session = {
  readonly commit: (number: number) => Promise<boolean>
  readonly close: () => void
}

function openSession(machine: Machine, target: Target): Session {
  const [nsenter, ...rest] = enter(machine)
  const child = spawn(nsenter, [...rest, 'env', '-i', ...plainVariables, ...psqlWords(target)])
  const answers = listen(child)
  return {
    commit: async (number) => {
      const wanted = `done ${number}`
      child.stdin.write(`INSERT INTO ${table} VALUES (${number});\n\\echo ${wanted}\n`)
      return answers(wanted)
    },
    close: () => {
      child.kill('SIGKILL')
    },
  }
}

/** Answers whether a line came, before the program ended and in time. psql says it only when the commit was confirmed. */
function listen(child: ChildProcessWithoutNullStreams): (line: string) => Promise<boolean> {
  let said = ''
  let hasEnded = false
  let look = (): void => {}
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    look()
  })
  child.stdin.on('error', () => {})
  child.on('error', () => {})
  child.on('close', () => {
    hasEnded = true
    look()
  })
  return (line) =>
    new Promise((resolve) => {
      const end = (isThere: boolean): void => {
        clearTimeout(timer)
        look = () => {}
        resolve(isThere)
      }
      const timer = setTimeout(() => end(false), answerMs)
      look = () => {
        const lines = said.split('\n')
        if (lines.includes(line)) {
          said = ''
          end(true)
        } else if (hasEnded) end(false)
      }
      look()
    })
}

/** The longest time between two acknowledgements, which is how long nobody could write. */
export function longestGapMs(acknowledged: readonly Acknowledged[]): number {
  const gaps = acknowledged
    .slice(1)
    .map(({ atMs }, index) => atMs - (acknowledged[index]?.atMs ?? atMs))
  return Math.max(0, ...gaps)
}

/** Acknowledged numbers that are not there. */
export function lostOf(
  acknowledged: readonly Acknowledged[],
  present: ReadonlySet<number>,
): readonly number[] {
  return acknowledged.map(({ number }) => number).filter((number) => !present.has(number))
}
