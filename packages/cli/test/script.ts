// Runs golden scripts: Markdown whose indented lines are commands and what they print.

import { posix } from 'node:path'
import { main } from 'llmflow'
import { memoryHost, type MemoryDisk } from './memory-host.js'

const margin = '    '

/** The script with the real output in place of the written one. */
export async function runScript(script: string, disk: MemoryDisk): Promise<string> {
  const lines: string[] = []
  let isOutput = false
  for (const line of script.trimEnd().split('\n')) {
    if (line.startsWith(`${margin}$ `)) {
      const output = await runLine(line.slice(margin.length + 2), disk)
      lines.push(line, ...output.map((text) => (text === '' ? '' : margin + text)))
      if (output.length > 0) lines.push('')
      isOutput = true
    } else if (line === '' || line.startsWith(margin)) {
      if (!isOutput) lines.push(line)
    } else {
      if (isOutput && lines.at(-1) !== '') lines.push('')
      isOutput = false
      lines.push(line)
    }
  }
  return `${lines.join('\n').trimEnd()}\n`
}

/** Commands joined by pipes: each reads what the one before it printed. */
async function runLine(line: string, disk: MemoryDisk): Promise<readonly string[]> {
  let output: readonly string[] = []
  for (const command of line.split(' | ')) output = await runCommand(command, output, disk)
  return output
}

async function runCommand(
  line: string,
  input: readonly string[],
  disk: MemoryDisk,
): Promise<readonly string[]> {
  const words = wordsOf(line)
  const [program, ...rest] = words.filter((word) => !/^[A-Z_]+=/.test(word))
  if (program === 'llmflow') return runMain(rest, environmentOf(words), input, disk)
  return runTool(program ?? '', rest, disk)
}

async function runMain(
  argv: readonly string[],
  environment: { readonly [name: string]: string },
  input: readonly string[],
  disk: MemoryDisk,
): Promise<readonly string[]> {
  const both: string[] = []
  const columns = environment['COLUMNS']
  const readInput = (): Promise<string> =>
    Promise.resolve(input.map((text) => `${text}\n`).join(''))
  const parts = {
    environment,
    readInput,
    ...(columns === undefined ? {} : { columns: Number(columns) }),
  }
  const code = await main(argv, memoryHost(disk, parts, both))
  const output = both.join('').trimEnd().split('\n')
  const shown = output.length === 1 && output[0] === '' ? [] : output
  return code === 0 ? shown : [...shown, `[exit ${code}]`]
}

/** The few tools that scripts need to look at files and to change them. */
async function runTool(
  program: string,
  args: readonly string[],
  disk: MemoryDisk,
): Promise<readonly string[]> {
  const [first = '', , third = ''] = args
  const path = posix.resolve('/home', first)
  switch (program) {
    case 'cat':
      return ((await disk.read(path)) ?? 'no such file').trimEnd().split('\n')
    case 'ls':
      return [...disk.files().keys()]
        .filter((name) => name.startsWith(`${path}/`))
        .map((name) => name.slice(path.length + 1))
        .toSorted()
    case 'echo': {
      const target = posix.resolve('/home', third)
      await disk.createDirectory(posix.dirname(target))
      await disk.write(target, `${(await disk.read(target)) ?? ''}${first}\n`)
      return []
    }
    case 'rm':
      await disk.remove(path)
      return []
    default:
      return [`${program}: no such tool in scripts`]
  }
}

const environmentOf = (words: readonly string[]): { readonly [name: string]: string } =>
  Object.fromEntries(
    words.flatMap((word) => {
      const match = /^([A-Z_]+)=(.*)$/.exec(word)
      return match === null ? [] : [[match[1] ?? '', match[2] ?? '']]
    }),
  )

function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double ?? plain ?? '',
  )
}
