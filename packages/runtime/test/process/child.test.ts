// Calls, streams and ends children, in order and not.

import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { z } from 'zod'
import { startChild, type Child } from '../../src/adapters/process/child.js'
import { superviseChild } from '../../src/adapters/process/supervise.js'

const module = new URL('./echo.mjs', import.meta.url)
const children: Child[] = []

async function start(...words: readonly string[]): Promise<Child> {
  const child = await startChild({ name: 'echo', module, arguments: words })
  children.push(child)
  return child
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill()
})

it('answers a call with the value, vectors as vectors', async () => {
  const child = await start()
  const input = { text: '가', vector: new Float32Array([0.5, 1]) }
  const schema = z.object({ text: z.string(), vector: z.instanceof(Float32Array) })
  expect(await child.call(schema, 'echo', input)).toEqual(input)
  await expect(child.call(z.number(), 'echo', 'text')).rejects.toThrow(/expected number/)
})

it('passes on what the child threw', async () => {
  const child = await start()
  await expect(child.call(z.unknown(), 'fail', {})).rejects.toMatchObject({
    code: 'conflict',
    detail: { field: 'name' },
  })
  await expect(child.call(z.unknown(), 'none', {})).rejects.toMatchObject({
    code: 'invalid-request',
  })
})

it('refuses to start with the reason of the child', async () => {
  await expect(start('refuse')).rejects.toMatchObject({ code: 'data-directory' })
})

it('passes nothing secret of its own environment on', async () => {
  process.env['LLMFLOW_MASTER_KEY'] = 'secret'
  const child = await start()
  const names = await child.call(z.array(z.string()), 'environment', {})
  delete process.env['LLMFLOW_MASTER_KEY']
  expect(names).toContain('PATH')
  expect(names).not.toContain('LLMFLOW_MASTER_KEY')
})

it('makes values of a stream only when they are asked for, and stops when nobody reads on', async () => {
  const child = await start()
  const read: number[] = []
  for await (const value of child.stream(z.number(), 'count', 1000)) {
    read.push(value)
    if (value === 3) break
  }
  await pause(50)
  expect(read).toEqual([1, 2, 3])
  const events = await child.call(z.array(z.string()), 'events', {})
  expect(events).toEqual(['made 1', 'made 2', 'made 3', 'closed'])
  const whole: number[] = []
  for await (const value of child.stream(z.number(), 'count', 4)) whole.push(value)
  expect(whole).toEqual([1, 2, 3, 4])
})

it('cancels a call in the child too', async () => {
  const child = await start()
  const abort = new AbortController()
  const waiting = child.call(z.unknown(), 'wait', {}, abort.signal)
  await pause(50)
  abort.abort()
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
  const events = (): Promise<string[]> => child.call(z.array(z.string()), 'events', {})
  await expect.poll(events).toEqual(['cancelled'])
})

it('fails what waits when the child is killed, and what comes after', async () => {
  const child = await start()
  const waiting = child.call(z.unknown(), 'wait', {})
  child.kill()
  await expect(waiting).rejects.toMatchObject({ code: 'unavailable', isRetryable: true })
  expect(await child.ended).toBe('SIGKILL')
  await expect(child.call(z.unknown(), 'echo', 1)).rejects.toMatchObject({ code: 'unavailable' })
})

it('leaves a child running when the whole group is asked to end, until its parent says so', async () => {
  const child = await start()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.kill(child.pid, signal)
  await pause(100)
  expect(await child.call(z.number(), 'echo', 1)).toBe(1)
  await child.close(5000)
  expect(await child.ended).toBe('exit code 0')
})

it('ends a supervised child that is just being started again', async () => {
  const child = await superviseChild({ name: 'echo', module })
  process.kill(child.pid() ?? 0, 'SIGKILL')
  await expect.poll(() => child.pid()).toBeUndefined()
  const startedMs = performance.now()
  await child.close()
  expect(performance.now() - startedMs).toBeLessThan(5000)
})

it('ends a supervised child that hangs in a call, and starts it again', async () => {
  const child = await superviseChild({ name: 'echo', module, callWithinMs: 300 })
  try {
    const first = child.pid()
    await expect(child.call(z.unknown(), 'wait', {})).rejects.toMatchObject({ isRetryable: true })
    await expect.poll(() => child.pid(), { timeout: 5000 }).toBeGreaterThan(0)
    expect(child.pid()).not.toBe(first)
    expect(await child.call(z.number(), 'echo', 7)).toBe(7)
  } finally {
    await child.close()
  }
})

it('starts a supervised child again, and says so in between', async () => {
  const child = await superviseChild({ name: 'echo', module })
  try {
    const first = child.pid()
    await expect(child.call(z.unknown(), 'stop', {})).rejects.toMatchObject({ isRetryable: true })
    await expect.poll(() => child.pid(), { timeout: 5000 }).toBeGreaterThan(0)
    expect(child.pid()).not.toBe(first)
    expect(await child.call(z.number(), 'echo', 7)).toBe(7)
  } finally {
    await child.close()
  }
})
