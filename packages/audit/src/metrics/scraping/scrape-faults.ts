// Says what is wrong with a scrape, given the program that it reaches or is meant to reach.

import { diagnostic, type Diagnostic, type Field, type Location } from '@llmflow/spec'
import { isTemplate } from '../../graph/lookup.js'
import { isLeftOff, portsServing, saysPath, type Served } from './endpoint.js'

/** What is asked, whoever asks: a monitor of the operator or a job of a plain Prometheus. */
export type Scrape = {
  readonly port: string | undefined
  readonly portPlace: Location
  /** Absent for the default path. */
  readonly path: Field
  readonly isAuthenticated: boolean
}

const defaultPath = '/metrics'

/** The fault of a scrape that reaches a port of a program. */
export function mismatch(served: Served, number: number, scrape: Scrape): Diagnostic | undefined {
  const { software, endpoint, isCertain } = served
  const severity = isCertain ? ('error' as const) : ('warning' as const)
  const place = scrape.portPlace
  if (endpoint === undefined) {
    return diagnostic('metrics/serves-none', place, { software: software.title }, { severity })
  }
  if (portsServing(served).includes(number)) {
    return wrongPath(served, scrape.path) ?? leftOff(served, scrape)
  }
  const port = scrape.port ?? `${number}`
  const params = { port, number, software: software.title, served: endpoint.port }
  // What must be configured first may be configured to another port.
  const sure = endpoint.needs === undefined ? severity : 'warning'
  return diagnostic('metrics/wrong-port', place, params, { severity: sure })
}

/** The fault of a scrape whose target is known by its name alone. */
export function faultByName(served: Served, scrape: Scrape): readonly Diagnostic[] {
  const { software, endpoint } = served
  const { port, portPlace } = scrape
  if (endpoint === undefined) {
    const params = { software: software.title }
    return [diagnostic('metrics/serves-none', placeOf(scrape), params, { severity: 'warning' })]
  }
  const off = leftOff(served, scrape)
  if (off !== undefined) return [off]
  const health = healthPath(scrape)
  if (health.length > 0 || port === undefined || isTemplate(port)) return health
  const params = { port, software: software.title, served: endpoint.port, path: endpoint.path }
  return [diagnostic('metrics/undefined-port', portPlace, params)]
}

/** A path that is written must be the program's; the default one is wrong even where settings are not known. */
function wrongPath(served: Served, path: Field): Diagnostic | undefined {
  const { software, endpoint, isCertain } = served
  const asked = path.text ?? defaultPath
  if (endpoint === undefined || isAmong(endpoint.path, asked)) return undefined
  if (asked !== defaultPath && (!isCertain || saysPath(served))) return undefined
  const params = { path: asked, software: software.title, served: endpoint.path }
  return diagnostic('metrics/wrong-path', path.place, params)
}

/** MinIO, for one, has several paths below the same folder. */
const isAmong = (served: string, asked: string): boolean =>
  asked === served || (served.lastIndexOf('/') > 0 && firstOf(served) === firstOf(asked))

const firstOf = (path: string): string | undefined => path.split('/')[1]

function leftOff(served: Served, scrape: Scrape): Diagnostic | undefined {
  const needs = served.endpoint?.needs
  if (needs === undefined || scrape.isAuthenticated || !isLeftOff(served)) return undefined
  const params = { software: served.software.title, needs }
  return diagnostic('metrics/endpoint-off', placeOf(scrape), params)
}

const placeOf = ({ path, portPlace }: Scrape): Location =>
  path.text === undefined ? portPlace : path.place

const healthChecks = /(?:^|\/)(?:healthcheck|healthz?|readyz?|livez?|readiness|liveness|ping)\/?$/i

/** A path of a health check is wrong whoever answers. */
export function healthPath({ path }: Scrape): readonly Diagnostic[] {
  const { text } = path
  if (text === undefined || !healthChecks.test(text)) return []
  return [diagnostic('metrics/health-path', path.place, { path: text })]
}
