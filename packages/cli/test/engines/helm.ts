// Writes charts and has the helm program itself lint and expand them.

import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { assert } from 'vitest'
import { renderHelm, renderKubernetes } from '@llmflow/render'
import { fieldOfValue, isJson, type Field, type Plan } from '@llmflow/spec'

export const program = process.env['LLMFLOW_HELM']

/** Objects as text with sorted keys, by kind, namespace and name. */
export type Objects = ReadonlyMap<string, string>

export function writeChart(
  folder: string,
  plan: Plan,
  environments: { readonly [name: string]: Plan } = {},
): string {
  for (const { path, text } of renderHelm(plan, environments).files) write(folder, path, text)
  return join(folder, 'helm')
}

export function write(folder: string, path: string, text: string): string {
  const target = join(folder, path)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, text)
  return target
}

export function helm(...args: readonly string[]) {
  assert(program !== undefined)
  return spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 28 })
}

/** What would be installed, without the tests. */
export function expanded(chart: string, ...args: readonly string[]): Objects {
  const { status, stdout, stderr } = helm('template', 'release', chart, '--skip-tests', ...args)
  assert(status === 0, stderr)
  return objectsOf(
    parseAllDocuments(stdout).map((document) => {
      const value: unknown = document.toJS({ maxAliasCount: -1 })
      return value
    }),
  )
}

export const manifestsOf = (plan: Plan): Objects =>
  objectsOf(
    renderKubernetes(plan).files.flatMap(({ path, object }) =>
      path.startsWith('kubernetes/') && !path.endsWith('/kustomization.yaml') ? [object] : [],
    ),
  )

export const fieldOf = (text: string): Field => {
  const value: unknown = JSON.parse(text)
  assert(isJson(value))
  return fieldOfValue('', value)
}

function objectsOf(values: readonly unknown[]): Objects {
  return new Map(
    values.flatMap((value): readonly [string, string][] => {
      if (!isJson(value) || value === null) return []
      const field = fieldOfValue('', value)
      const metadata = field.get('metadata')
      const key = [field.get('kind'), metadata.get('namespace'), metadata.get('name')]
      return [[key.map(({ text = '' }) => text).join('/'), canonical(value)]]
    }),
  )
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)),
        )
      : inner,
  )
}

/** Sentences, so that a failing test says what is wrong and not two trees. */
export function differences(wanted: Objects, found: Objects): readonly string[] {
  return [
    ...[...wanted].flatMap(([key, text]) => {
      const other = found.get(key)
      if (other === undefined) return [`missing: ${key}`]
      return other === text ? [] : [`differs: ${key}`]
    }),
    ...[...found.keys()].filter((key) => !wanted.has(key)).map((key) => `not wanted: ${key}`),
  ]
}
