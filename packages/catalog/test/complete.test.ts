// Every entry of the catalog is whole: facts with sources, life, backup, alerts with both series, and an example.

import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  componentBringing,
  components,
  findComponent,
  releases,
  type Component,
} from '@llmflow/catalog'
import { inventorySchema } from '@llmflow/spec'
import { contextOf, guideModels } from './contexts.js'

const examples = new URL('../../../examples/', import.meta.url)

/** The platforms that are green: what stands in the one that is always red is no recommendation. */
const platforms = readdirSync(examples)
  .filter((name) => name !== 'guide-as-written')
  .map((name) => readFileSync(new URL(`${name}/llmflow.yaml`, examples), 'utf8'))

const isInAnExample = ({ name }: Component): boolean =>
  platforms.some((text) => new RegExp(`^  ${name}:`, 'm').test(text))

const everything = contextOf({
  components: Object.fromEntries(components.map(({ name }) => [name, {}])),
  models: [
    ...guideModels,
    { name: 'other', kind: 'embedding', engine: 'infinity', weights: 'BAAI/bge-m3' },
  ],
  backup: {
    endpoint: 'https://s3.example.com',
    stores: { etcd: { every: '1h', keep: '7d' } },
  },
})

/** The etcd of Kubernetes is copied where there is a control plane. */
const inventory = inventorySchema.parse({
  apiVersion: 'llmflow.io/v1',
  kind: 'Inventory',
  metadata: { name: 'example' },
  pools: [
    {
      name: 'control',
      kind: 'control-plane',
      roles: ['control-plane'],
      nodes: { count: 3, prefix: 'control', firstAddress: '10.0.0.11' },
      cpu: 8,
      memory: '32GiB',
    },
  ],
})

/** Sized in the order of the registry, as a plan does it. */
const context = components.reduce(
  (before, component) => ({
    ...before,
    sizes: { ...before.sizes, [component.name]: component.size(before) },
  }),
  { ...everything, inventory },
)

describe('the names of programs', () => {
  const brought = components.flatMap(({ brings = [] }) => brings)

  it('lead to one component each, and are none themselves', () => {
    expect(new Set(brought).size).toBe(brought.length)
    expect(brought.filter((name) => findComponent(name) !== undefined)).toEqual([])
    expect(componentBringing('KEDA')?.name).toBe('scaling')
    expect(componentBringing('nothing')).toBeUndefined()
  })
})

describe.each(components)('$name', (component) => {
  it('names the source and the life of every version', () => {
    for (const { source, life = [] } of Object.values(component.versions)) {
      expect(source).not.toBe('')
      expect(life.length).toBeGreaterThan(0)
      for (const fact of life) expect(fact.source).not.toBe('')
    }
  })

  it('has the version that every release line names', () => {
    for (const { versions } of releases) {
      expect(Object.keys(component.versions)).toContain(versions[component.name])
    }
  })

  it('says where its data is backed up, or why it is not', () => {
    const { backups } = component
    const reasons = 'none' in backups ? [backups.none] : backups.map(({ method }) => method)
    expect(reasons.length).toBeGreaterThan(0)
    for (const { en, ko } of reasons) expect([en, ko]).not.toContain('')
  })

  it('has an alert with a series that trips it and one that does not', () => {
    const alerts = component.alerts?.(context, context.sizes[component.name] ?? {}) ?? []
    expect(alerts.length).toBeGreaterThan(0)
    for (const { tests } of alerts) {
      expect(tests.trips.length).toBeGreaterThan(0)
      expect(tests.quiet.length).toBeGreaterThan(0)
    }
  })

  it('tells operators how to look after it', () => {
    expect(component.commands?.(context).length).toBeGreaterThan(0)
  })

  it('appears in an example', () => {
    expect(isInAnExample(component)).toBe(true)
  })
})
