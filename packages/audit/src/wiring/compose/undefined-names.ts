// Finds volumes, networks, services, configs and secrets of compose files that are used and not defined, or the reverse.

import {
  diagnostic,
  nearest,
  type Diagnostic,
  type DiagnosticParams,
  type Field,
  type Location,
} from '@llmflow/spec'
import { isTemplate } from '../../graph/lookup.js'
import type { Composition } from '../../graph/graph.js'
import { namesOf, volumesOf } from '../../read/compose-service.js'
import type { AuditRule } from '../../rule.js'
import { directoryOf } from '../../graph/documents.js'

type Kind = DiagnosticParams['wiring/undefined-compose-name']['kind']

type Use = { readonly kind: Kind; readonly name: string; readonly place: Location }

/** Compose merges files of one directory, so that what one uses another one may define. */
export const composeNames: AuditRule = ({ compositions, isComplete }) =>
  compositions.flatMap((composition) => {
    if (!isWhole(composition)) return []
    const { document } = composition.field.place
    const beside = compositions.filter(
      ({ field }) => directoryOf(field.place.document) === directoryOf(document),
    )
    const isSure = isComplete || isFoundByCompose(composition)
    return [
      ...undefinedIn(composition, isSure ? beside : compositions, isSure),
      ...unusedIn(composition, beside),
    ]
  })

/**
 * A file of another name is given by hand, perhaps together with one that lies elsewhere; one in a document may be an
 * excerpt as long as it defines nothing beside its services.
 */
function isFoundByCompose({ field }: Composition): boolean {
  const { document } = field.place
  if (/\.(?:md|mdx|markdown)$/i.test(document)) {
    return Object.values(topLevel).some(
      (key) => key !== 'services' && field.get(key).value !== undefined,
    )
  }
  return /(?:^|\/)(?:docker-)?compose\.ya?ml$/.test(document)
}

/** A file that is laid over another one, or that includes others, need not define what it uses. */
function isWhole({ field }: Composition): boolean {
  if (field.get('include').value !== undefined) return false
  if (/override/i.test(field.place.document)) return false
  return field
    .get('services')
    .entries.every(({ field: service }) =>
      ['image', 'build'].some((key) => service.get(key).value !== undefined),
    )
}

const topLevel: { readonly [K in Kind]: string } = {
  volume: 'volumes',
  network: 'networks',
  service: 'services',
  config: 'configs',
  secret: 'secrets',
}

function usesOf({ field }: Composition): readonly Use[] {
  return field
    .get('services')
    .entries.flatMap(({ field: service }) => [
      ...volumesOf(service).flatMap(({ source, isNamed, place }) =>
        isNamed ? [{ kind: 'volume' as const, name: source, place }] : [],
      ),
      ...named('network', service.get('networks')),
      ...named('service', service.get('depends_on')),
      ...sourced('config', service.get('configs')),
      ...sourced('secret', service.get('secrets')),
    ])
}

const named = (kind: Kind, field: Field): readonly Use[] =>
  namesOf(field).map(({ name, place }) => ({ kind, name, place }))

/** A name, or a map with the name as its source. */
const sourced = (kind: Kind, field: Field): readonly Use[] =>
  field.items.flatMap((item) => {
    const source = item.text === undefined ? item.get('source') : item
    return source.text === undefined ? [] : [{ kind, name: source.text, place: source.place }]
  })

function undefinedIn(
  composition: Composition,
  beside: readonly Composition[],
  isSure: boolean,
): readonly Diagnostic[] {
  const defined = (kind: Kind): ReadonlySet<string> =>
    new Set(beside.flatMap(({ field }) => field.get(topLevel[kind]).entries.map(({ key }) => key)))
  const known: { readonly [K in Kind]: ReadonlySet<string> } = {
    volume: defined('volume'),
    // Every composition has this one.
    network: new Set([...defined('network'), 'default']),
    service: defined('service'),
    config: defined('config'),
    secret: defined('secret'),
  }
  return usesOf(composition).flatMap(({ kind, name, place }) => {
    if (known[kind].has(name) || isTemplate(name)) return []
    const suggestion = nearest(name, known[kind])
    return [
      diagnostic(
        'wiring/undefined-compose-name',
        place,
        { kind, name, suggestion },
        { severity: isSure ? 'error' : 'warning' },
      ),
    ]
  })
}

/** Only volumes and networks: services need not be waited for. */
function unusedIn(composition: Composition, beside: readonly Composition[]): readonly Diagnostic[] {
  const uses = beside.flatMap(usesOf)
  const kinds: readonly Kind[] = ['volume', 'network']
  return kinds.flatMap((kind) => {
    const used = new Set(uses.filter((use) => use.kind === kind).map(({ name }) => name))
    return composition.field
      .get(topLevel[kind])
      .entries.filter(({ key }) => key !== 'default' && !used.has(key))
      .map(({ key, field }) =>
        diagnostic('wiring/unused-compose-name', field.keyPlace, { kind, name: key }),
      )
  })
}
