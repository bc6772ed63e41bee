// Lists the secrets that somebody has to make before anything starts: names and rules, never values.

import type { Plan, RenderedFile, SecretKey } from '@llmflow/spec'

/** What a target adds to each key: the variable that holds its value, for example. */
type Addition = (secret: string, key: string) => { readonly variable?: string }

export function secretsList(
  { secrets }: Pick<Plan, 'secrets'>,
  path: string,
  addition: Addition = () => ({}),
): RenderedFile {
  const required = Object.entries(secrets).map(
    ([name, { namespaces, purpose, keys, consumers }]) => ({
      name,
      namespaces,
      purpose,
      keys: Object.entries(keys).map(([key, rule]: readonly [string, SecretKey]) => ({
        key,
        format: rule.format,
        length: rule.length,
        purpose: rule.purpose,
        ...addition(name, key),
      })),
      consumers: [...new Set(consumers.map(({ workload }) => workload))],
    }),
  )
  return {
    path,
    text: `${JSON.stringify({ secrets: required }, undefined, 2)}\n`,
    object: { secrets: required },
  }
}
