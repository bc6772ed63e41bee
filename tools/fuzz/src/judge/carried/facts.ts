// Compares what a target has to carry with what its tree carries: both are lists of short sentences.

import type { Workload } from '@llmflow/spec'

/** Sentences such as `dify-api has port 5001` and `dify-api connects to redis`. */
export type Facts = ReadonlySet<string>

export const hasWorkload = (id: string): string => `${id} runs`
export const hasPort = (id: string, number: number | string): string => `${id} has port ${number}`
export const hasVolume = (id: string, path: string): string => `${id} has a volume at ${path}`
export const hasFile = (id: string, path: string): string => `${id} has a file at ${path}`
export const readsSecret = (id: string, secret: string, key: string): string =>
  `${id} reads ${secret}/${key}`
export const connects = (from: string, to: string): string => `${from} connects to ${to}`

/** What is missing, and what nobody promised. */
export function differences(promised: Facts, carried: Facts): readonly string[] {
  return [
    ...[...promised].filter((fact) => !carried.has(fact)).map((fact) => `missing: ${fact}`),
    ...[...carried].filter((fact) => !promised.has(fact)).map((fact) => `not planned: ${fact}`),
  ]
}

/** What every target says alike of a workload that it runs. */
export function factsOf({
  id,
  ports = [],
  volumes = [],
  files = [],
  environment = {},
}: Workload): readonly string[] {
  const parts = Object.values(environment).flat()
  return [
    hasWorkload(id),
    ...ports.map(({ number }) => hasPort(id, number)),
    ...volumes.map(({ path }) => hasVolume(id, path)),
    ...files.map(({ path }) => hasFile(id, path)),
    ...volumes.flatMap((volume) =>
      volume.kind === 'secret'
        ? (volume.keys ?? ['*']).map((key) => readsSecret(id, volume.secret, key))
        : [],
    ),
    ...parts.flatMap((part) =>
      typeof part !== 'string' && part.kind === 'secret'
        ? [readsSecret(id, part.secret, part.key)]
        : [],
    ),
  ]
}
