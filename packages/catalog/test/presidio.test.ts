// Presidio: Korean beside English, with the model and the recognizers that the published image leaves off.

import { readDocument } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'
import { presidio } from '../src/components/presidio/component.js'
import { build, contextOf, printed, unreadAmong, variable, workloadOf } from './contexts.js'

const contextWith = (options: Readonly<Record<string, unknown>> = {}, more = {}) =>
  contextOf({ components: { presidio: { options } }, ...more })

const context = contextWith()
const built = build(presidio, context)
const analyzer = workloadOf(built, 'presidio-analyzer')
const fileOf = (workload: typeof analyzer, name: string): string =>
  printed(workload.files?.find(({ path }) => path.endsWith(name))?.content)

describe('the analyzer', () => {
  it('is told nothing that it does not read', () => {
    const names = Object.values(built.workloads).flatMap(({ environment }) =>
      Object.keys(environment ?? {}),
    )
    expect(unreadAmong(names, context.factsOf('presidio').env)).toEqual([])
  })

  it('has the Korean model in an image of its own', () => {
    expect(analyzer.image.repository).toBe('docker.io/llmflow/presidio-analyzer')
    const recipe = analyzer.image.recipe?.join('\n') ?? ''
    expect(recipe).toContain(`FROM mcr.microsoft.com/presidio-analyzer:2.2.362\n`)
    expect(recipe).toContain('ko_core_news_lg-3.8.0-py3-none-any.whl')
    expect(recipe.endsWith('USER 1001')).toBe(true)
  })

  it('finds Korean numbers, and telephones that its own recognizer knows nothing of', () => {
    const recognizers = fileOf(analyzer, 'recognizers.yaml')
    for (const name of ['KrRrnRecognizer', 'KrFrnRecognizer', 'KoreanPhoneRecognizer']) {
      expect(recognizers).toContain(`name: ${name}\n`)
    }
    expect(recognizers).toContain('주민등록번호')
    expect(recognizers).not.toContain('- name: PhoneRecognizer')
  })

  it('names no recognizer that a file of this version cannot make', () => {
    const recognizers = fileOf(analyzer, 'recognizers.yaml')
    expect(recognizers).not.toMatch(/Kr(Brn|DriverLicense|Passport)Recognizer/)
  })

  it.each(['analyzer.yaml', 'models.yaml', 'recognizers.yaml'])('reads %s', (name) => {
    const { diagnostics } = readDocument(name, fileOf(analyzer, name))
    expect(diagnostics).toEqual([])
    const [, path] = Object.entries(analyzer.environment ?? {}).find(([, value]) =>
      printed(value).endsWith(name),
    ) ?? [undefined, []]
    expect(printed(path)).toBe(`/etc/presidio/${name}`)
  })

  it('waits for no list of domains from outside', () => {
    expect(variable(analyzer, 'TLDEXTRACT_CACHE_TIMEOUT')).toBe('1')
  })

  it('is the published image where English is enough', () => {
    const english = workloadOf(build(presidio, contextWith({ languages: ['en'] })), analyzer.id)
    expect(english.image).toMatchObject({
      repository: 'mcr.microsoft.com/presidio-analyzer',
      tag: '2.2.362',
    })
    expect(english.image.recipe).toBeUndefined()
    expect(fileOf(english, 'models.yaml')).not.toContain('ko_core_news_lg')
  })
})

describe('the sizes', () => {
  it('are two replicas at the guide’s demand, and more where more is read', () => {
    expect(built.sizes['analyzer']?.replicas.minimum.value).toBe(2)
    const demand = { users: 50_000, ingestion: { documentsPerDay: 100_000 } }
    const { sizes } = build(presidio, contextWith({}, { demand }))
    expect(sizes['analyzer']?.replicas.minimum.value).toBeGreaterThan(2)
  })

  it('have room for a model of each language', () => {
    const { sizes } = build(presidio, contextWith({ languages: ['en'] }))
    expect(built.sizes['analyzer']?.memory.value).toBe(3 * 2 ** 30)
    expect(sizes['analyzer']?.memory.value).toBe(2 * 2 ** 30)
  })
})
