// Has Compose itself read the rendered projects, and Prometheus the configuration that its stand-in gets.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { afterEach, assert, beforeEach, describe, expect, it } from 'vitest'
import { renderCompose } from '@llmflow/render'
import { examples, planOf } from './examples.js'
import { promtool } from './promtool.js'

const program = process.env['LLMFLOW_COMPOSE']

describe.runIf(program !== undefined)('Compose', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'llmflow-engines-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  /** Every variable gets a value; without them Compose must refuse. */
  function write(files: readonly string[], value: string, change = (text: string) => text): void {
    for (const { path, text } of renderCompose(planOf(files)).files) {
      const target = join(folder, path)
      mkdirSync(dirname(target), { recursive: true })
      writeFileSync(target, path.endsWith('compose.yaml') ? change(text) : text)
      if (!path.endsWith('.env.example')) continue
      writeFileSync(join(dirname(target), '.env'), text.replace(/^(\w+)=$/gm, `$1=${value}`))
    }
  }

  function read(...profiles: readonly string[]) {
    const options = profiles.flatMap((profile) => ['--profile', profile])
    assert(program !== undefined)
    return spawnSync(program, [...options, 'config', '--quiet'], {
      cwd: join(folder, 'compose'),
      encoding: 'utf8',
    })
  }

  it.each(examples.map((files) => ({ files })))(
    'takes $files, with and without GPUs',
    ({ files }) => {
      write(files, 'given')
      expect(read()).toMatchObject({ status: 0, stderr: '' })
      expect(read('gpu')).toMatchObject({ status: 0, stderr: '' })
      expect(read('*')).toMatchObject({ status: 0, stderr: '' })
    },
  )

  it('refuses a project whose secrets are missing', () => {
    write(['one-host/llmflow.yaml'], '')
    expect(read().stderr).toContain('run ./prepare.sh first')
  })

  it('would refuse a service that waits for nobody', () => {
    write(['one-host/llmflow.yaml'], 'given', (text) =>
      text.replace(/^( {6})postgresql-0:$/m, '$1nobody:'),
    )
    expect(read().stderr).toContain('nobody')
  })
})

describe('the Prometheus that stands for the chart', () => {
  it('gets a configuration and rules that it takes', () => {
    const { files } = renderCompose(planOf(['guide-production/llmflow.yaml']))
    const read = (ending: string): unknown =>
      parse(files.find(({ path }) => path.endsWith(ending))?.text ?? '')
    const rules = read('etc.prometheus.rules.yml')
    const scraping: unknown = JSON.parse(
      JSON.stringify(read('etc.prometheus.prometheus.yml')).replace(
        '/etc/prometheus/rules.yml',
        'rules.yml',
      ),
    )
    const given = { 'prometheus.yml': scraping, 'rules.yml': rules }
    const { code, output } = promtool(given, ['check', 'config', 'prometheus.yml'])
    expect({ code, output }).toMatchObject({ code: 0 })
    expect(output).toMatch(/\d+ rules found/)
  })
})
