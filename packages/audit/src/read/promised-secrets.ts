// Reads the list of secrets that LLMFlow renders beside its manifests: names and keys that operators make.

import type { Field } from '@llmflow/spec'
import type { PromisedSecret } from '../graph/graph.js'

/** Whether a document is such a list. */
export function isPromise(field: Field): boolean {
  const [first] = field.get('secrets').items
  return first?.get('keys').value !== undefined && first.get('namespaces').value !== undefined
}

export function promisedSecretsOf(field: Field): readonly PromisedSecret[] {
  if (!isPromise(field)) return []
  return field.get('secrets').items.map((secret) => ({
    name: secret.get('name').text ?? '',
    namespaces: textsOf(secret.get('namespaces')),
    keys: secret.get('keys').items.flatMap((key) => key.get('key').text ?? []),
    plainKeys: secret
      .get('keys')
      .items.filter((key) => key.get('format').text === 'alphanumeric')
      .flatMap((key) => key.get('key').text ?? []),
    plainVariables: secret
      .get('keys')
      .items.filter((key) => key.get('format').text === 'alphanumeric')
      .flatMap((key) => key.get('variable').text ?? []),
  }))
}

const textsOf = (list: Field): readonly string[] => list.items.flatMap((item) => item.text ?? [])
