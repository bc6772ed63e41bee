// Runs the examples of README and docs through the real `main`; what a page shows is what LLMFlow prints.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { memoryDisk, type MemoryDisk } from './memory-host.js'
import { blocksIn, cutLike, quotes, replaceBlock, shows, type Block } from './page.js'
import { runScript } from './script.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const readText = (path: string): string => readFileSync(`${root}${path}`, 'utf8')

function filesBelow(folder: string): readonly string[] {
  return readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => posix.join(parentPath, name).slice(root.length))
    .toSorted()
}

const pages = ['README.md', 'README.ko.md', ...filesBelow('docs')].filter((path) =>
  path.endsWith('.md'),
)
/** Pages with something to run or to compare; the others hold words alone. */
const pagesWithExamples = pages.filter((path) =>
  blocksIn(readText(path)).some(({ language, info }) => language === 'console' || 'from' in info),
)

/** A page is read from the root of a clone: the examples are there, and what its own blocks wrote. */
const diskWithExamples = (): MemoryDisk =>
  memoryDisk(
    Object.fromEntries(filesBelow('examples').map((path) => [`/home/${path}`, readText(path)])),
  )

const isCommand = (line: string): boolean => line.startsWith('$ ')

const margin = '    '

/** The commands of a console block with what they print. */
async function run(block: Block, disk: MemoryDisk): Promise<readonly string[]> {
  const script = block.lines.filter(isCommand).map((line) => margin + line.replace('npx ', ''))
  const output = await runScript(script.join('\n'), disk)
  const commands = block.lines.filter(isCommand)
  return output
    .trimEnd()
    .split('\n')
    .map((line) => (line.startsWith(margin) ? line.slice(margin.length) : line))
    .filter((line) => !/^\[exit \d+\]$/.test(line))
    .map((line) => (isCommand(line) ? (commands.shift() ?? line) : line))
}

async function write(block: Block, disk: MemoryDisk): Promise<void> {
  const path = posix.join('/home', block.info['file'] ?? '')
  await disk.createDirectory(posix.dirname(path))
  await disk.write(path, `${block.lines.join('\n')}\n`)
}

/** The page as it should be: every console block with the real output. */
async function refresh(page: string): Promise<string> {
  const disk = diskWithExamples()
  let refreshed = page
  for (const [index, { language, info }] of blocksIn(page).entries()) {
    const block = blocksIn(refreshed)[index]
    if (block === undefined) continue
    if (info['file'] !== undefined) await write(block, disk)
    if (language !== 'console' || !block.lines.some(isCommand)) continue
    const real = await run(block, disk)
    if (!shows(block.lines, real)) {
      refreshed = replaceBlock(refreshed, block, cutLike(block.lines, real))
    }
  }
  return refreshed
}

/** Some pages plan and render the largest example several times. */
const pageTimeoutMs = 60_000

describe('documentation', () => {
  it.each(pagesWithExamples)(
    '%s shows what LLMFlow prints',
    async (path) => {
      const page = readText(path)
      const refreshed = await refresh(page)
      if (process.env['UPDATE'] === '1') writeFileSync(`${root}${path}`, refreshed)
      else expect(page).toBe(refreshed)
    },
    pageTimeoutMs,
  )

  it.each(pagesWithExamples)('%s quotes sources as they are', (path) => {
    const misquoted = blocksIn(readText(path)).filter(({ info, lines }) => {
      const source = info['from']
      return source !== undefined && !quotes(lines, readText(source).split('\n'))
    })
    expect(misquoted).toEqual([])
  })

  it('has every page on a shelf', () => {
    const index = readText('docs/README.md')
    const shelved = pages.filter((path) => /^docs\/(concepts|guides)\//.test(path))
    const missing = shelved.filter((path) => !index.includes(`](${path.slice('docs/'.length)})`))
    expect(missing).toEqual([])
  })
})
