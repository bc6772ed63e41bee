// Writes the expressions by which a chart's templates take values.

import { isObject, type Pointer } from '@llmflow/spec'
import { textOfValue } from '../template/canonical.js'
import { ingredientsOf } from '../template/digest.js'
import { tenantNames, tenantsInService } from '../template/named.js'
import { type Hole, holeOf } from '../template/template.js'

type ParameterHole = Extract<Hole, { readonly kind: 'parameter' }>
type HashHole = Extract<Hole, { readonly kind: 'hash' }>

/** Where a template stands, and what it may take from the values. */
export type Scope = {
  /** The component whose sub-chart it is part of; its values begin there. */
  readonly subchart: string | undefined
  /** The tenant that it is printed for; every tenant has one like it. */
  readonly tenant: string | undefined
  /** The place of a setting in the umbrella's values; undefined for what nobody may set. */
  readonly place: (hole: Pick<ParameterHole, 'path' | 'value'>) => readonly string[] | undefined
}

/** What each list of tenants says of one. */
const listKeys: ReadonlyMap<Pointer, readonly string[]> = new Map([
  [tenantsInService, ['models', 'name', 'requestsPerMinute', 'tokensPerMinute']],
  [tenantNames, ['name']],
])

const listOfTenants = (place: readonly string[], keys: readonly string[]): string =>
  `include ${quoted(tenantsTemplate)} (dict "tenants" ${valueAt(place)} "keys" (list ${keys.map(quoted).join(' ')}))`

/** The name of the template that prints maps. */
export const mapTemplate = 'llmflow.map'
/** The name of the template that prints lists of tenants. */
export const tenantsTemplate = 'llmflow.tenants'

/** `$.Values.global.domain`; names that are no identifiers are looked up. */
export function valueAt(path: readonly string[], root = '$.Values'): string {
  return path.every((key) => /^[A-Za-z_]\w*$/.test(key))
    ? [root, ...path].join('.')
    : `(index ${[root, ...path.map(quoted)].join(' ')})`
}

export const quoted = (text: string): string => JSON.stringify(text)

export const isEnabled = (component: string): string => valueAt([component, 'enabled'])

/** An action that stands for a whole value. */
export function wholeAction(scope: Scope, hole: Hole): string | undefined {
  switch (hole.kind) {
    case 'parameter': {
      const value = operand(scope, hole)
      return value === undefined ? undefined : `{{ ${wholePipe(hole, value)} }}`
    }
    case 'hash':
      return `{{ ${hashPipe(scope, hole)} | quote }}`
    case 'text':
    case 'element':
      return undefined
  }
}

/** An action that stands within text. */
export function partAction(scope: Scope, part: unknown): string | undefined {
  const hole = holeOf(part)
  if (hole?.kind === 'hash') return `{{ ${hashPipe(scope, hole)} }}`
  if (hole?.kind !== 'parameter') return undefined
  const value = operand(scope, hole)
  return value === undefined ? undefined : `{{ ${partPipe(hole, value)} }}`
}

function operand(
  scope: Scope,
  { path, value }: Pick<ParameterHole, 'path' | 'value'>,
): string | undefined {
  const place = scope.place({ path, value })
  if (place === undefined) return undefined
  const keys = listKeys.get(path)
  if (keys !== undefined) return listOfTenants(place, keys)
  const [first = '', ...below] = place
  if (first === 'global' && place[1] === 'tenants') return valueAt(place.slice(2), '$tenant')
  return valueAt(first === scope.subchart ? below : place)
}

function wholePipe({ value, cut }: ParameterHole, operation: string): string {
  if (cut === 'label') return `${labelPipe(operation)} | quote`
  if (typeof value === 'number') return `int64 ${operation}`
  return typeof value === 'string' ? `${operation} | quote` : jsonPipe(value, operation)
}

function partPipe({ path, value, cut }: ParameterHole, operation: string): string {
  if (cut === 'label') return labelPipe(operation)
  return typeof value === 'string' || listKeys.has(path) ? operation : jsonPipe(value, operation)
}

/** A map may have lost entries, which Helm keeps as entries without a value. */
const jsonPipe = (value: unknown, operation: string): string =>
  isObject(value) ? `include ${quoted(mapTemplate)} ${operation}` : `toRawJson ${operation}`

const labelPipe = (operation: string): string =>
  `regexReplaceAll "[^A-Za-z0-9]+$" (trunc 63 ${operation}) ""`

/** The same digits that `hashOfTexts` gives. */
function hashPipe(scope: Scope, { of, length }: HashHole): string {
  const { fixed, parameters } = ingredientsOf(of)
  const texts = parameters.map((parameter) => {
    const value = operand(scope, parameter)
    if (value === undefined) return quoted(textOfValue(parameter.value))
    const isText = typeof parameter.value === 'string'
    return isText ? value : `(${partPipe({ kind: 'parameter', ...parameter }, value)})`
  })
  return `list ${[quoted(fixed), ...texts].join(' ')} | join "\\n" | sha256sum | trunc ${length}`
}
