// What each engine says of itself, for `/ready`, for `llmflow status` and for who starts the service.

import type { EngineState } from '../gateway/server.js'

export type EngineStates = {
  set(engine: string, state: EngineState['state'], detail?: string): void
  all(): { readonly [engine: string]: EngineState }
}

export function makeEngineStates(): EngineStates {
  const states = new Map<string, EngineState>()
  return {
    set: (engine, state, detail) =>
      void states.set(engine, { state, ...(detail === undefined ? {} : { detail }) }),
    all: () => Object.fromEntries(states),
  }
}
