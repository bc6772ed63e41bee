// Tests that planning in the browser says and changes what the command line says and a person would change.

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { unzipSync } from 'fflate'
import { assert, describe, expect, it } from 'vitest'
import { checklistFor, auditedOf } from '../src/planning/audited.ts'
import { findingsOf } from '../src/planning/findings.ts'
import type { Folder } from '../src/planning/messages.ts'
import { planFolder } from '../src/planning/planned.ts'
import { pressureOn } from '../src/planning/pressure.ts'
import { editOf } from '../src/planning/set.ts'
import { renderedOf, zipOf } from '../src/planning/tree.ts'
import { version } from '../src/planning/version.ts'
import { viewOf } from '../src/planning/view.ts'

const examples = fileURLToPath(new URL('../../../examples/', import.meta.url))

function example(name: string, environment?: string): Folder {
  const names = ['llmflow.yaml', 'inventory.yaml', 'env/staging.yaml']
  const files = names
    .filter((file) => existsSync(`${examples}${name}/${file}`))
    .map((file) => ({ name: file, text: readFileSync(`${examples}${name}/${file}`, 'utf8') }))
  return { files, environment }
}

/** An example with one text of its platform changed. */
function changed(name: string, from: string, to: string): Folder {
  const { files, environment } = example(name)
  return {
    environment,
    files: files.map((file) =>
      file.name === 'llmflow.yaml' ? { ...file, text: file.text.replace(from, to) } : file,
    ),
  }
}

function applied(folder: Folder, path: string, value: string): string {
  const edit = editOf(folder, path, value)
  assert(edit !== undefined, 'the text has a place for it')
  const text = folder.files.find(({ name }) => name === edit.file)?.text ?? ''
  return text.slice(0, edit.from) + edit.insert + text.slice(edit.to)
}

describe('findings', () => {
  it('stand where the word is, and repair it', () => {
    const folder = changed('laptop', 'demand:', 'demnd:')
    const { diagnostics, sources } = planFolder(folder)
    const findings = findingsOf(diagnostics, sources, 'ko')
    const found = findings.find(({ code }) => code === 'spec/unknown-key')
    assert(found !== undefined, 'the misspelt key is found')
    const text = folder.files[0]?.text ?? ''
    expect(text.slice(found.from, found.to)).toBe('demnd')
    expect(found.line).toBe(text.slice(0, found.from).split('\n').length)
    expect(found.repairs).toEqual([
      { file: 'llmflow.yaml', from: found.from, to: found.to, insert: 'demand' },
    ])
  })

  it('offer the number that fits', () => {
    const folder = changed(
      'guide-production',
      'replicas: { minimum: 2, maximum: 5 }\n    priority: 100',
      'replicas: { minimum: 2, maximum: 8 }\n    priority: 0',
    )
    const { diagnostics, sources } = planFolder(folder)
    const found = findingsOf(diagnostics, sources, 'en').find(
      ({ code }) => code === 'capacity/maxima-do-not-fit',
    )
    expect(found?.message).toContain('44')
    expect(found?.repairs.map(({ insert }) => insert)).toEqual(['5'])
  })

  it('say that there is no platform, and which environment is missing', () => {
    const codes = (folder: Folder) => planFolder(folder).diagnostics.map(({ code }) => code)
    expect(codes({ files: [], environment: undefined })).toEqual(['spec/missing-file'])
    expect(codes(example('laptop', 'nowhere'))).toEqual(['spec/unknown-name'])
  })
})

describe('a setting', () => {
  it('is replaced where it is written, and comments stay', () => {
    const folder = example('guide-production')
    const text = applied(folder, '/demand/concurrentUsers', '250')
    expect(text).toBe(folder.files[0]?.text.replace('concurrentUsers: 100', 'concurrentUsers: 250'))
  })

  it('is replaced in the overlay that wins', () => {
    const edit = editOf(example('guide-production', 'staging'), '/demand/concurrentUsers', '12')
    expect(edit?.file).toBe('env/staging.yaml')
  })

  it('is written where it was left to its default, in a block and in braces', () => {
    const without = changed('laptop', '  concurrentUsers: 1\n', '')
    expect(applied(without, '/demand/concurrentUsers', '3')).toContain(
      'demand:\n  concurrentUsers: 3\n  users: 1\n',
    )
    expect(applied(example('laptop'), '/demand/ingestion/pagesPerDocument', '5')).toContain(
      'ingestion: { pagesPerDocument: 5, documents: 1000',
    )
  })
})

