// Holds each endpoint of a monitor against where the program behind it serves metrics, if it serves any.

import type { Diagnostic, Field } from '@llmflow/spec'
import type { Graph, Process } from '../../graph/graph.js'
import { isTemplate } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { servedBy, servedByName, type Served } from './endpoint.js'
import { monitorsOf, podPortsOf, reachedPorts, type Monitor, type PodPort } from './monitors.js'
import { faultByName, healthPath, mismatch, type Scrape } from './scrape-faults.js'
import { printSelector, selects } from './selector.js'

export const notMetrics: AuditRule = (graph) => {
  const named = processesByName(graph)
  return monitorsOf(graph).flatMap((monitor) =>
    monitor.endpoints.flatMap((endpoint) => judge(graph, named, monitor, endpoint)),
  )
}

type Named = ReadonlyMap<string, Process>

/** Programs that compose files and values name; a monitor's label often is such a name. Values tell the least. */
function processesByName({ processes }: Graph): Named {
  const known = processes.filter(({ software }) => software !== undefined)
  const values = known.filter(({ origin }) => origin === 'values')
  const others = known.filter(({ origin }) => origin !== 'values')
  return new Map([...values, ...others].map((process) => [process.name, process]))
}

function judge(
  graph: Graph,
  named: Named,
  monitor: Monitor,
  endpoint: Field,
): readonly Diagnostic[] {
  const scrape = scrapeOf(endpoint)
  const isOfItsOwn = endpoint.get('params').value !== undefined
  if (isOfItsOwn || isTemplate(scrape.path.text ?? '')) return []
  const reached = reachedPorts(graph, monitor, endpoint)
  if (reached.length > 0) return judgeReached(reached, scrape)
  const meant = meantPorts(graph, monitor, endpoint)
  // The Service that somebody will write may map the name to another port.
  if (meant.length > 0) return judgeReached(meant, scrape).map(withoutCertainty)
  if (monitor.services.length > 0 || monitor.pods.length > 0) return healthPath(scrape)
  const served = servedByLabel(named, monitor)
  return served === undefined ? healthPath(scrape) : faultByName(served, scrape)
}

/** Ways to authenticate: who uses one has read how the endpoint works. */
const credentials = ['authorization', 'bearerTokenSecret', 'bearerTokenFile', 'basicAuth']

function scrapeOf(endpoint: Field): Scrape {
  const port = endpoint.get('port').value === undefined ? endpoint : endpoint.get('port')
  return {
    port: port.text,
    portPlace: port.place,
    path: endpoint.get('path'),
    isAuthenticated: credentials.some((key) => endpoint.get(key).value !== undefined),
  }
}

/** Where no Service is, the pods with the labels that the monitor asks for are surely meant. */
function meantPorts(
  { pods }: Graph,
  { kind, selector, services, namespaces }: Monitor,
  endpoint: Field,
): readonly PodPort[] {
  const name = endpoint.get('port').text
  if (kind === 'PodMonitor' || services.length > 0 || name === undefined) return []
  if (printSelector(selector) === '') return []
  return pods
    .filter(
      ({ namespace, labels }) =>
        (namespaces === 'any' || namespaces.includes(namespace)) && selects(selector, labels),
    )
    .flatMap((pod) => podPortsOf(pod, name))
}

function judgeReached(ports: readonly PodPort[], scrape: Scrape): readonly Diagnostic[] {
  for (const { process, number } of ports) {
    const served = process === undefined ? undefined : servedBy(process)
    const found = served === undefined ? undefined : mismatch(served, number, scrape)
    if (found !== undefined) return [found]
  }
  return healthPath(scrape)
}

const withoutCertainty = (found: Diagnostic): Diagnostic =>
  found.severity === 'error' ? { ...found, severity: 'warning' } : found

/** Labels by which charts and people say which program a pod holds. */
const nameLabels = ['app.kubernetes.io/name', 'app', 'k8s-app', 'name']

function servedByLabel(named: Named, { selector }: Monitor): Served | undefined {
  for (const label of nameLabels) {
    const name = selector.get('matchLabels', label).text
    if (name === undefined) continue
    const process = named.get(name)
    return process === undefined ? servedByName(name) : servedBy(process)
  }
  return undefined
}
