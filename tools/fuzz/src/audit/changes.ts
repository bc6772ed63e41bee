// Says how a value is made wrong: misspelt, another port, a bound on the wrong side.

import { software, softwareOfImage, versionOf } from '@llmflow/catalog'
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '@llmflow/spec'

/** The wrong value; undefined where this value cannot be made wrong in this way. `choice` picks among ways. */
export type Change = (value: Json, choice: number) => Json | undefined

/** A name as a person mistypes it. */
export const misspelt: Change = (value, choice) =>
  typeof value === 'string' && value.length > 1 ? misspell(value, choice) : undefined

function misspell(name: string, choice: number): string {
  const at = 1 + (choice % (name.length - 1))
  const letter = /[0-9]/.test(name[at] ?? '') ? '7' : 'q'
  return choice % 2 === 0 ? `${name.slice(0, at)}${letter}${name.slice(at)}` : `${name}-${letter}`
}

export const otherPort: Change = (value, choice) => {
  if (typeof value === 'number') return value + 1 + (choice % 9)
  return misspelt(value, choice)
}

/** The port behind a host inside the cluster. */
export const otherPortInAddress: Change = (value, choice) => {
  if (typeof value !== 'string') return undefined
  const found = /(\.svc(?:\.cluster\.local)?:)(\d+)/.exec(value)
  if (found === null) return undefined
  const [whole, before = '', port = ''] = found
  return value.replace(whole, `${before}${Number(port) + 1 + (choice % 9)}`)
}

/** The Service or the namespace in an address inside the cluster. */
export const otherHostInAddress: Change = (value, choice) => {
  if (typeof value !== 'string') return undefined
  const found = /([a-z0-9-]+)\.([a-z0-9-]+)\.svc\b/.exec(value)
  if (found === null) return undefined
  const [whole, service = '', namespace = ''] = found
  const other =
    choice % 3 === 0 ? `${service}.${namespace}-old.svc` : `${service}-old.${namespace}.svc`
  return value.replace(whole, other)
}

export const otherTag: Change = (value, choice) => {
  if (typeof value !== 'string' || !value.includes(':')) return undefined
  const repository = value.slice(0, value.lastIndexOf(':'))
  return choice % 2 === 0 ? `${repository}:latest` : repository
}

export const otherRegistry: Change = (value) =>
  typeof value === 'string' && value.includes('/')
    ? `elsewhere.example.com${value.slice(value.indexOf('/'))}`
    : undefined

/** A variable of a container that its program reads, where all that it reads is known. */
export const otherVariable: Change = (container, choice) => {
  if (!isJsonObject(container)) return undefined
  const { env, image } = container
  if (!isJsonArray(env) || typeof image !== 'string') return undefined
  const known = variablesOf(image)
  const places = [...env.keys()].filter((index) => known.has(nameOf(env[index])))
  const at = places[choice % Math.max(1, places.length)]
  const variable = at === undefined ? undefined : env[at]
  const name = misspelt(nameOf(variable), 2 * choice)
  if (!isJsonObject(variable) || name === undefined) return undefined
  const changed: JsonObject = { ...variable, name }
  return { ...container, env: env.map((one, index) => (index === at ? changed : one)) }
}

const nameOf = (variable: Json | undefined): string => {
  const name = isJsonObject(variable) ? variable['name'] : undefined
  return typeof name === 'string' ? name : ''
}

/** What the program in an image reads; nothing unless the list is complete. */
function variablesOf(image: string): ReadonlySet<string> {
  const colon = image.lastIndexOf(':')
  const owner = softwareOfImage(image.slice(0, colon))
  const facts =
    owner === undefined ? undefined : versionOf(owner.software, image.slice(colon + 1))?.env
  const read = facts?.isComplete === true ? facts.options.filter((option) => option.read) : []
  return new Set(read.map(({ name }) => name))
}

/** Metrics whose facts have a source; about the others an audit must say nothing. */
const knownMetrics: ReadonlySet<string> = new Set(
  software.flatMap(({ versions }) =>
    versions.flatMap(({ metrics }) => metrics?.metrics.map(({ name }) => name) ?? []),
  ),
)

const baseOf = (metric: string): string => metric.replace(/_(?:bucket|sum|count|total)$/, '')

const isKnown = (metric: string): boolean =>
  knownMetrics.has(metric) || knownMetrics.has(baseOf(metric))

type Selector = { readonly at: number; readonly metric: string; readonly matchers: string }

/** `metric{…}` and `metric[…]` in an expression. */
function selectorsIn(expression: string): readonly Selector[] {
  return [...expression.matchAll(/([a-zA-Z_:][\w:]*)(\{[^}]*\}|(?=\[)|$|(?=\s[<>=!+\-*/]))/g)]
    .map(({ index, 1: metric = '', 2: matchers = '' }) => ({ at: index, metric, matchers }))
    .filter(({ metric }) => isKnown(metric))
}

function changeSelector(
  value: Json,
  choice: number,
  change: (selector: Selector) => string | undefined,
): string | undefined {
  if (typeof value !== 'string') return undefined
  const selectors = selectorsIn(value)
  const selector = selectors[choice % Math.max(1, selectors.length)]
  const changed = selector === undefined ? undefined : change(selector)
  if (selector === undefined || changed === undefined) return undefined
  const { at, metric, matchers } = selector
  return value.slice(0, at) + changed + value.slice(at + metric.length + matchers.length)
}

export const otherMetric: Change = (value, choice) =>
  changeSelector(value, choice, ({ metric, matchers }) => {
    const at = 3 + (choice % Math.max(1, metric.length - 4))
    return `${metric.slice(0, at)}q${metric.slice(at)}${matchers}`
  })

export const otherLabel: Change = (value, choice) =>
  changeSelector(value, choice, ({ metric, matchers }) => {
    const changed = matchers.replace(/([a-zA-Z_]\w*)(\s*[=!])/, '$1q$2')
    return changed === matchers ? undefined : metric + changed
  })

/** More than there may be. */
export const beyond =
  (limit: Json): Change =>
  () =>
    limit
