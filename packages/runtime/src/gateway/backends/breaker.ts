// Whether a backend is tried at all: after failures in a row it rests, then one request tries it.

/** `neutral` says nothing of the backend: the client left, or the request itself was refused. */
export type Outcome = 'answered' | 'failed' | 'neutral'

export type Breaker = {
  /** Milliseconds until the backend may be tried again; 0 now. */
  restMs(nowMs: number): number
  /** Called with each request that goes there. */
  tried(nowMs: number): void
  ended(outcome: Outcome, nowMs: number): void
  /** What a health check found; one good answer ends a rest. */
  checked(isWell: boolean, nowMs: number): void
  readonly isOpen: boolean
}

const failuresMax = 5
const checksFailedMax = 2
const restMsFirst = 1000
const restMsMax = 30_000

export function makeBreaker(): Breaker {
  let failures = 0
  let checksFailed = 0
  let restMs = 0
  let openUntilMs = 0
  let isTrying = false

  function open(nowMs: number): void {
    restMs = restMs === 0 ? restMsFirst : Math.min(restMs * 2, restMsMax)
    openUntilMs = nowMs + restMs
    isTrying = false
  }

  function close(): void {
    failures = 0
    checksFailed = 0
    restMs = 0
    openUntilMs = 0
    isTrying = false
  }

  return {
    get isOpen() {
      return restMs > 0
    },
    restMs: (nowMs) => {
      if (restMs === 0) return 0
      return isTrying ? restMsFirst : Math.max(0, openUntilMs - nowMs)
    },
    tried: () => {
      if (restMs > 0) isTrying = true
    },
    ended: (outcome, nowMs) => {
      if (outcome === 'answered') close()
      else if (outcome === 'neutral') isTrying = false
      else {
        failures += 1
        if (isTrying || (restMs === 0 && failures >= failuresMax)) open(nowMs)
      }
    },
    checked: (isWell, nowMs) => {
      if (isWell) {
        checksFailed = 0
        if (restMs > 0) close()
        return
      }
      checksFailed += 1
      if (restMs === 0 && checksFailed >= checksFailedMax) open(nowMs)
    },
  }
}
