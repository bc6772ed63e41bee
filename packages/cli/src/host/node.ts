// Adapts Node's file system, streams and signals to what the CLI needs.

import { execFile } from 'node:child_process'
import { lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { text } from 'node:stream/consumers'
import {
  DiskError,
  type Disk,
  type EntryKind,
  type Host,
  type InterruptWatch,
  type ProgramResult,
} from './host.js'

const missing = new Set(['ENOENT', 'ENOTDIR'])

export const nodeDisk: Disk = {
  read: (path) => orNothing('read', path, undefined, () => readFile(path, 'utf8')),
  write: (path, text) => typed('write', path, () => writeFile(path, text)),
  bytesOf: (path) => orNothing('read', path, undefined, () => fileBytes(path)),
  kindOf: (path) => orNothing('read', path, undefined, () => entryKind(path)),
  list: (path) =>
    orNothing<readonly string[]>('read', path, [], async () => (await readdir(path)).toSorted()),
  createDirectory: (path) =>
    typed('write', path, async () => {
      await mkdir(path, { recursive: true })
    }),
  createTemporary: (prefix) => typed('write', prefix, () => mkdtemp(prefix)),
  rename: (from, to) => typed('write', to, () => rename(from, to)),
  remove: (path) => typed('write', path, () => rm(path, { recursive: true, force: true })),
}

async function entryKind(path: string): Promise<EntryKind> {
  const entry = await lstat(path)
  if (entry.isSymbolicLink()) return 'link'
  return entry.isDirectory() ? 'directory' : 'file'
}

async function fileBytes(path: string): Promise<number | undefined> {
  const entry = await lstat(path)
  return entry.isFile() ? entry.size : undefined
}

async function orNothing<Value>(
  action: 'read' | 'write',
  path: string,
  nothing: Value,
  run: () => Promise<Value>,
): Promise<Value> {
  try {
    return await run()
  } catch (error) {
    if (missing.has(codeOf(error))) return nothing
    throw new DiskError(action, path, codeOf(error), { cause: error })
  }
}

async function typed<Value>(
  action: 'read' | 'write',
  path: string,
  run: () => Promise<Value>,
): Promise<Value> {
  try {
    return await run()
  } catch (error) {
    throw new DiskError(action, path, codeOf(error), { cause: error })
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}

/** Keeps Ctrl-C from ending the process in the middle of a change; a second one ends it at once. */
function watchInterrupt(): InterruptWatch {
  let isInterrupted = false
  const remember = (): void => {
    if (isInterrupted) process.exit(130)
    isInterrupted = true
  }
  process.on('SIGINT', remember).on('SIGTERM', remember)
  return {
    isInterrupted: () => isInterrupted,
    end: () => {
      process.off('SIGINT', remember).off('SIGTERM', remember)
    },
  }
}

/** Undefined when the person ended the input instead of answering. */
async function askPerson(question: string): Promise<string | undefined> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const ended = new Promise<undefined>((resolve) => {
    lines.once('close', () => resolve(undefined))
  })
  try {
    return await Promise.race([lines.question(question), ended])
  } finally {
    lines.close()
  }
}

const endsOfLine = new Set(['\r', '\n'])
/** Ctrl-C and Ctrl-D besides: they end the question without an answer. */
const endsOfInput = new Set([...endsOfLine, '\u0003', '\u0004'])
const backspace = '\u007f'

/** The terminal would show what is typed, so it is told to keep quiet, and the line is put together here. */
function askSecretly(question: string): Promise<string | undefined> {
  const { stdin, stderr } = process
  stderr.write(question)
  stdin.setRawMode(true).resume()
  return new Promise((resolve) => {
    let typed = ''
    const end = (answer: string | undefined): void => {
      stdin.off('data', take).setRawMode(false).pause()
      stderr.write('\n')
      resolve(answer)
    }
    const take = (data: Buffer): void => {
      for (const character of data.toString('utf8')) {
        if (endsOfInput.has(character)) {
          end(endsOfLine.has(character) ? typed : undefined)
          return
        }
        typed = character === backspace ? typed.slice(0, -1) : typed + character
      }
    }
    stdin.on('data', take)
  })
}

/** A chart of many templates expands in a second or two; a program that waits for a network gets no longer than this. */
const programMsMax = 30_000
const programBytesMax = 64 * 2 ** 20

function runProgram(program: string, args: readonly string[]): Promise<ProgramResult | undefined> {
  const options = { timeout: programMsMax, maxBuffer: programBytesMax, encoding: 'utf8' } as const
  return new Promise((resolve) => {
    const child = execFile(program, args, options, (error, out, complaint) => {
      const code = error === null ? 0 : error.code
      resolve(typeof code === 'number' ? { code, out, error: complaint } : undefined)
    })
    child.stdin?.end()
  })
}

/** The machine that this process runs on. */
export function nodeHost(): Host {
  return {
    writeOut: (text) => {
      process.stdout.write(text)
    },
    writeError: (text) => {
      process.stderr.write(text)
    },
    workingDirectory: process.cwd(),
    environment: process.env,
    disk: nodeDisk,
    isTerminal: process.stdout.isTTY,
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    ask: process.stdin.isTTY && process.stdout.isTTY ? askPerson : undefined,
    askSecretly: process.stdin.isTTY ? askSecretly : undefined,
    privateDisk: async () => (await import('@llmflow/credentials')).nodePrivateDisk,
    services: async () => (await import('./node-service.js')).nodeServiceHost,
    now: () => new Date(),
    readInput: () => text(process.stdin),
    run: runProgram,
    watchInterrupt,
  }
}
