// What a platform sets under `config` reaches the program, or the facts say that it is not read; nothing gets lost.

import { components } from '@llmflow/catalog'
import { assert, describe, expect, it } from 'vitest'
import { argumentsOf, build, contextOf, printed, variable, workloadOf } from './contexts.js'

const name = 'some.setting'
const value = 'chosen-by-the-platform'

describe.each(components)('$name', (component) => {
  const choice = { [component.name]: { config: { [name]: value } } }
  const context = contextOf({ components: choice })
  const facts = context.factsOf(component.name).config

  it('reads what stands under config, or is known not to', () => {
    const { workloads } = build(component, context)
    const isWritten = JSON.stringify(workloads).includes(value)
    expect(isWritten || (facts?.isComplete === true && facts.options.length === 0)).toBe(true)
  })
})

const named = (component: string) => {
  const found = components.find((one) => one.name === component)
  assert(found !== undefined)
  return found
}

const workloadFor = (id: string, component: string, choice: object) =>
  workloadOf(build(named(component), contextOf({ components: { [component]: choice } })), id)

describe('the configuration of a platform', () => {
  it('becomes a variable of Milvus, whose names lose their dots', () => {
    const config = { 'queryNode.gracefulTime': 500 }
    const node = workloadFor('milvus-querynode', 'milvus', { topology: 'cluster', config })
    expect(variable(node, 'QUERYNODE_GRACEFULTIME')).toBe('500')
  })

  it('comes last in the file of Redis, where the last line counts', () => {
    const config = { 'maxmemory-policy': 'allkeys-lru' }
    const server = workloadFor('redis', 'redis', { config })
    const file = printed(server.files?.find(({ path }) => path.endsWith('redis.conf'))?.content)
    expect(file).toMatch(/maxmemory-policy noeviction[^]*maxmemory-policy allkeys-lru\n$/)
  })

  it('replaces a parameter of PostgreSQL where Patroni takes it from', () => {
    const config = { max_connections: 700, work_mem: '8MB', jit: false }
    const server = workloadFor('postgresql', 'postgresql', { topology: 'patroni', config })
    const file = printed(server.files?.[0]?.content)
    expect(file.match(/max_connections: .*/g)).toEqual(['max_connections: 700'])
    expect(file.indexOf('max_connections')).toBeLessThan(file.indexOf('  initdb:'))
    expect(file.match(/ work_mem: .*/g)).toEqual([' work_mem: "8MB"'])
    expect(file).toContain('\n    jit: "off"\n')
  })

  it('becomes arguments of PostgreSQL alone', () => {
    const config = { work_mem: '8MB' }
    const server = workloadFor('postgresql', 'postgresql', { topology: 'standalone', config })
    expect(argumentsOf(server).at(-1)).toBe('--work_mem=8MB')
  })
})
