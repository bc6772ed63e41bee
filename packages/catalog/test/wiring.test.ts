// The components together: whoever is connected to exists, at the port that is named.

import { components, type ComponentSizes } from '@llmflow/catalog'
import type { SecretText, Text, Workload } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'
import { contextOf } from './contexts.js'

const topologies = [
  { name: 'highly available', components: {} },
  {
    name: 'single',
    components: {
      postgresql: { topology: 'standalone' },
      redis: { topology: 'standalone' },
      milvus: { topology: 'standalone' },
    },
  },
]

const all = Object.fromEntries(components.map(({ name }) => [name, {}]))

/** Sizes in the order of the registry, as planning does, then the workloads of all. */
function assembled(chosen: Readonly<Record<string, unknown>>) {
  const base = contextOf({ components: { ...all, ...chosen } })
  const sizes: { [component: string]: ComponentSizes } = {}
  for (const component of components) sizes[component.name] = component.size({ ...base, sizes })
  const context = { ...base, sizes }
  const workloads = components.flatMap(
    (component) => component.workloads?.(context, sizes[component.name] ?? {}) ?? [],
  )
  return { context, workloads: new Map(workloads.map((workload) => [workload.id, workload])) }
}

const textsOf = (workload: Workload): readonly (Text | SecretText)[] => [
  ...(workload.args ?? []),
  ...Object.values(workload.environment ?? {}),
  ...(workload.files ?? []).map(({ content }) => content),
]

describe.each(topologies)('a platform that is $name', ({ components: chosen }) => {
  const { context, workloads } = assembled(chosen)
  const hasPort = ({ workload, port }: { workload: string; port: string }): boolean =>
    workloads.get(workload)?.ports?.some(({ name }) => name === port) ?? false

  it('has every port that an edge leads to', () => {
    const wrong = [...workloads.values()].flatMap(({ id, edges }) =>
      edges.flatMap(({ to }) =>
        to.kind === 'workload' && !hasPort(to) ? [`${id} -> ${to.workload}:${to.port}`] : [],
      ),
    )
    expect(wrong).toEqual([])
  })

  it('has every port that a setting names', () => {
    const wrong = [...workloads.values()].flatMap((workload) =>
      textsOf(workload).flatMap((text) =>
        text.flatMap((part) =>
          typeof part === 'object' &&
          (part.kind === 'address' || part.kind === 'members') &&
          !hasPort(part)
            ? [`${workload.id} -> ${part.workload}:${part.port}`]
            : [],
        ),
      ),
    )
    expect(wrong).toEqual([])
  })

  it('has every workload that another waits for', () => {
    const wrong = [...workloads.values()].flatMap(({ id, after }) =>
      (after ?? []).filter((other) => !workloads.has(other)).map((other) => `${id} after ${other}`),
    )
    expect(wrong).toEqual([])
  })

  it('declares every secret that a setting reads, with the key', () => {
    const declared = new Map(
      components.flatMap((component) => Object.entries(component.secrets?.(context) ?? {})),
    )
    const wrong = [...workloads.values()].flatMap((workload) =>
      textsOf(workload).flatMap((text) =>
        text.flatMap((part) =>
          typeof part === 'object' &&
          part.kind === 'secret' &&
          declared.get(part.secret)?.keys[part.key] === undefined
            ? [`${workload.id}: ${part.secret}/${part.key}`]
            : [],
        ),
      ),
    )
    expect(wrong).toEqual([])
  })

  it('keeps PostgreSQL and Redis at the ports that Dify is told', () => {
    const number = (workload: string, port: string): number | undefined =>
      workloads.get(workload)?.ports?.find(({ name }) => name === port)?.number
    expect(number('redis', 'redis')).toBe(6379)
    const database = workloads.has('postgresql-primary') ? 'postgresql-primary' : 'postgresql'
    expect(number(database, 'postgresql')).toBe(5432)
  })
})
