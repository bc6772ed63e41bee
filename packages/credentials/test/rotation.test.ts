// Tests which values are replaced, how a replacement is taken back, and in which order readers start again.

import type { Plan, SecretKey } from '@llmflow/spec'
import { assert, describe, expect, it } from 'vitest'
import {
  complete,
  keysToRotate,
  restartOrder,
  rotate,
  storedAt,
  type Credentials,
  type RotationStep,
} from '@llmflow/credentials'
import { startOrder } from '../src/rotation/order.js'
import { workload } from './workload.js'

const day = (number: number): string => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`

const key = (parts: Partial<SecretKey> = {}): SecretKey => ({
  format: 'alphanumeric',
  length: 24,
  purpose: '',
  ...parts,
})

const because = { en: 'because', ko: '때문에' }
const secrets: Plan['secrets'] = {
  store: {
    keys: {
      password: key(),
      salt: key({ rotation: { kind: 'never', reason: because } }),
      'bind-password': key({ format: 'given' }),
    },
    consumers: [],
    namespaces: [],
    purpose: '',
  },
}
const plan = { secrets, certificates: {} }
const password = { secret: 'store', key: 'password' }
const salt = { secret: 'store', key: 'salt' }
const bind = { secret: 'store', key: 'bind-password' }

const begun = (): Credentials => {
  const given = [{ ...bind, value: 'given by somebody' }]
  return complete(plan, {}, given, day(1)).credentials
}

const step = (
  before: Credentials,
  keys: readonly (typeof password)[],
  kind: RotationStep = 'rotate',
  isForced = false,
) => rotate(plan, before, keys, { step: kind, isForced, now: day(9) })

describe('completing', () => {
  it('never changes what is there', () => {
    const before = begun()
    const after = complete(plan, before, [], day(5))
    expect(after.credentials).toBe(before)
    expect(after.completion.made).toEqual([])
    expect(after.completion.kept).toHaveLength(3)
  })

  it('keeps what left the plan, and names it', () => {
    const before = begun()
    const { credentials, completion } = complete(
      { secrets: {}, certificates: {} },
      before,
      [],
      day(5),
    )
    expect(credentials).toBe(before)
    expect(completion.unused).toEqual([password, salt, bind].toSorted(byKeyOf(before)))
  })

  it('asks for what only people know, and keeps the value before when they give another', () => {
    expect(complete(plan, {}, [], day(1)).completion.missing).toMatchObject([bind])
    const given = [{ ...bind, value: 'another one' }]
    const { credentials } = complete(plan, begun(), given, day(5))
    expect(storedAt(credentials, bind)).toEqual({
      value: 'another one',
      made: day(5),
      rotated: day(5),
      previous: { value: 'given by somebody', made: day(1) },
    })
  })
})

const byKeyOf = (before: Credentials) => {
  const order = Object.keys(before['store'] ?? {})
  return (one: { key: string }, other: { key: string }) =>
    order.indexOf(one.key) - order.indexOf(other.key)
}

describe('rotating', () => {
  it('replaces a value and keeps the one before until it is forgotten', () => {
    const before = begun()
    const { credentials, changed, refused } = step(before, [password])
    expect({ changed, refused }).toEqual({ changed: [password], refused: [] })
    const [old, now] = [storedAt(before, password), storedAt(credentials, password)]
    assert(old !== undefined && now !== undefined)
    expect(now).toMatchObject({ made: day(9), rotated: day(9), previous: old })
    expect(now.value).not.toBe(old.value)
    expect(step(credentials, [password]).refused).toMatchObject([{ hindrance: 'pending' }])
    const forgotten = step(credentials, [password], 'forget').credentials
    expect(storedAt(forgotten, password)).toEqual({
      value: now.value,
      made: day(9),
      rotated: day(9),
    })
    expect(step(forgotten, [password], 'undo').refused).toMatchObject([
      { hindrance: 'no-previous' },
    ])
  })

  it('is taken back, and the failed value is still known', () => {
    const before = begun()
    const rotated = step(before, [password]).credentials
    const undone = step(rotated, [password], 'undo').credentials
    expect(storedAt(undone, password)?.value).toBe(storedAt(before, password)?.value)
    expect(storedAt(undone, password)?.previous?.value).toBe(storedAt(rotated, password)?.value)
  })

  it('refuses what protects data, unless it is forced, and what others made even then', () => {
    const before = begun()
    const rotation = { kind: 'never', reason: because }
    expect(step(before, [salt])).toEqual({
      credentials: before,
      changed: [],
      refused: [{ ...salt, hindrance: 'never', rotation }],
    })
    expect(step(before, [salt], 'rotate', true).changed).toEqual([salt])
    expect(step(before, [bind], 'rotate', true).refused).toMatchObject([{ hindrance: 'given' }])
  })

  it('forgets a value altogether when nothing reads it', () => {
    const left = rotate({ secrets: {} }, begun(), [password], {
      step: 'forget',
      isForced: false,
      now: day(9),
    })
    expect(storedAt(left.credentials, password)).toBeUndefined()
    expect(storedAt(left.credentials, salt)).toBeDefined()
  })

  it('chooses by age', () => {
    const chosen = (days: number | undefined) =>
      keysToRotate(plan, begun(), 'rotate', { now: Date.parse(day(9)), days }).map((one) => one.key)
    expect(chosen(undefined)).toEqual(['password', 'salt'])
    expect(chosen(7)).toEqual(['password', 'salt'])
    expect(chosen(9)).toEqual([])
  })
})

const edge = (from: string, to: string): Plan['edges'][number] => ({
  from,
  to: { kind: 'workload', workload: to, port: 'port' },
  purpose: '',
})

describe('the order of restarts', () => {
  const workloads = [
    workload('api', { after: ['migrate'] }),
    workload('databases', { kind: 'job', prepares: 'store' }),
    workload('migrate', { kind: 'job' }),
    workload('pool'),
    workload('store', { kind: 'stateful' }),
  ]
  const edges = [
    edge('api', 'pool'),
    edge('migrate', 'pool'),
    edge('pool', 'store'),
    edge('databases', 'store'),
  ]

  const read = {
    edges,
    recovery: {},
    workloads: Object.fromEntries(workloads.map((one) => [one.id, one])),
  }

  it('is servers, what sets them up, and those who connect', () => {
    const ids = startOrder(read, workloads).map(({ id }) => id)
    expect(ids).toEqual(['store', 'databases', 'pool', 'migrate', 'api'])
    expect(startOrder(read, workloads.toReversed()).map(({ id }) => id)).toEqual(ids)
  })

  it('ends where two wait for each other', () => {
    const ring = { ...read, edges: [...edges, edge('store', 'api')] }
    expect(startOrder(ring, workloads)).toHaveLength(5)
  })

  it('holds only those who read what changed', () => {
    const consumers = [
      { workload: 'api', namespace: 'data', key: 'password' },
      { workload: 'store', namespace: 'data', key: '*' },
      { workload: 'pool', namespace: 'data', key: 'other' },
    ]
    const secret = { keys: {}, consumers, namespaces: [], purpose: '' }
    const ids = restartOrder({ ...read, secrets: { store: secret } }, [password]).map(
      ({ id }) => id,
    )
    expect(ids).toEqual(['store', 'api'])
  })
})
