import { describe, expect, it } from 'vitest'
import { said } from './said.js'

const inventory = `
pools:
  - name: workers
    roles: [application, inference]
    nodes: [{ name: a, address: 10.0.0.1 }, { name: b, address: 10.0.0.2 }]
    cpu: 64
    memory: 256GiB
    gpus: { product: A100-SXM4-80GB, count: 2 }
storageClasses:
  - { name: fast, kind: block, isDefault: true }
  - { name: files, kind: file, accessModes: [ReadWriteMany] }
`
const model = `
models:
  - { name: small, weights: meta-llama/Llama-3.1-8B-Instruct, gpu: A100-SXM4-80GB }
`

describe('names that refer to nothing', () => {
  const unknown = (platform: string) => said('spec/unknown-name', platform, inventory)

  it('are models of tenants', () => {
    expect(unknown(`${model}tenants: [{ name: a, models: [small, smal] }]\n`)).toEqual([
      '/tenants/0/models/1: model | smal | small',
    ])
  })

  it('are engines', () => {
    const engine = (name: string) => `models: [{ name: m, weights: x/y, engine: ${name} }]\n`
    expect(unknown(engine('vlm'))).toEqual(['/models/0/engine: component | vlm | vllm'])
    expect(said('spec/invalid-value', engine('redis'))).toEqual([
      expect.stringMatching(/^\/models\/0\/engine: redis \| .*vllm/),
    ])
    expect(said('spec/invalid-value', engine('vllm'))).toEqual([])
  })

  it('are GPUs that the catalog does not know or the inventory does not have', () => {
    const gpu = (name: string) => `models: [{ name: m, weights: x/y, gpu: ${name} }]\n`
    expect(unknown(gpu('A100-SXM4-80G'))).toEqual([
      '/models/0/gpu: gpu | A100-SXM4-80G | A100-SXM4-80GB',
    ])
    expect(unknown(gpu('H100-SXM5-80GB'))).toHaveLength(1)
    expect(said('spec/unknown-name', gpu('H100-SXM5-80GB'))).toEqual([])
  })

  it('are pools, parts, stores and storage classes', () => {
    expect(
      unknown(`
components:
  redis: { topology: standalone, pool: worker, storageClass: fsat, parts: { rediss: {} } }
backup: { stores: { redi: { every: 1h, keep: 7d } } }
`),
    ).toEqual([
      '/components/redis/pool: pool | worker | workers',
      '/components/redis/parts/rediss: component-part | rediss | redis',
      '/backup/stores/redi: store | redi | redis',
      '/components/redis/storageClass: storage-class | fsat | fast',
    ])
  })

  it('are not judged against hardware that nobody described', () => {
    expect(
      said('spec/unknown-name', 'components: { redis: { pool: x, storageClass: y } }'),
    ).toEqual([])
  })
})

describe('a storage class for the weights', () => {
  const mode = (modelStore: string) =>
    said('wiring/storage-class-mode', `${model}components: { vllm: {} }\n${modelStore}`, inventory)

  it('must let many nodes mount one volume', () => {
    expect(mode('modelStore: { storageClass: fast }\n')).toEqual([
      '/modelStore/storageClass: fast | ReadWriteMany | files',
    ])
    expect(mode('modelStore: { storageClass: files }\n')).toEqual([])
  })

  it('is the default class when none is named', () => {
    expect(mode('')).toEqual(['/models/0/weights: fast | ReadWriteMany | files'])
  })
})

describe('nodes', () => {
  it('share neither a name nor an address', () => {
    const twice = `
pools:
  - name: x
    roles: [application]
    nodes: { count: 3, prefix: node, firstAddress: 10.0.0.1 }
    cpu: 8
    memory: 16GiB
  - name: y
    roles: [vector]
    nodes: [{ name: node-02, address: 10.0.0.9 }, { name: other, address: 10.0.0.3 }]
    cpu: 8
    memory: 16GiB
`
    expect(said('spec/duplicate-name', '', twice)).toEqual([
      '/pools/1/nodes/0/name: node-02',
      '/pools/1/nodes/1/address: 10.0.0.3',
    ])
  })
})

describe('options of LLMFlow', () => {
  it('exist and have the right type', () => {
    expect(said('spec/unknown-key', 'components: { keycloak: { options: { ldpa: {} } } }')).toEqual(
      ['/components/keycloak/options/ldpa: ldpa | ldap'],
    )
    expect(said('spec/wrong-type', 'components: { keycloak: { options: { ldap: x } } }')).toEqual([
      '/components/keycloak/options/ldap: object | string',
    ])
  })

  it('are one of the values that there are, and so is each item of a list', () => {
    const judged = (options: string) =>
      said('spec/invalid-value', `components: { neo4j: { options: ${options} } }`)
    expect(judged("{ acceptLicense: 'yes', plugins: [apoc] }")).toEqual([])
    expect(judged("{ acceptLicense: 'no' }")).toEqual([
      '/components/neo4j/options/acceptLicense: no | yes, eval',
    ])
    expect(judged("{ acceptLicense: 'yes', plugins: [apoc, n10s] }")).toEqual([
      '/components/neo4j/options/plugins/1: n10s | apoc, graph-data-science',
    ])
  })
})

describe('the model that is trained', () => {
  it('is one of the platform', () => {
    const judged = (model: string) =>
      said(
        'spec/unknown-name',
        `models: [{ name: chat-8b, weights: meta-llama/Llama-3.1-8B-Instruct, endpoint: "http://h:1" }]\ncomponents: { llama-factory: { options: { model: ${model} } } }`,
      )
    expect(judged('chat-8b')).toEqual([])
    expect(judged('chat-8')).toEqual([
      '/components/llama-factory/options/model: model | chat-8 | chat-8b',
    ])
  })
})

describe('addresses that are counted on', () => {
  const judged = (firstAddress: string) =>
    said(
      'spec/invalid-value',
      '',
      `pools: [{ name: a, roles: [application], nodes: { count: 3, prefix: a, firstAddress: ${firstAddress} }, cpu: 8, memory: 8GiB }]\n`,
    )

  it('end with the last one of IPv4', () => {
    expect(judged('255.255.255.253')).toEqual([])
    expect(judged('255.255.255.254')).toEqual([
      expect.stringMatching(/^\/pools\/0\/nodes\/firstAddress: /),
    ])
  })
})