describe('what breaks first', () => {
  const always = (): Promise<boolean> => Promise.resolve(true)
  const codesAt = (people: number): readonly string[] =>
    planFolder(
      changed('guide-production', 'concurrentUsers: 100', `concurrentUsers: ${people}`),
    ).diagnostics.flatMap(({ code, severity }) => (severity === 'info' ? [] : [code]))

  it('breaks there, and not a little before', async () => {
    const pressure = await pressureOn(planFolder(example('guide-production')), 'en', always)
    const [first] = pressure?.breaks ?? []
    assert(first !== undefined, 'something breaks')
    expect(codesAt(first.concurrentUsers)).toContain(first.code)
    expect(codesAt(Math.floor(first.concurrentUsers * 0.97))).not.toContain(first.code)
  }, 60_000)

  it('is not computed for nobody', async () => {
    const never = (): Promise<boolean> => Promise.resolve(false)
    const pressure = await pressureOn(planFolder(example('guide-production')), 'en', never)
    expect(pressure).toBeUndefined()
  })
})

describe('a plan', () => {
  it('is drawn with every GPU of the example', () => {
    const { plan } = planFolder(example('guide-production'))
    assert(plan !== undefined, 'there is a plan')
    const view = viewOf(plan)
    const machines = view.racks.flatMap((rack) => rack.machines)
    const gpus = machines.flatMap((machine) => machine.gpus)
    expect(machines).toHaveLength(41)
    expect(view.gpus).toMatchObject({ used: 23, available: 64, atMaximum: 35 })
    expect(gpus.filter(({ workload }) => workload !== undefined)).toHaveLength(23)
    expect(view.racks[0]?.name).toBe('rack-d')
  })

  it('is judged by a checklist', () => {
    const items = checklistFor(example('one-host'), 'daily', 'ko')
    expect(items?.length).toBeGreaterThan(3)
  })
})

describe('files', () => {
  it('are packed with their list, and the same ones each time', () => {
    const rendered = renderedOf(example('one-host'), 'compose', 'en')
    assert(rendered.kind === 'files', 'it renders')
    const packed = zipOf(example('one-host'), 'compose')
    assert(packed !== undefined, 'it packs')
    const archive = unzipSync(packed)
    expect(Object.keys(archive)).toEqual(rendered.files.map(({ path }) => path))
    expect(Object.keys(archive)).toContain('.llmflow.compose.json')
    expect(zipOf(example('one-host'), 'compose')).toEqual(packed)
  })

  it('are not packed where machines have no addresses, or errors stand against them', () => {
    expect(renderedOf(example('laptop'), 'hosts', 'en')).toEqual({ kind: 'no-machines' })
    const broken = renderedOf(changed('laptop', 'demand:', 'demnd:'), 'kubernetes', 'en')
    expect(broken.kind).toBe('findings')
    expect(zipOf(example('laptop'), 'hosts')).toBeUndefined()
  })

  it('of others are audited with places', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: "nginx:latest"}]}\n'
    const { findings } = auditedOf([{ name: 'pod.yaml', text }], 'en')
    const found = findings.find(({ code }) => code === 'airgap/mutable-tag')
    expect(found?.line).toBe(4)
    expect(text.slice(found?.from, found?.to)).toContain('nginx:latest')
  })
})

describe('the list beside a tree', () => {
  it('names the version of LLMFlow', () => {
    const manifest: unknown = JSON.parse(
      readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
    )
    expect(manifest).toMatchObject({ version })
  })
})
