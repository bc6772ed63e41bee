import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { keepWatched, unwatch, watch } from '../../src/gateway/backends/abort-watch.js'

const watcherOf = (told: string[], name: string) => ({ aborted: () => void told.push(name) })

describe('who watches a signal', () => {
  it('is told once when it is aborted, unless it went before', () => {
    const told: string[] = []
    const controller = new AbortController()
    const gone = watcherOf(told, 'gone')
    watch(controller.signal, watcherOf(told, 'first'))
    watch(controller.signal, gone)
    watch(controller.signal, watcherOf(told, 'last'))
    unwatch(controller.signal, gone)
    expect(told).toEqual([])
    controller.abort()
    controller.abort()
    expect(told).toEqual(['first', 'last'])
  })

  it('is told though another goes while it is told', () => {
    const told: string[] = []
    const controller = new AbortController()
    const { signal } = controller
    const first = { aborted: () => unwatch(signal, first) }
    watch(signal, first)
    watch(signal, watcherOf(told, 'second'))
    controller.abort()
    expect(told).toEqual(['second'])
  })

  it('takes one listener for all of them, and leaves none: a signal of others would be kept for it', () => {
    const { signal } = new AbortController()
    const watchers = ['first', 'second'].map((name) => watcherOf([], name))
    for (const watcher of watchers) watch(signal, watcher)
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    for (const watcher of watchers) unwatch(signal, watcher)
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  it('leaves the listener of a connection, however many come and go', () => {
    const { signal } = new AbortController()
    keepWatched(signal)
    const listeners = getEventListeners(signal, 'abort')
    for (let request = 0; request < 100; request += 1) {
      const watcher = watcherOf([], `${request}`)
      watch(signal, watcher)
      unwatch(signal, watcher)
    }
    expect(getEventListeners(signal, 'abort')).toEqual(listeners)
    expect(listeners).toHaveLength(1)
  })

  it('is told after others came and went', () => {
    const told: string[] = []
    const controller = new AbortController()
    const before = watcherOf(told, 'before')
    watch(controller.signal, before)
    unwatch(controller.signal, before)
    watch(controller.signal, watcherOf(told, 'after'))
    controller.abort()
    expect(told).toEqual(['after'])
  })

  it('may go without ever having come', () => {
    expect(() => unwatch(new AbortController().signal, watcherOf([], 'nobody'))).not.toThrow()
  })
})
