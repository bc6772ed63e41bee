// Reads the objects of a rendered tree back, so that tests can follow references among them.

import { assert } from 'vitest'
import type { Plan, RenderedFile } from '@llmflow/spec'
import { renderKubernetes } from '@llmflow/render'
import { at, entriesAt, itemsAt, type Place, placeOf, textAt } from './schemas/place.js'

export type Rendered = {
  readonly path: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly place: Place
}

/** The files, the manifests named as kustomization.yaml names them: within their folder. */
const filesOf = (plan: Plan): readonly RenderedFile[] =>
  renderKubernetes(plan).files.map((file) => ({
    ...file,
    path: file.path.replace(/^kubernetes\//, ''),
  }))

/** Every object that the API server takes. */
export function renderedObjects(plan: Plan): readonly Rendered[] {
  return filesOf(plan).flatMap(({ path, object }) => {
    const place = placeOf(object)
    if (textAt(place, 'metadata', 'name') === undefined) return []
    return [
      {
        path,
        kind: textAt(place, 'kind') ?? '',
        namespace: textAt(place, 'metadata', 'namespace') ?? '',
        name: textAt(place, 'metadata', 'name') ?? '',
        place,
      },
    ]
  })
}

/** The object of one file; fails the test where there is none. */
export function objectAt(plan: Plan, path: string): unknown {
  const found = filesOf(plan).find((file) => file.path === path)
  assert(found !== undefined, `${path} is in the tree`)
  return found.object
}

export const pathsOf = (plan: Plan): readonly string[] => filesOf(plan).map(({ path }) => path)

/** The pod template of an object that starts pods. */
export function templateOf({ kind, place }: Rendered): Place | undefined {
  if (kind === 'CronJob') return at(place, 'spec', 'jobTemplate', 'spec', 'template')
  return ['Deployment', 'StatefulSet', 'Job'].includes(kind)
    ? at(place, 'spec', 'template')
    : undefined
}

export function labelsAt(
  place: Place,
  ...path: readonly string[]
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    entriesAt(place, ...path).map(([key, { value }]) => [key, String(value)]),
  )
}

export const isMatch = (
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): boolean => Object.entries(selector).every(([key, value]) => labels[key] === value)

export const namesAt = (place: Place, ...path: readonly string[]): readonly string[] =>
  itemsAt(place, ...path).flatMap((item) => textAt(item, 'name') ?? [])
