// Holds the probe to letting through only models that answer from passages, and to asking each file once.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { RuntimeError } from '../../src/error.js'
import { makeProbes, probeModel, type ProbeChat } from '../../src/models/probe.js'

let data = ''

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'probe-'))
})
afterEach(() => rm(data, { recursive: true, force: true }))

const never = new AbortController().signal

const answers = [
  [/Halden office open/, 'It opens at 7:40 [2].'],
  [/licences/, 'Mr Tennant takes care of them [2].'],
  [/pump/, 'Every 14 months [2].'],
  [/archive/, 'It is kept for 4 years [2].'],
  [/parking/, 'I found nothing in the documents that answers this question.'],
  [/몇 시에 여나요/, '오전 7시 40분에 엽니다 [2].'],
  [/라이선스/, '탁민호 과장이 담당합니다 [2].'],
  [/펌프/, '14개월마다 정비합니다 [2].'],
  [/너울/, '4년 동안 보관합니다 [2].'],
  [/주차/, '이 질문에 답할 근거를 문서에서 찾지 못했습니다.'],
] as const

const lastLine = (text: string): string => text.split('\n').at(-1) ?? ''

/** Answers well, but for what is changed. */
const modelWith =
  (change: (question: string, answer: string) => string): ProbeChat =>
  (messages) => {
    const question = lastLine(messages.at(-1)?.content ?? '')
    const answer = answers.find(([asked]) => asked.test(question))?.[1] ?? ''
    return Promise.resolve(change(question, answer))
  }

const good = modelWith((_, answer) => answer)

it.each(['en', 'ko'] as const)(
  'lets a model through that answers from passages (%s)',
  async (language) => {
    expect(await probeModel(good, language, never)).toBe(true)
  },
)

it.each([
  ['says nothing', () => ''],
  ['takes the neighbour', (_: string, answer: string) => answer.replace('4 years', '9 years')],
  [
    'has a number with more digits',
    (_: string, answer: string) => answer.replace('4 years', '14 years'),
  ],
  [
    'makes something up',
    (question: string, answer: string) =>
      question.includes('parking') ? 'It costs 40 euros.' : answer,
  ],
  [
    'answers in another language',
    (_: string, answer: string) => `${answer} 문서에 이렇게 적혀 있다고 합니다`,
  ],
])('stops one that %s', async (_, change) => {
  expect(await probeModel(modelWith(change), 'en', never)).toBe(false)
})

it('passes for one language and fails for the other', async () => {
  const english = modelWith((question, answer) =>
    /[가-힣]/.test(question) ? 'I do not know.' : answer,
  )
  expect(await probeModel(english, 'en', never)).toBe(true)
  expect(await probeModel(english, 'ko', never)).toBe(false)
})

it('asks each file once, also after a restart, and a model without a file each time', async () => {
  let asked = 0
  const chatOf = (): ProbeChat => (messages, tokensMax, signal) => {
    asked += 1
    return good(messages, tokensMax, signal)
  }
  const open = () => makeProbes(data, chatOf, ['ko', 'en'])
  const probes = open()
  expect(probes.hasPassed('m', 'ko')).toBe(false)
  await Promise.all([
    probes.probe('m', 'a'.repeat(64), never),
    probes.probe('n', 'b'.repeat(64), never),
  ])
  expect([probes.hasPassed('m', 'ko'), probes.hasPassed('n', 'en')]).toEqual([true, true])
  expect(asked).toBe(20)
  const later = open()
  await later.probe('m', 'a'.repeat(64), never)
  expect([asked, later.hasPassed('m', 'en')]).toEqual([20, true])
  await later.probe('far', undefined, never)
  expect([asked, later.hasPassed('far', 'en')]).toEqual([30, true])
  expect(await readFile(join(data, 'models', 'probes.json'), 'utf8')).not.toContain('undefined')
})

it('asks again when its notes can not be read', async () => {
  const probes = makeProbes(data, () => good, ['en'])
  await probes.probe('m', 'a'.repeat(64), never)
  await writeFile(join(data, 'models', 'probes.json'), '{ half')
  const later = makeProbes(data, () => modelWith(() => 'no'), ['en'])
  await later.probe('m', 'a'.repeat(64), never)
  expect(later.hasPassed('m', 'en')).toBe(false)
})

it('tells a backend that fails from a model that does', async () => {
  const broken: ProbeChat = () => Promise.reject(new RuntimeError('unavailable', 'gone'))
  await expect(probeModel(broken, 'en', never)).rejects.toThrow('gone')
})
