// Finds programs for people in compose files that publish no port and that no gateway of the file leads to.

import { isOpenedByPeople } from '@llmflow/catalog'
import { diagnostic } from '@llmflow/spec'
import type { Composition, Process } from '../../graph/graph.js'
import { portsOf } from '../../read/compose-service.js'
import type { AuditRule } from '../../rule.js'

/** One finding for a file. With a gateway whose routes are not here nothing is certain: that is for information. */
export const unreachableService: AuditRule = ({ compositions }) =>
  compositions.flatMap((composition) => {
    const hidden = composition.processes.filter(
      (process) => isForPeople(process) && isHidden(process),
    )
    const [first] = hidden
    if (first === undefined || isRouted(composition)) return []
    const gateway = composition.processes.find(
      (process) => isGateway(process) && !isHidden(process),
    )
    const params = { services: hidden.map(({ name }) => name), gateway: gateway?.name ?? '' }
    const places = hidden.map(({ field }) => field.keyPlace)
    return [
      diagnostic('wiring/unreachable-service', first.field.keyPlace, params, {
        severity: gateway === undefined ? 'warning' : 'info',
        related: places.slice(1),
      }),
    ]
  })

const isForPeople = ({ software }: Process): boolean =>
  software !== undefined && isOpenedByPeople(software.software.name, software.part)

const isHidden = ({ field }: Process): boolean =>
  portsOf(field).length === 0 && field.get('network_mode').text !== 'host'

/** Labels of Traefik and variables of nginx-proxy are routes that stand in the file itself. */
function isRouted({ field }: Composition): boolean {
  return field.get('services').entries.some(({ field: service }) => {
    const labels = service.get('labels')
    const words = [
      ...labels.entries.map(({ key }) => key),
      ...labels.items.map(({ text }) => text ?? ''),
      ...service.get('environment').entries.map(({ key }) => key),
    ]
    return words.some((word) => /^(traefik\.|caddy|VIRTUAL_HOST)/.test(word))
  })
}

const isGateway = ({ image, name }: Process): boolean =>
  /(nginx|traefik|haproxy|caddy|envoy|kong|apisix|httpd|proxy|gateway|ingress)/.test(
    `${image?.repository ?? ''} ${name}`,
  )
