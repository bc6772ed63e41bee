import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { unwatch, watch } from '../../src/gateway/backends/abort-watch.js'

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

  it('leaves one listener, however many come and go', () => {
    const { signal } = new AbortController()
    for (let request = 0; request < 100; request += 1) {
      const watcher = watcherOf([], `${request}`)
      watch(signal, watcher)
      if (request % 2 === 0) unwatch(signal, watcher)
    }
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
  })

  it('may go without ever having come', () => {
    expect(() => unwatch(new AbortController().signal, watcherOf([], 'nobody'))).not.toThrow()
  })
})
