// What the form of an assistant begins with, offers and sends.

import { describe, expect, it } from 'vitest'
import {
  draftOf,
  isNameRight,
  modelStatesOf,
  sentOf,
} from '../src/pages/operate/assistant-draft.ts'

const assistant = {
  id: 'a',
  name: 'Travel',
  description: 'Trips',
  opening: 'Hello',
  prompt: 'Be brief.',
  model: 'exaone',
  searchesAllDatasets: false,
  datasetIds: ['one', 'two'],
  createdAtMs: 0,
}

describe('the form of an assistant', () => {
  it('begins with what there is, or with one that answers from everything', () => {
    const { id: _id, createdAtMs: _createdAtMs, ...settings } = assistant
    expect(draftOf(assistant)).toEqual(settings)
    expect(draftOf(undefined)).toMatchObject({ name: '', model: null, searchesAllDatasets: true })
  })

  it('sends what was changed, and nothing of what was not', () => {
    const { datasetIds } = assistant
    const all = datasetIds.map((id) => ({ id }))
    expect(sentOf({}, datasetIds, all)).toEqual({})
    expect(sentOf({ name: ' Trips ', model: null }, datasetIds, all)).toEqual({
      name: 'Trips',
      model: null,
    })
    expect(sentOf({ datasetIds: ['two'] }, datasetIds, all)).toEqual({ datasetIds: ['two'] })
    expect(sentOf({ datasetIds: [] }, datasetIds, all)).toEqual({ datasetIds: [] })
  })

  it('sends no dataset that is gone, and all of them while nobody knows which there are', () => {
    const left = [{ id: 'two' }, { id: 'three' }]
    expect(sentOf({}, ['one', 'two'], left)).toEqual({ datasetIds: ['two'] })
    expect(sentOf({ datasetIds: ['one', 'three'] }, [], left)).toEqual({ datasetIds: ['three'] })
    expect(sentOf({ datasetIds: ['one'] }, [], undefined)).toEqual({ datasetIds: ['one'] })
  })

  it.for([
    ['Travel', true],
    ['출장 도우미', true],
    ['', false],
    ['  ', false],
    ['travel/abroad', false],
  ] as const)('takes the name %j: %j', ([name, isRight]) => {
    expect(isNameRight(name)).toBe(isRight)
  })
})

describe('models of an assistant', () => {
  const models = [
    { name: 'exaone', kind: 'chat', isReady: true },
    { name: 'qwen', kind: 'chat', isReady: false },
    { name: 'bge', kind: 'embedding', isReady: true },
  ]

  it('are those that write answers, each with whether it does', () => {
    const writers = [
      { name: 'exaone', state: 'ready' },
      { name: 'qwen', state: 'silent' },
    ]
    expect(modelStatesOf(models, null)).toEqual(writers)
    expect(modelStatesOf(models, 'qwen')).toEqual(writers)
  })

  it('keep the chosen one, also where the tenant has it no more', () => {
    expect(modelStatesOf(models, 'solar').at(-1)).toEqual({ name: 'solar', state: 'gone' })
    expect(modelStatesOf(models, 'bge').at(-1)).toEqual({ name: 'bge', state: 'gone' })
  })
})
