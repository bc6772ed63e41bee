// Holds each endpoint of a monitor against where the program behind it serves metrics, if it serves any.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { Graph, Process } from '../graph/graph.js'
import { isTemplate } from '../graph/index.js'
import type { AuditRule } from '../rule.js'
import { isLeftOff, portsServing, servedBy, servedByName, type Served } from './endpoint.js'
import { monitorsOf, podPortsOf, reachedPorts, type Monitor, type PodPort } from './monitors.js'
import { selects } from './selector.js'

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
  const path = endpoint.get('path')
  if (isTemplate(path.text ?? '') || endpoint.get('params').value !== undefined) return []
  const reached = reachedPorts(graph, monitor, endpoint)
  if (reached.length > 0) return judgeReached(reached, endpoint)
  const meant = meantPorts(graph, monitor, endpoint)
  if (meant.length > 0) return judgeReached(meant, endpoint)
  if (monitor.services.length > 0 || monitor.pods.length > 0) return healthPath(path)
  return judgeByName(servedByLabel(named, monitor), endpoint)
}

/** Where no Service is, the pods with the labels that the monitor asks for are surely meant. */
function meantPorts(
  { pods }: Graph,
  { kind, selector, services, namespaces }: Monitor,
  endpoint: Field,
): readonly PodPort[] {
  const name = endpoint.get('port').text
  if (kind === 'PodMonitor' || services.length > 0 || name === undefined) return []
  return pods
    .filter(
      ({ namespace, labels }) =>
        (namespaces === 'any' || namespaces.includes(namespace)) &&
        Object.keys(labels).length > 0 &&
        selects(selector, labels),
    )
    .flatMap((pod) => podPortsOf(pod, name))
}

function judgeReached(ports: readonly PodPort[], endpoint: Field): readonly Diagnostic[] {
  for (const { process, number } of ports) {
    const served = process === undefined ? undefined : servedBy(process)
    const found = served === undefined ? undefined : mismatch(served, number, endpoint)
    if (found !== undefined) return [found]
  }
  return healthPath(endpoint.get('path'))
}

function mismatch(served: Served, number: number, endpoint: Field): Diagnostic | undefined {
  const { software, endpoint: metrics, isCertain } = served
  const severity = isCertain ? ('error' as const) : ('warning' as const)
  const port = endpoint.get('port').value === undefined ? endpoint : endpoint.get('port')
  const details = { severity }
  if (metrics === undefined) {
    return diagnostic('metrics/serves-none', port.place, { software: software.title }, details)
  }
  if (!portsServing(served).includes(number)) {
    const params = {
      port: port.text ?? `${number}`,
      number,
      software: software.title,
      served: metrics.port,
    }
    // What must be configured first may be configured to another port.
    const sure = metrics.needs === undefined ? details : { severity: 'warning' as const }
    return diagnostic('metrics/wrong-port', port.place, params, sure)
  }
  return wrongPath(served, endpoint.get('path')) ?? leftOff(served, endpoint)
}

/** Who authenticates has read how the endpoint works. */
function leftOff(served: Served, endpoint: Field): Diagnostic | undefined {
  const { software, endpoint: metrics } = served
  const isAuthenticated = [
    'authorization',
    'bearerTokenSecret',
    'bearerTokenFile',
    'basicAuth',
  ].some((key) => endpoint.get(key).value !== undefined)
  if (metrics?.needs === undefined || isAuthenticated || !isLeftOff(served)) return undefined
  const path = endpoint.get('path')
  const place = path.text === undefined ? endpoint.get('port').place : path.place
  return diagnostic('metrics/endpoint-off', place, {
    software: software.title,
    needs: metrics.needs,
  })
}

/** Programs may be told another path, so only the default one is called wrong. */
function wrongPath({ software, endpoint }: Served, path: Field): Diagnostic | undefined {
  const asked = path.text ?? '/metrics'
  if (endpoint === undefined || asked !== '/metrics' || endpoint.path === asked) return undefined
  const params = { path: asked, software: software.title, served: endpoint.path }
  return diagnostic('metrics/wrong-path', path.place, params)
}

const healthChecks = /(?:^|\/)(?:healthcheck|healthz?|readyz?|livez?|readiness|liveness|ping)\/?$/i

function healthPath(path: Field): readonly Diagnostic[] {
  const { text } = path
  if (text === undefined || !healthChecks.test(text)) return []
  return [diagnostic('metrics/health-path', path.place, { path: text })]
}

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

function judgeByName(served: Served | undefined, endpoint: Field): readonly Diagnostic[] {
  const path = endpoint.get('path')
  if (served === undefined) return healthPath(path)
  const { software, endpoint: metrics } = served
  const place = path.text === undefined ? endpoint.get('port').place : path.place
  const severity = 'warning' as const
  if (metrics === undefined) {
    return [diagnostic('metrics/serves-none', place, { software: software.title }, { severity })]
  }
  const off = leftOff(served, endpoint)
  if (off !== undefined) return [off]
  if (healthChecks.test(path.text ?? '')) return healthPath(path)
  const port = endpoint.get('port')
  if (port.text === undefined || isTemplate(port.text)) return []
  const params = {
    port: port.text,
    software: software.title,
    served: metrics.port,
    path: metrics.path,
  }
  return [diagnostic('metrics/undefined-port', port.place, params)]
}
