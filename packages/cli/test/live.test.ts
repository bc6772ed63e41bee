// Runs what README shows of the running service: the commands and scripts as they stand there, against `llmflow up`.

import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { blocksIn } from './page.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const cli = 'packages/cli/bin/llmflow.js'

/** The service ended instead of serving. */
class Refused extends Error {
  override readonly name = 'Refused'
}

type Ran = { readonly code: number | null; readonly out: string; readonly error: string }

function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  // What is compared is words: colour comes and goes with where a test runs.
  const { FORCE_COLOR: _, ...own } = process.env
  const quiet = { ...own, NO_COLOR: '1', ...env }
  const child = spawn(program, args, { cwd: root, env: quiet })
  let [out, error] = ['', '']
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()))
  child.stderr.on('data', (piece: Buffer) => (error += piece.toString()))
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code, out, error }))
  })
}

const llmflow = (...args: readonly string[]): Promise<Ran> => run(process.execPath, [cli, ...args])

let data: string
let service: ChildProcess
let url: string
let key: string

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'llmflow-live-'))
  await mkdir(join(root, 'build'), { recursive: true })
  service = spawn(process.execPath, [cli, 'up', 'examples/laptop', '--data', data, '--port', '0'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  url = await new Promise((resolve, reject) => {
    let said = ''
    service.stdout?.on('data', (piece: Buffer) => {
      said += piece.toString()
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
      if (found !== undefined) resolve(found)
    })
    service.once('exit', () => reject(new Refused(said)))
  })
  const ingested = await llmflow(
    'ingest',
    '--data',
    data,
    '--dataset',
    'handbook',
    'examples/laptop/documents',
  )
  assert(ingested.code === 0, ingested.error)
  key = (await llmflow('key', 'create', '--data', data, '--role', 'admin')).out.trim()
}, 120_000)

afterAll(async () => {
  const ended = new Promise((resolve) => service.once('exit', resolve))
  service.kill('SIGTERM')
  await ended
  await rm(data, { recursive: true, force: true })
}, 60_000)

/** What is shown, where `…` stands for what was left out. */
function shownBy(lines: readonly string[]): RegExp {
  const escaped = lines.join('\n').replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(escaped.replaceAll('…', '[^]*'))
}

const pairsIn = (page: string) => {
  const live = blocksIn(readFileSync(join(root, page), 'utf8')).filter(
    ({ info }) => info['live'] !== undefined,
  )
  return live.flatMap((block, at) => {
    const output = live[at + 1]
    return block.info['live'] === 'run' && output?.info['live'] === 'output'
      ? [{ block, output }]
      : []
  })
}

const pages = ['README.md', 'README.ko.md']

describe.each(pages)('%s', (page) => {
  it('shows what each of its programs really says', async () => {
    const pairs = pairsIn(page)
    expect(pairs.length).toBeGreaterThan(2)
    for (const { block, output } of pairs) {
      const text = block.lines.join('\n').replaceAll('http://127.0.0.1:8080', url)
      const file = join(root, 'build', `live-${process.pid}.mjs`)
      if (block.language === 'js') await writeFile(file, text)
      const ran =
        block.language === 'js'
          ? await run(process.execPath, [file], { LLMFLOW_KEY: key })
          : await run('bash', ['-c', text], { LLMFLOW_KEY: key })
      await rm(file, { force: true })
      expect(ran.error).toBe('')
      expect(ran.out).toMatch(shownBy(output.lines))
    }
  }, 60_000)
})

it('would notice another answer', () => {
  expect('a [1] b').toMatch(shownBy(['a [1]…']))
  expect('a [2] b').not.toMatch(shownBy(['a [1]…']))
})

describe('the command line, beside the service', () => {
  it('says how it is, and does what a user does', async () => {
    const status = await llmflow('status', '--data', data, '--json')
    expect(JSON.parse(status.out)).toMatchObject({ ok: true, result: { isReady: true } })
    const smoke = await llmflow('smoke', '--url', url, '--key', key)
    expect(smoke).toMatchObject({ code: 0 })
    expect(smoke.error.split('\n').filter((line) => line.startsWith('ok'))).toHaveLength(5)
  }, 60_000)

  it('notices a service that is not the one it claims to be', async () => {
    const wrong = await llmflow('smoke', '--url', url, '--key', 'llf_none')
    expect(wrong.code).toBe(1)
    expect(wrong.out + wrong.error).toContain('service/check-failed')
  }, 60_000)

  it('changes nothing when the same files come again, and says which could not be read', async () => {
    const broken = join(data, '..', `broken-${process.pid}.pdf`)
    await writeFile(broken, '%PDF-1.7 and nothing else')
    const again = await llmflow(
      'ingest',
      '--data',
      data,
      '--dataset',
      'handbook',
      '--json',
      'examples/laptop/documents',
      broken,
    )
    await rm(broken)
    expect(again.code).toBe(1)
    expect(JSON.parse(again.out)).toMatchObject({
      diagnostics: [{ code: 'service/document-failed' }],
    })
  }, 60_000)

  it('refuses a second owner of the data directory', async () => {
    const second = await llmflow('up', 'examples/laptop', '--data', data, '--port', '0')
    expect(second.code).toBe(1)
    expect(second.out + second.error).toContain('another process owns')
  }, 60_000)
})

it('makes a key where no service runs, and leaves none running', async () => {
  const alone = await mkdtemp(join(tmpdir(), 'llmflow-alone-'))
  const made = await llmflow('key', 'create', '--data', alone)
  expect(made.out).toMatch(/^llf_\w{40,}\n$/)
  const status = await llmflow('status', '--data', alone)
  expect(status.code).toBe(1)
  await rm(alone, { recursive: true, force: true })
}, 60_000)
