// Gathers the host names of the company's own that files state: of addresses, routes and settings.

import type { Excerpt, Location } from '@llmflow/spec'
import type { AuditedFile, Graph } from '../../graph/graph.js'
import { distinctTexts } from '../../graph/documents.js'

type HostName = {
  readonly name: string
  /** The name without its first label. */
  readonly domain: string
  readonly place: Location
}

const forms: ReadonlySet<AuditedFile['form']> = new Set([
  'kubernetes',
  'compose',
  'values',
  'configuration',
  'environment',
  'script',
  'unknown',
])

/** Suffixes that no public registry hands out, so that the names are somebody's own. */
const pattern =
  /(?<![\w.$}-]|(?<!\/)\/)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:local|internal|lan|corp|intranet|private|home\.arpa)(?![\w-]|\.\w|\()/g

/** Names with a domain of at least two labels, or with one label before the suffix. Cluster names are none of them. */
export function hostNames(graph: Graph): readonly HostName[] {
  const cluster = clusterDomains(graph)
  const seen = new Set<string>()
  return distinctTexts(
    graph.files.filter(
      ({ form, fence }) => forms.has(form) && !(form === 'unknown' && fence === undefined),
    ),
  )
    .flatMap(({ excerpt }) => namesIn(excerpt))
    .filter(({ name, place }) => {
      // A text in a ConfigMap was already met in the object around it.
      const key = 'offset' in place ? `${place.document} ${place.offset}` : undefined
      if (key === undefined || seen.has(key)) return false
      seen.add(key)
      return !cluster.some((domain) => isWithin(name, domain))
    })
}

function namesIn(excerpt: Excerpt): readonly HostName[] {
  return [...excerpt.text.matchAll(pattern)].flatMap(({ 0: name, index }) => {
    if (isInComment(excerpt.text, index)) return []
    const domain = name.slice(name.indexOf('.') + 1)
    return [{ name, domain, place: excerpt.place(index, name.length) }]
  })
}

function isInComment(text: string, index: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', index) + 1, index)
  return /(^|\s)(#|\/\/)/.test(line.replaceAll('://', ''))
}

/** `cluster.local`, and what a cluster's own configuration says instead. */
function clusterDomains({ objects }: Graph): readonly string[] {
  const stated = objects.flatMap(({ field }) => [
    field.get('networking', 'dnsDomain').text ?? '',
    field.get('spec', 'networking', 'dnsDomain').text ?? '',
    field.get('clusterDomain').text ?? '',
  ])
  return ['cluster.local', 'svc.local', ...stated.filter((domain) => domain !== '')]
}

const isWithin = (name: string, domain: string): boolean =>
  name === domain || name.endsWith(`.${domain}`)
