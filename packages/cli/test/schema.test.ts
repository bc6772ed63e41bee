// Compares the printed JSON Schemas with what LLMFlow itself accepts, and with its own reports.

import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { main } from 'llmflow'
import { memoryDisk, memoryHost } from './memory-host.js'

const examples = fileURLToPath(new URL('../../../examples/', import.meta.url))
const platform = {
  apiVersion: 'llmflow.io/v1',
  kind: 'Platform',
  metadata: { name: 'laptop' },
  release: '2025.01',
  domain: 'llm.example.com',
  demand: { users: 2 },
}

async function validatorOf(kind: string) {
  const host = memoryHost(memoryDisk({}))
  expect(await main(['schema', kind], host)).toBe(0)
  const schema: unknown = JSON.parse(host.out())
  expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' })
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  if (typeof schema !== 'object' || schema === null) return () => false
  return (value: unknown): boolean => ajv.validate(schema, value)
}

describe('llmflow schema', () => {
  const green = readdirSync(examples).filter((name) => name !== 'guide-as-written')

  it.each(green)('accepts the example %s', async (name) => {
    for (const [file, kind] of [
      ['llmflow.yaml', 'platform'],
      ['inventory.yaml', 'inventory'],
    ] as const) {
      if (!readdirSync(`${examples}${name}`).includes(file)) continue
      const isValid = await validatorOf(kind)
      const value: unknown = parse(readFileSync(`${examples}${name}/${file}`, 'utf8'))
      expect({ file, isValid: isValid(value) }).toEqual({ file, isValid: true })
    }
  })

  it('refuses the guide as it is written for a component that does not exist', async () => {
    const isValid = await validatorOf('platform')
    const text = readFileSync(`${examples}guide-as-written/llmflow.yaml`, 'utf8')
    expect(isValid(parse(text))).toBe(false)
    expect(isValid(parse(text.replace('langgraph:', 'llmflow:')))).toBe(true)
  })

  const wrong = [
    { ...platform, demnd: { users: 2 } },
    { ...platform, release: '1999.01' },
    { ...platform, components: { vlm: {} } },
    { ...platform, domain: 'no spaces' },
    { ...platform, demand: { users: 'many' } },
    { ...platform, objectives: { availability: '99.9' } },
    { ...platform, models: [{ name: 'x' }] },
  ]

  it.each(wrong)('refuses what check refuses: %j', async (value) => {
    const isValid = await validatorOf('platform')
    expect(isValid(platform)).toBe(true)
    expect(isValid(value)).toBe(false)
    const host = memoryHost(memoryDisk({ '/home/llmflow.yaml': JSON.stringify(value) }))
    expect(await main(['check'], host)).toBe(1)
  })

  it('describes the reports of every command', async () => {
    const isValid = await validatorOf('report')
    const disk = memoryDisk({
      '/home/good/llmflow.yaml': JSON.stringify(platform),
      '/home/bad/llmflow.yaml': JSON.stringify({ ...platform, users: 1 }),
    })
    for (const line of [
      'check good',
      'check bad',
      'plan good',
      'render good --out out',
      'render good',
      'diff good good',
      'why good',
      'why good nothing',
      'explain',
      'explain spec/wrong-use',
      'schema inventory',
      'catalog',
      'catalog vllm',
      'completion fish',
      'init new --users 2 --domain llm.example.com',
      'nothing',
    ]) {
      const host = memoryHost(disk)
      await main([...line.split(' '), '--json'], host)
      expect(host.error()).toBe('')
      expect({ line, isValid: isValid(JSON.parse(host.out())) }).toEqual({ line, isValid: true })
    }
  })
})
