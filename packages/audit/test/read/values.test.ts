import { readFields, wholeText, type Field } from '@llmflow/spec'
import { assert, describe, expect, it } from 'vitest'
import { isValues, readValues } from '../../src/read/values.js'

function rootOf(text: string): Field {
  const [root] = readFields(wholeText('values.yaml', text)).documents
  assert(root !== undefined)
  return root
}

describe('Helm values', () => {
  const text = `vllm:
  enabled: true
  models:
    - name: small
      replicaCount: 2
      resources: { limits: { nvidia.com/gpu: 2 } }
  config: { maxModelLen: 1 }
tei:
  enabled: true
  embedding:
    replicas: 2
    image: { registry: ghcr.io, repository: team/tei, tag: "1.5" }
redis: { enabled: false, replicas: 3 }
app:
  replicaCount: 1
  config:
    redis: { host: redis, port: 6379 }
`
  const { processes } = readValues('values.yaml', 'values.yaml', rootOf(text))

  it('names each program by its path', () => {
    expect(processes.map(({ name }) => name)).toEqual([
      'vllm',
      'vllm.small',
      'tei.embedding',
      'app',
    ])
  })

  it('puts an image together and keeps the place of its repository', () => {
    const image = processes.find(({ name }) => name === 'tei.embedding')?.image
    expect(image).toMatchObject({ repository: 'ghcr.io/team/tei', tag: '1.5' })
    expect(image?.repositoryPlace).toMatchObject({ offset: text.indexOf('team/tei') })
  })

  it('counts the GPUs of a replica', () => {
    expect(processes.find(({ name }) => name === 'vllm.small')?.gpus).toBe(2)
  })

  it('tells values by their name or shape', () => {
    const shaped = rootOf('web:\n  replicaCount: 1\n  image: { repository: a/b }\n')
    expect(isValues('a.yaml', '', shaped)).toBe(true)
    expect(isValues('a.yaml', 'values-production.yaml', rootOf('a: 1'))).toBe(true)
    expect(isValues('a.yaml', '', rootOf('a: 1'))).toBe(false)
  })
})
