// The backends of one model: the least busy one that is well, and a bounded queue when all are busy.

import { Pool as Connections } from 'undici'
import { RuntimeError } from '../../error.js'
import type { Address } from './address.js'
import { makeBreaker, type Breaker, type Outcome } from './breaker.js'

export type Member = {
  readonly address: Address
  readonly connections: Connections
  readonly breaker: Breaker
  outstanding: number
}

type Lease = { readonly member: Member; release(outcome: Outcome): void }

type PoolOptions = {
  readonly concurrencyPerMember: number
  readonly queueMax: number
  readonly queueMs: number
  readonly connectMs: number
}

export type Pool = {
  readonly members: readonly Member[]
  /**
   * A place at a member, at once when there is one; members that were tried already come last. Throws `unavailable`
   * when none is well, and `overloaded` when the queue is full or a place does not come free in time.
   */
  acquire(tried: ReadonlySet<Member>, signal: AbortSignal): Lease | Promise<Lease>
  close(): Promise<void>
}

type Waiter = { give(): void; readonly tried: ReadonlySet<Member> }

export function makePool(addresses: readonly Address[], options: PoolOptions): Pool {
  const members = addresses.map((address) => memberOf(address, options))
  const waiters = new Set<Waiter>()
  let turn = 0

  function chooseFrom(tried: ReadonlySet<Member>, nowMs: number): Member | undefined {
    turn += 1
    let best: Member | undefined
    for (let index = 0; index < members.length; index += 1) {
      const member = members[(turn + index) % members.length]
      if (member === undefined || member.outstanding >= options.concurrencyPerMember) continue
      if (tried.has(member) || member.breaker.restMs(nowMs) > 0) continue
      if (best === undefined || member.outstanding < best.outstanding) best = member
    }
    return best
  }

  function leaseOf(member: Member): Lease {
    let isReleased = false
    member.outstanding += 1
    member.breaker.tried(Date.now())
    return {
      member,
      release: (outcome) => {
        if (isReleased) return
        isReleased = true
        member.outstanding -= 1
        member.breaker.ended(outcome, Date.now())
        for (const waiter of waiters) {
          waiter.give()
          break
        }
      },
    }
  }

  function take(tried: ReadonlySet<Member>): Lease | undefined {
    const member = chooseFrom(tried, Date.now()) ?? chooseFrom(nobody, Date.now())
    return member === undefined ? undefined : leaseOf(member)
  }

  function waitFor(tried: ReadonlySet<Member>, signal: AbortSignal): Promise<Lease> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        waiters.delete(waiter)
        clearTimeout(timer)
        signal.removeEventListener('abort', onAbort)
      }
      const onAbort = (): void => {
        leave()
        reject(new RuntimeError('cancelled', 'The client has left.'))
      }
      const timer = setTimeout(() => {
        leave()
        reject(full(options.queueMs))
      }, options.queueMs)
      const waiter: Waiter = {
        tried,
        give: () => {
          const lease = take(tried)
          if (lease === undefined) return
          leave()
          resolve(lease)
        },
      }
      waiters.add(waiter)
      signal.addEventListener('abort', onAbort, { once: true })
    })
  }

  return {
    members,
    acquire: (tried, signal) => {
      const lease = waiters.size === 0 ? take(tried) : undefined
      if (lease !== undefined) return lease
      const restMs = Math.min(...members.map(({ breaker }) => breaker.restMs(Date.now())))
      if (restMs > 0) throw resting(restMs)
      if (waiters.size >= options.queueMax) throw full(1000)
      return waitFor(tried, signal)
    },
    close: async () => {
      await Promise.all(members.map(({ connections }) => connections.destroy()))
    },
  }
}

const nobody: ReadonlySet<Member> = new Set()

function memberOf(address: Address, options: PoolOptions): Member {
  const { origin, socketPath } = address
  const connections = new Connections(origin, {
    connections: options.concurrencyPerMember,
    pipelining: 1,
    connect: {
      timeout: options.connectMs,
      ...(socketPath === undefined ? {} : { socketPath }),
    },
    keepAliveTimeout: 4000,
  })
  return { address, connections, breaker: makeBreaker(), outstanding: 0 }
}

const full = (retryAfterMs: number): RuntimeError =>
  new RuntimeError('overloaded', 'The model has more requests than it can take; try again soon.', {
    isRetryable: true,
    detail: { retryAfterMs },
  })

/** With no member at all the minimum is infinite. */
const resting = (restMs: number): RuntimeError =>
  new RuntimeError('unavailable', 'No backend of the model answers.', {
    isRetryable: true,
    detail: { retryAfterMs: Number.isFinite(restMs) ? Math.ceil(restMs) : 30_000 },
  })
