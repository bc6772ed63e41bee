// Puts the states of engines and what the service file says of them together: one entry for each part.

import { recordOf } from '../../api/failure.ts'
import type { EngineState } from './operate-queries.ts'

/** What the service file calls a port, and what readiness calls it where it has a state of its own. */
const ports = [
  ['records', 'records'],
  ['textIndex', 'text'],
  ['vectorIndex', 'vectors'],
  ['graph', 'graph'],
  ['parser', 'parser'],
  ['generation', 'generation'],
  ['objects', ''],
  ['limits', ''],
  ['identity', ''],
  ['redaction', ''],
  ['traces', ''],
] as const

type PortKey = (typeof ports)[number][0]

export type Component = {
  readonly key: PortKey
  /** Of a model, or of an engine that there are no words for; else the port has words. */
  readonly name: string | undefined
  readonly engine: string
  /** `used`: it has no state apart from the service's. */
  readonly state: EngineState['state'] | 'used'
  readonly detail: string
}

export function componentsOf(
  engines: readonly EngineState[],
  settings: { readonly [name: string]: unknown } | undefined,
): readonly Component[] {
  const known = new Set<string>(ports.map(([, readiness]) => readiness))
  const own = ports.flatMap(([key, readiness]): readonly Component[] => {
    const found = engines.find(({ name }) => name === readiness)
    const engine = engineOf(settings, key)
    if (found === undefined && engine === '') return []
    const detail = found?.detail ?? ''
    return [{ key, name: undefined, engine, state: found?.state ?? 'used', detail }]
  })
  const others = engines
    .filter(({ name }) => !known.has(name))
    .map(({ name, state, detail }): Component => ({
      key: 'generation',
      name: name.replace(/^model /, ''),
      engine: '',
      state,
      detail,
    }))
  return [...own, ...others]
}

function engineOf(settings: { readonly [name: string]: unknown } | undefined, key: string): string {
  const { engine } = recordOf(settings?.[key])
  return typeof engine === 'string' ? engine : ''
}
