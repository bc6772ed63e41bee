import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { startParser } from '../../src/adapters/parser/parser.js'
import type { Parser } from '../../src/ports/parser.js'
import { describeParser, parserChecks } from '../conformance/parser.js'
import { makeFolder } from './reading.js'

/** The processes of this test's own parsers. */
function parserProcesses(): readonly number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split(
    '\n',
  )
  return lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match?.[2] === String(process.pid))
    .filter((match) => match?.[3]?.includes('adapters/parser/main') === true)
    .map((match) => Number(match?.[1]))
}

describeParser('processes of our own', (limits) => {
  const parser = startParser(limits)
  return Promise.resolve({
    parser,
    crash() {
      const running = parserProcesses()
      expect(running.length).toBeGreaterThan(0)
      for (const pid of running) process.kill(pid, 'SIGKILL')
      return Promise.resolve()
    },
    close: () => parser.close(),
  })
})

describe('the suite for parsers', () => {
  const deaf: Parser = {
    async *parse() {
      yield await Promise.resolve({ elements: [], progress: { done: 1, total: 1 } })
    },
    close: () => Promise.resolve(),
  }

  it('finds fault with a parser that reads nothing and never fails', async () => {
    const folder = await makeFolder()
    const open = { parser: deaf, crash: () => Promise.resolve(), close: () => Promise.resolve() }
    for (const check of Object.values(parserChecks)) {
      await expect(check(open, folder)).rejects.toBeInstanceOf(Error)
    }
    await folder.remove()
  })
})

describe('startParser', () => {
  it('leaves no process behind', async () => {
    const folder = await makeFolder()
    const parser = startParser()
    const path = await folder.write('text.txt', 'some text')
    const request = { path, name: path, mediaType: 'text/plain' }
    for await (const pages of parser.parse(request, new AbortController().signal)) {
      if (pages.elements.length > 0) expect(parserProcesses()).toHaveLength(1)
    }
    expect(parserProcesses()).toHaveLength(1)
    await parser.close()
    expect(parserProcesses()).toHaveLength(0)
    await folder.remove()
  })
})
