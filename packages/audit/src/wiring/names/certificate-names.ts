// Finds hosts of an Ingress that the certificate in its Secret does not hold.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import { isTemplate, ofKind } from '../../graph/lookup.js'
import type { KubernetesObject } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'

export const certificateNames: AuditRule = (graph) => {
  const certificates = new Map(
    ofKind(graph, 'Certificate').map((certificate) => [
      `${certificate.namespace}/${certificate.field.get('spec', 'secretName').text ?? ''}`,
      certificate,
    ]),
  )
  if (certificates.size === 0) return []
  return ofKind(graph, 'Ingress').flatMap(({ namespace, field }) =>
    field.get('spec', 'tls').items.flatMap((entry) => {
      const secret = entry.get('secretName').text ?? ''
      const certificate = certificates.get(`${namespace}/${secret}`)
      return certificate === undefined ? [] : strangers(entry, certificate, secret)
    }),
  )
}

function strangers(
  entry: Field,
  { field }: KubernetesObject,
  secret: string,
): readonly Diagnostic[] {
  const list = field.get('spec', 'dnsNames')
  const names = [...list.items, field.get('spec', 'commonName')].flatMap(({ text }) => text ?? [])
  if (names.length === 0 || names.some(isTemplate)) return []
  return entry
    .get('hosts')
    .items.filter(({ text }) => text !== undefined && !isTemplate(text) && !isHeld(text, names))
    .map(({ text, place }) =>
      diagnostic(
        'wiring/certificate-without-name',
        place,
        { host: text ?? '', secret },
        {
          related: [list.place],
          advice: [{ kind: 'frame', location: list.place, label: names.join(', ') }],
        },
      ),
    )
}

/** A star stands for one label. */
const isHeld = (host: string, names: readonly string[]): boolean =>
  names.some((name) => name === host || name === `*.${host.slice(host.indexOf('.') + 1)}`)
