// Compares a chart, expanded with its own values, with the manifests of the same plan.

import { isObject, type Files } from '@llmflow/spec'
import { expandChart } from '../chart/expand.js'
import { UnknownExpression } from '../chart/expression.js'

/** What the chart makes otherwise than the manifests say. */
export function chartFaults(manifests: Files, chart: Files): readonly string[] {
  try {
    const wanted = byName(
      manifests.files.flatMap(({ path, object }) => (isManifest(path) ? [object] : [])),
    )
    const found = byName(expandChart(chart))
    return [
      ...[...wanted].flatMap(([key, text]) =>
        found.get(key) === text ? [] : [`the chart has ${key} otherwise, or not at all`],
      ),
      ...[...found.keys()].flatMap((key) =>
        wanted.has(key) ? [] : [`the chart has ${key}, and the manifests have not`],
      ),
    ]
  } catch (error) {
    if (error instanceof UnknownExpression) return [`the chart cannot be read: ${error.message}`]
    throw error
  }
}

const isManifest = (path: string): boolean =>
  path.startsWith('kubernetes/') && !path.endsWith('/kustomization.yaml')

function byName(objects: readonly unknown[]): ReadonlyMap<string, string> {
  return new Map(
    objects.flatMap((object): readonly [string, string][] => {
      if (!isObject(object)) return []
      const metadata = isObject(object['metadata']) ? object['metadata'] : {}
      const key = [object['kind'], metadata['namespace'] ?? '', metadata['name']].map(String)
      return [[key.join('/'), canonical(object)]]
    }),
  )
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    isObject(inner)
      ? Object.fromEntries(
          Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)),
        )
      : inner,
  )
