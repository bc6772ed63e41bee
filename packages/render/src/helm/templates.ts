// Puts the templates of every environment into one chart: one where they are alike, variants where they are not.

import type { Plan, RenderedFile } from '@llmflow/spec'
import { assert } from '../assert.js'
import { objectsOf, type PlannedObject } from '../kubernetes/objects.js'
import { quoted, type Scope, valueAt } from './expression.js'
import { conditionOf, printTemplate } from './print.js'
import { buildTests } from './tests.js'
import { collectSettings, type Settings } from './settings.js'

/** The environment of the plan itself, without an overlay. */
export const baseEnvironment = ''

export type PrintedPlan = {
  readonly environment: string
  readonly plan: Plan
  readonly settings: Settings
  /** By the path of their file. */
  readonly templates: ReadonlyMap<string, Template>
  /** Components that own something. */
  readonly components: ReadonlySet<string>
}

/** `opening` says when the text is printed, and how often. */
type Template = { readonly opening: string | undefined; readonly text: string }

export function printPlan(environment: string, plan: Plan): PrintedPlan {
  const { settings, place } = collectSettings(plan)
  const templates = new Map<string, Template>()
  const components = new Set<string>()
  for (const object of objectsOf(plan)) {
    const { owner } = object
    if (owner.kind === 'component') components.add(owner.component)
    const { subchart, path, opening } = placeOf(object)
    const tenant = owner.kind === 'tenant' ? owner.tenant : undefined
    const text = textOf(object, { subchart, tenant, place })
    const before = templates.get(path)
    const isAlike = before === undefined || (tenant !== undefined && before.text === text)
    assert(isAlike, `${path} is printed once`)
    templates.set(path, { opening, text })
  }
  for (const component of components) {
    const text = testsOf(plan, component, { subchart: undefined, tenant: undefined, place })
    if (text === '') continue
    templates.set(`templates/tests/${component}.yaml`, { opening: whileEnabled([component]), text })
  }
  return { environment, plan, settings, templates, components }
}

const testsOf = (plan: Plan, component: string, scope: Scope): string =>
  buildTests(plan, component)
    .map((object) => `---\n${printTemplate(object, scope)}`)
    .join('')

const whileEnabled = (components: readonly string[]): string =>
  `{{- if ${conditionOf([...new Set(components)])} }}`

type Place = {
  readonly path: string
  readonly subchart: string | undefined
  readonly opening: string | undefined
}

function placeOf({ owner, file, others }: PlannedObject): Place {
  switch (owner.kind) {
    case 'component': {
      const { component } = owner
      // Only the umbrella knows which of several components are there.
      if (others !== undefined) {
        const needed = [component, ...others]
        return { path: `templates/${file}`, subchart: undefined, opening: whileEnabled(needed) }
      }
      // Linted alone, without the values of the umbrella, a sub-chart makes nothing.
      const opening = `{{- if ${valueAt(['enabled'])} }}`
      return { path: `charts/${component}/templates/${file}`, subchart: component, opening }
    }
    case 'tenant': {
      const opening = `{{- range $tenant := ${valueAt(['global', 'tenants'])} }}`
      const path = `templates/tenants/${file.replace(/^.*\//, '')}`
      return { path, subchart: undefined, opening }
    }
    case 'platform':
      return { path: `templates/${file}`, subchart: undefined, opening: undefined }
  }
}

function textOf({ owner, kind, template }: PlannedObject, scope: Scope): string {
  const text = printTemplate(template, scope)
  const object = owner.kind === 'tenant' ? `---\n${text}` : text
  return kind === 'Namespace' ? within(createNamespaces, object) : object
}

const createNamespaces = `{{- if ${valueAt(['global', 'createNamespaces'])} }}`

const within = (opening: string | undefined, text: string): string =>
  opening === undefined ? text : `${opening}\n${text}{{ end -}}\n`

/** Every file of templates, with what environments have in common and where they differ. */
export function mergedTemplates(printed: readonly PrintedPlan[]): readonly RenderedFile[] {
  const openings = new Map(
    printed.flatMap(({ templates }) =>
      [...templates].map(([path, { opening }]) => [path, opening] as const),
    ),
  )
  return [...openings].map(([path, opening]) => ({
    path,
    text: within(opening, merged(printed, path)),
  }))
}

function merged(printed: readonly PrintedPlan[], path: string): string {
  const variants = new Map<string, readonly string[]>()
  for (const { environment, templates } of printed) {
    const text = templates.get(path)?.text
    if (text !== undefined) variants.set(text, [...(variants.get(text) ?? []), environment])
  }
  const [[only = '', environments = []] = [], ...others] = variants
  if (others.length === 0 && environments.length === printed.length) return only
  return [...variants].map(([text, own]) => within(`{{- if ${isOneOf(own)} }}`, text)).join('')
}

const isOneOf = (environments: readonly string[]): string =>
  `has ${valueAt(['global', 'environment'])} (list ${environments.map(quoted).join(' ')})`
