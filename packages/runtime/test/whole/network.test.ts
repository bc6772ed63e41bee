// The service asks nobody outside for anything: it runs where there is no network at all, and the kernel counts who tried.

import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { writePdf } from '../parser/pdf-writer.js'
import { startService, type Ask, type Service } from './service.js'

const wholeMs = 240_000

/** A network of its own, in which not even the loopback is up; of two ways, the one that we may. */
const alone = [
  ['unshare', '--net'],
  ['unshare', '--map-root-user', '--net'],
].find(([command = '', ...args]) => spawnSync(command, [...args, 'true']).status === 0)

/** Connections and datagrams for which there was no way out. */
function attemptsIn(snmp: string): number {
  const [names = '', values = ''] = snmp.split('\n').filter((line) => line.startsWith('Ip: '))
  const at = names.split(' ').indexOf('OutNoRoutes')
  return z.coerce.number().parse(values.split(' ')[at])
}

it.skipIf(alone === undefined)(
  'reads documents and answers without a single attempt to reach anybody',
  async () => {
    const data = await mkdtemp(join(tmpdir(), 'llmflow-network-'))
    const service = await startService({
      data,
      before: alone ?? [],
      environment: { LLMFLOW_PORT: 'none' },
    })
    try {
      await readAndAnswer(service)
      for (const pid of service.processes()) {
        expect(attemptsIn(readFileSync(`/proc/${pid}/net/snmp`, 'utf8'))).toBe(0)
        // Another network than ours, or the count would say nothing.
        expect(readFileSync(`/proc/${pid}/net/dev`, 'utf8')).not.toMatch(/eth|en[ops]\d/)
      }
    } finally {
      await service.stop()
      await rm(data, { recursive: true, force: true })
    }
  },
  wholeMs,
)

async function readAndAnswer(service: Service): Promise<void> {
  const scan = await readFile(new URL('../parser/fixtures/scan.png', import.meta.url))
  const pdf = writePdf([
    { texts: [{ text: 'The quillon pump is serviced in May.', x: 72, y: 72 }] },
  ])
  const files = [
    { name: 'scan.png', content: scan, mediaType: 'image/png' },
    { name: 'pump.pdf', content: pdf, mediaType: 'application/pdf' },
    {
      name: 'valve.md',
      content: '# Valve\n\nSee <https://example.com/valve>. ![](http://example.com/a.png)\n',
    },
    {
      name: 'page.html',
      content: '<img src="http://example.com/a.png"><p>The zeppelin flies.</p>',
      mediaType: 'text/html',
    },
  ]
  const operate = async (ask: Ask): Promise<unknown> => {
    const { status, json, text } = await service.operate(ask)
    if (status >= 300) expect.unreachable(text)
    return json
  }
  const withId = z.object({ id: z.string() })
  const dataset = { method: 'POST', path: '/api/v1/datasets', json: { name: 'all' } } as const
  const { id } = withId.parse(await operate(dataset))
  const path = `/api/v1/datasets/${id}/documents`
  for (const file of files) await operate({ method: 'POST', path, file })
  const page = z.object({ items: z.array(z.object({ name: z.string(), stage: z.string() })) })
  for (const endMs = Date.now() + 120_000; ;) {
    const { items } = page.parse(await operate({ path }))
    if (items.every(({ stage }) => stage === 'ready') || Date.now() > endMs) {
      expect(items.map(({ stage }) => stage)).toEqual(files.map(() => 'ready'))
      break
    }
    await pause(100)
  }
  const messages = [{ role: 'user', content: 'When is the quillon pump serviced?' }]
  const json = { model: 'assistant/default', messages }
  const answer = await operate({ method: 'POST', path: '/v1/chat/completions', json })
  expect(JSON.stringify(answer)).toContain('quillon pump is serviced in May')
}

it.skipIf(alone === undefined)('would be counted if it tried', async () => {
  const [command = '', ...args] = alone ?? []
  const program = `fetch(process.argv[1]).catch(() =>
    process.stdout.write(require('node:fs').readFileSync('/proc/self/net/snmp', 'utf8')))`
  for (const url of ['http://192.0.2.1/', 'http://telemetry.example.com/']) {
    const tried = [...args, process.execPath, '--eval', program, url]
    const { stdout } = await promisify(execFile)(command, tried)
    expect(attemptsIn(stdout)).toBeGreaterThan(0)
  }
})
