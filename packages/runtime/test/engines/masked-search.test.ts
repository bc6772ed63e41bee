// What embedders and rerankers are shown of the people in questions and documents.

import { describe, expect, it } from 'vitest'
import { maskedSearch } from '../../src/engines/masked-search.js'
import { RuntimeError } from '../../src/error.js'
import { builtInRedaction } from '../../src/redaction/built-in.js'
import { modelAt } from '../gateway/gateway.js'

const phone = '010-2345-6789'
const question = `Who has ${phone}?`
const texts = ['The office opens at nine.', `Call ${phone} or 010-9999-1111.`]
const { signal } = new AbortController()

function start(address: string, redaction = builtInRedaction()) {
  const shown: string[] = []
  const models = maskedSearch(
    {
      models: [modelAt(address)],
      embed: (_model, given) => {
        shown.push(...given)
        return Promise.resolve([])
      },
      rerank: (_model, query, given) => {
        shown.push(query, ...given)
        return Promise.resolve([])
      },
    },
    redaction,
  )
  return { models, shown }
}

describe('a model at an address', () => {
  it('embeds texts without what identifies people, each by itself', async () => {
    const { models, shown } = start('http://models.example')
    await models.embed('small', [...texts, `Not ${phone}.`], signal)
    expect(shown).toEqual([texts[0], 'Call <PHONE_1> or <PHONE_2>.', 'Not <PHONE_1>.'])
  })

  it('ranks passages under the same marks as the question', async () => {
    const { models, shown } = start('http://models.example,unix:/socket')
    await models.rerank('small', question, texts, signal)
    expect(shown).toEqual(['Who has <PHONE_1>?', texts[0], 'Call <PHONE_1> or <PHONE_2>.'])
  })

  it('is sent nothing that could not be checked', async () => {
    const failure = new RuntimeError('unavailable', 'the recogniser is down')
    const session = builtInRedaction().open()
    const broken = { open: () => ({ ...session, redact: () => Promise.reject(failure) }) }
    const { models, shown } = start('http://models.example', broken)
    await expect(models.embed('small', texts, signal)).rejects.toBe(failure)
    await expect(models.rerank('small', question, texts, signal)).rejects.toBe(failure)
    expect(shown).toEqual([])
  })
})

it('shows a model of this machine the texts as they are', async () => {
  const { models, shown } = start('unix:/model.sock')
  await models.embed('small', texts, signal)
  await models.rerank('small', question, texts, signal)
  expect(shown).toEqual([...texts, question, ...texts])
})
