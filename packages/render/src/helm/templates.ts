// Puts the templates of every environment into one chart: one where they are alike, variants where they are not.

import type { Plan } from '@llmflow/spec'
import { assert } from '../assert.js'
import { objectsOf, type PlannedObject } from '../kubernetes/objects.js'
import { isEnabled, quoted, type Scope, valueAt } from './expression.js'
import { printTemplate } from './print.js'
import { collectSettings, type Settings } from './settings.js'

/** The environment of the plan itself, without an overlay. */
export const baseEnvironment = ''

/** The file of a chart that an object stands in. */
type Place = { readonly subchart: string | undefined; readonly path: string }

export type PrintedPlan = {
  readonly environment: string
  readonly plan: Plan
  readonly settings: Settings
  /** Texts by the path of their file, and the component whose sub-chart that is part of. */
  readonly texts: ReadonlyMap<string, string>
  /** Components that own something. */
  readonly components: ReadonlySet<string>
}

export function printPlan(environment: string, plan: Plan): PrintedPlan {
  const { settings, place } = collectSettings(plan)
  const texts = new Map<string, string>()
  const components = new Set<string>()
  for (const object of objectsOf(plan)) {
    if (object.owner.kind === 'component') components.add(object.owner.component)
    const { subchart, path } = placeOf(object)
    const tenant = object.owner.kind === 'tenant' ? object.owner.tenant : undefined
    const text = wrapped(object, printTemplate(object.template, { subchart, tenant, place }))
    const before = texts.get(path)
    assert(
      before === undefined || (tenant !== undefined && before === text),
      `${path} is printed once`,
    )
    texts.set(path, text)
  }
  return { environment, plan, settings, texts, components }
}

/** Network policies name both ends of a connection: only the umbrella knows which of them are there. */
function placeOf({ owner, kind, file }: PlannedObject): Place {
  switch (owner.kind) {
    case 'component':
      return kind === 'NetworkPolicy'
        ? { subchart: undefined, path: `templates/${file}` }
        : { subchart: owner.component, path: `charts/${owner.component}/templates/${file}` }
    case 'tenant':
      return { subchart: undefined, path: `templates/tenants/${file.replace(/^.*\//, '')}` }
    case 'platform':
      return { subchart: undefined, path: `templates/${file}` }
  }
}

function wrapped({ owner, kind }: PlannedObject, text: string): string {
  const named = kind === 'Namespace' ? when(valueAt(['global', 'createNamespaces']), text) : text
  switch (owner.kind) {
    case 'component':
      return kind === 'NetworkPolicy' ? when(isEnabled(owner.component), named) : named
    case 'tenant':
      return `{{- range $tenant := ${valueAt(['global', 'tenants'])} }}\n---\n${named}{{- end }}\n`
    case 'platform':
      return named
  }
}

const when = (condition: string, text: string): string =>
  `{{- if ${condition} }}\n${text}{{- end }}\n`

/** Every file of templates, with what environments have in common and where they differ. */
export function mergedTemplates(
  printed: readonly PrintedPlan[],
): readonly { readonly path: string; readonly text: string }[] {
  const paths = new Set(printed.flatMap(({ texts }) => [...texts.keys()]))
  return [...paths].map((path) => ({ path, text: merged(printed, path) }))
}

function merged(printed: readonly PrintedPlan[], path: string): string {
  const variants = new Map<string, string[]>()
  for (const { environment, texts } of printed) {
    const text = texts.get(path)
    if (text !== undefined) variants.set(text, [...(variants.get(text) ?? []), environment])
  }
  const [[only = '', environments = []] = [], ...others] = variants
  if (others.length === 0 && environments.length === printed.length) return only
  return [...variants].map(([text, own]) => when(isOneOf(own), text)).join('')
}

const isOneOf = (environments: readonly string[]): string =>
  `has ${valueAt(['global', 'environment'])} (list ${environments.map(quoted).join(' ')})`

export const scopeOfUmbrella = (place: Scope['place']): Scope => ({
  subchart: undefined,
  tenant: undefined,
  place,
})
