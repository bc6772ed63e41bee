// Lists the secrets that somebody has to make before anything starts: names and rules, never values.

import type { Plan, RenderedFile } from '@llmflow/spec'

export function secretsFile({ secrets }: Plan): RenderedFile {
  const required = Object.entries(secrets).map(
    ([name, { namespaces, purpose, keys, consumers }]) => ({
      name,
      namespaces,
      purpose,
      keys: Object.entries(keys).map(([key, rule]) => ({ key, ...rule })),
      consumers: [...new Set(consumers.map(({ workload }) => workload))],
    }),
  )
  return {
    path: 'secrets.required.json',
    text: `${JSON.stringify({ secrets: required }, undefined, 2)}\n`,
    object: { secrets: required },
  }
}
