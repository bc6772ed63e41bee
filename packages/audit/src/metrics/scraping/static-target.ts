// Holds the static targets of a Prometheus configuration against where the programs behind them serve metrics.

import { cut, type Diagnostic, type Field } from '@llmflow/spec'
import { documentsLike } from '../../graph/documents.js'
import type { Graph } from '../../graph/graph.js'
import { isTemplate, ofKind } from '../../graph/lookup.js'
import type { AuditRule } from '../../rule.js'
import { namesInCompositions } from '../../wiring/addresses/composition.js'
import { clusterOf, servicesAt, targetOf } from '../../wiring/addresses/kubernetes.js'
import { servedBy } from './endpoint.js'
import { portsAt, type PodPort } from './monitors.js'
import { healthPath, mismatch, type Scrape } from './scrape-faults.js'

/** One target with the job that asks it. */
type Asked = { readonly target: Field; readonly path: Field; readonly isAuthenticated: boolean }

export const staticTarget: AuditRule = (graph) =>
  [...plainJobs(graph), ...scrapeConfigs(graph)].flatMap((asked) => judge(graph, asked))

/** Jobs of `prometheus.yml`. Those that rewrite their addresses, as probes do, ask somebody else. */
const plainJobs = (graph: Graph): readonly Asked[] =>
  documentsLike(graph, (text) => /^scrape_configs:/m.test(text)).flatMap((root) =>
    root
      .get('scrape_configs')
      .items.filter((job) => !isRewritten(job.get('relabel_configs')) && hasNoParams(job))
      .flatMap((job) =>
        job
          .get('static_configs')
          .items.flatMap((group) => group.get('targets').items)
          .map((target) => ({
            target,
            path: job.get('metrics_path'),
            isAuthenticated: [
              'authorization',
              'bearer_token',
              'bearer_token_file',
              'basic_auth',
            ].some((key) => job.get(key).value !== undefined),
          })),
      ),
  )

/** Federation and multi-target exporters answer on paths of their own, and by parameters. */
const hasNoParams = (job: Field): boolean => job.get('params').value === undefined

const isRewritten = (relabelings: Field): boolean =>
  relabelings.items.some((rule) => {
    const label = rule.get('target_label').text ?? rule.get('targetLabel').text ?? ''
    return /^__(?:address|param_target|metrics_path)/.test(label)
  })

const scrapeConfigs = (graph: Graph): readonly Asked[] =>
  ofKind(graph, 'ScrapeConfig')
    .map(({ field }) => field.get('spec'))
    .filter((spec) => !isRewritten(spec.get('relabelings')) && hasNoParams(spec))
    .flatMap((spec) =>
      spec
        .get('staticConfigs')
        .items.flatMap((group) => group.get('targets').items)
        .map((target) => ({
          target,
          path: spec.get('metricsPath'),
          isAuthenticated: ['authorization', 'basicAuth'].some(
            (key) => spec.get(key).value !== undefined,
          ),
        })),
    )

function judge(graph: Graph, { target, path, isAuthenticated }: Asked): readonly Diagnostic[] {
  const [, host = '', port = ''] = /^([\w.-]+):(\d+)$/.exec(target.text ?? '') ?? []
  if (port === '' || isTemplate(path.text ?? '')) return []
  const excerpt = cut(target.excerpt, host.length + 1)
  const scrape: Scrape = {
    port: `${host}:${port}`,
    portPlace: excerpt.place(0, port.length),
    path,
    isAuthenticated,
  }
  for (const { process, number } of portsOf(graph, host, Number(port))) {
    const served = process === undefined ? undefined : servedBy(process)
    const found = served === undefined ? undefined : mismatch(served, number, scrape)
    if (found !== undefined) return [found]
  }
  return healthPath(scrape)
}

/** The ports of programs at an address: of a compose service, or behind a Service of the cluster. */
function portsOf(graph: Graph, host: string, port: number): readonly PodPort[] {
  const service = namesInCompositions(graph).get(host)
  if (service !== undefined) return [{ number: port, process: service }]
  const cluster = clusterOf(graph)
  const target = targetOf(cluster, host, undefined)
  if (target?.pod !== '') return []
  return servicesAt(cluster, target.name, target.namespace).flatMap(({ object }) =>
    object === undefined ? [] : portsAt(graph, object, port),
  )
}
