// Judges a rendered Kubernetes object as strictly as the API server does, and names what is wrong.

import { type ErrorObject } from 'ajv'
import { findKind } from './schemas/definitions.js'
import { at, placeOf, textAt } from './schemas/place.js'
import { fault } from './schemas/rules/faults.js'
import { objectFaults } from './schemas/rules/objects.js'

/** What is wrong with the object, each with its JSON pointer; nothing when it is right. */
export function validateStrict(object: unknown): readonly string[] {
  const root = placeOf(object)
  const kindName = `${String(textAt(root, 'apiVersion'))}/${String(textAt(root, 'kind'))}`
  const label = `${textAt(root, 'kind') ?? 'object'}/${textAt(root, 'metadata', 'name') ?? '?'}`
  const kind = findKind(kindName)
  const faults =
    kind === undefined
      ? [fault(root, `no schema is known for ${kindName}`)]
      : [
          ...(kind.validate(object) ? [] : describe(kind.validate.errors)),
          ...objectFaults(kindName, root, kind.isNamespaced),
        ]
  return faults.map((text) => `${label} at ${text}`)
}

function describe(errors: readonly ErrorObject[] | null | undefined): readonly string[] {
  // Ajv adds a summary to each wrong key that says no more than the key's own error.
  return (errors ?? []).filter(({ keyword }) => keyword !== 'propertyNames').map(describeOne)
}

function describeOne(error: ErrorObject): string {
  const { instancePath, keyword, message, data, propertyName } = error
  const place = { pointer: instancePath, value: data }
  if (keyword === 'additionalProperties') {
    const field = String(error.params['additionalProperty'])
    return fault(at(place, field), `unknown field "${field}"`)
  }
  if (keyword === 'required') {
    const field = String(error.params['missingProperty'])
    return fault(at(place, field), `required field "${field}" is missing`)
  }
  if (propertyName !== undefined) {
    return fault(at(place, propertyName), `the key "${propertyName}" ${String(message)}`)
  }
  return fault(place, `${String(message)}${detailOf(error)}`)
}

function detailOf({ keyword, params, data }: ErrorObject): string {
  const given = JSON.stringify(data)
  if (keyword === 'enum') return `: ${JSON.stringify(params['allowedValues'])}, not ${given}`
  return typeof data === 'object' && data !== null ? '' : `, not ${given}`
}
