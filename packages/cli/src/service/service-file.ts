// The service file of a plan for one machine, where every address is a text already.

import { diagnostic, type Diagnostic, type ServiceConfiguration, type Text } from '@llmflow/spec'
import { placeOf } from './connect.js'

/** The file's text, and the engines that nothing on this machine serves. */
export function serviceFileOf(
  service: ServiceConfiguration,
  document: string,
  publicUrl: string,
): { readonly text: string; readonly diagnostics: readonly Diagnostic[] } {
  const elsewhere = [...servedElsewhere(service)]
  return {
    text: JSON.stringify({ ...service, publicUrl }, (key, value: unknown) =>
      key === 'address' && Array.isArray(value) ? value.join('') : value,
    ),
    diagnostics: elsewhere.map((params) =>
      diagnostic('service/engine-elsewhere', placeOf(document), params),
    ),
  }
}

/** Engines whose address only a cluster knows, and models that have none. */
function* servedElsewhere(service: ServiceConfiguration) {
  const { parser, vectorIndex, textIndex, graph, records, objects, limits } = service
  const { identity, redaction, traces } = service
  const engines = { parser, vectorIndex, textIndex, graph, records, objects, limits }
  for (const [name, { engine, address }] of Object.entries({
    ...engines,
    identity,
    redaction,
    traces,
  })) {
    if (!isPlain(address)) yield { name, engine }
  }
  for (const { name, engine, address } of service.models) {
    if (address.length === 0 || !isPlain(address)) yield { name, engine }
  }
}

const isPlain = (address: Text): boolean => address.every((piece) => typeof piece === 'string')
