// Prints what was measured, each number with its target, as a table and as a page of the documentation.

import type { ConsoleSpeed, PageTasks } from './console/case.js'
import type { GatewaySpeed } from './gateway/case.js'
import type { ServiceSpeed } from './service/case.js'
import type { Latency, Throughput } from './gateway/load.js'
import type { AuditSpeed, Measured, YamlSpeed } from './cases.js'

export type Results = {
  readonly machine: string
  readonly guide: Measured
  readonly generated: readonly Measured[]
  readonly exponent: number
  readonly yaml: YamlSpeed
  readonly audit: AuditSpeed
  readonly gateway: GatewaySpeed
  readonly service: ServiceSpeed
  /** Absent where there is no Chromium. */
  readonly console: ConsoleSpeed | undefined
  readonly checkMs: number
  readonly nodeMs: number
}

type Row = readonly [what: string, measured: string, target: string]

function rowsOf({
  guide,
  generated,
  exponent,
  yaml,
  audit,
  gateway,
  service,
  console,
  checkMs,
  nodeMs,
}: Results): readonly Row[] {
  const largest = generated.at(-1)
  return [
    ['guide-production, first run', ms(guide.firstCpuMs), '1,000 ms'],
    ['guide-production, warm', ms(guide.cpuMs), ''],
    ...generated.map((one): Row => [
      `${one.nodes} nodes, ${one.models} models, ${one.tenants} tenants: ${one.files} files`,
      `${ms(one.firstCpuMs)} first, ${ms(one.cpuMs)} warm, ${mebibytes(one.maxRssBytes)}`,
      one === largest ? '10,000 ms, 1,024 MiB' : '',
    ]),
    ['growth from 100 to 1,000 nodes (exponent)', exponent.toFixed(2), '1.30'],
    [
      `reading ${Math.round(yaml.characters / 1000)} kB of YAML`,
      `${ms(yaml.ownMs)}, ${(yaml.ownMs / yaml.libraryMs).toFixed(2)} × the yaml library alone`,
      '',
    ],
    [
      `audit of ${(audit.characters / 1e6).toFixed(1)} MB of YAML`,
      `${ms(audit.textMs)}, ${ms(audit.textMs / (audit.characters / 1e6))} a MB`,
      '1,500 ms a MB',
    ],
    ['audit of the objects that guide-production renders to', ms(audit.objectsMs), ''],
    [
      'llmflow check of guide-production, whole process',
      `${ms(checkMs)} wall, ${(checkMs / nodeMs).toFixed(1)} × node -e 0 (${ms(nodeMs)})`,
      '',
    ],
    ...gatewayRows(gateway),
    ...serviceRows(service),
    ...(console === undefined ? [] : consoleRows(console)),
  ]
}

/** Generated documents, over HTTP, with the service on the first core and its engines on the others. */
const serviceRows = (speed: ServiceSpeed): readonly Row[] => [
  [
    `retrieval of one tenant among ${speed.chunks} chunks, no vectors, warm`,
    `p50 ${speed.retrieval.p50Ms.toFixed(1)} ms, p95 ${speed.retrieval.p95Ms.toFixed(1)} ms`,
    'p95 25 ms',
  ],
  ['taking these chunks in', `${Math.round(speed.chunksPerSecond)} a second`, ''],
  [
    `a PDF of ${speed.pdfPages} pages, from upload to ready`,
    `${(speed.pdfMs / 1000).toFixed(1)} s`,
    '10 s',
  ],
  ['start on that data', `${(speed.startMs / 1000).toFixed(1)} s`, '3 s'],
]

/** What a page's main thread does in one go, and nothing else can interrupt. */
const consoleRows = (speed: ConsoleSpeed): readonly Row[] => [
  pageRow('planning guide-production while somebody types and slides', speed.planning),
  pageRow('scrolling 10,000 documents', speed.documents),
  pageRow('scrolling 1,000 messages, and typing beside them', speed.messages),
]

const pageRow = (what: string, { tasks, longestMs, p99Ms }: PageTasks): Row => [
  `console, ${what}`,
  `longest task ${ms(longestMs)}, p99 ${p99Ms.toFixed(1)} ms of ${tasks} tasks`,
  '50 ms',
]

/** Generated load; a core for itself, while the load, the model and the gateway's engines share the others. */
function gatewayRows(speed: GatewaySpeed): readonly Row[] {
  const { proxy, gateway, portkey, direct, throughProxy, through, rssBytes } = speed
  const added = ({ p50Ms, p99Ms }: Latency): string =>
    `p50 ${(p50Ms - direct.p50Ms).toFixed(2)} ms, p99 ${(p99Ms - direct.p99Ms).toFixed(2)} ms`
  const times = (other: Throughput): string =>
    `${(gateway.perSecond / other.perSecond).toFixed(2)} × its requests, ${(gateway.cpuMicroseconds / other.cpuMicroseconds).toFixed(2)} × its processor time each`
  return [
    ['gateway, everything on, 50 connections, one core', throughput(gateway), ''],
    ['bare http and undici proxy, the same', throughput(proxy), ''],
    ['gateway against the bare proxy', times(proxy), '0.5 × its requests'],
    ...(portkey === undefined
      ? []
      : ([
          ['@portkey-ai/gateway, the same', throughput(portkey), ''],
          ['gateway against @portkey-ai/gateway', times(portkey), '5 × its requests'],
        ] satisfies Row[])),
    ['added by the gateway, one request at a time', added(through), 'p50 0.5 ms, p99 3 ms'],
    ['added by the bare proxy, the same', added(throughProxy), ''],
    ['memory of the gateway after the load', mebibytes(rssBytes), '250 MiB'],
  ]
}

const throughput = ({ perSecond, cpuMicroseconds }: Throughput): string =>
  `${Math.round(perSecond)} a second, ${Math.round(cpuMicroseconds)} µs of processor time each`

const ms = (value: number): string =>
  `${Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',')} ms`
const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`

function faultsOf({ guide, generated }: Results): readonly string[] {
  return [guide, ...generated].flatMap(({ isAccepted, nodes, errors }) =>
    isAccepted ? [] : [`the plan of ${nodes} nodes is refused: ${errors.slice(0, 3).join('; ')}`],
  )
}

export function tableOf(results: Results): string {
  const rows = rowsOf(results)
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const lines = rows.map(([what, measured, target]) =>
    `${what.padEnd(widths[0] ?? 0)}  ${measured.padEnd(widths[1] ?? 0)}  ${target === '' ? '' : `target ${target}`}`.trimEnd(),
  )
  return `${[...lines, ...faultsOf(results), results.machine].join('\n')}\n`
}

export function pageOf(results: Results): string {
  const rows = rowsOf(results).map(
    ([what, measured, target]) => `| ${what} | ${measured} | ${target} |`,
  )
  return `# Bench

What check, plan, render, audit, the gateway, the service and the console cost. \`npm run bench -- --write\` measures anew and writes this page; nothing here is a timed test.
Times are processor time over all threads, medians of several runs, each case in a process of its own; “first” is the first run
of a process, with code that was never compiled before. Times are of one machine: compare only numbers of one run.
Load of the gateway, the service and the console is generated: requests, documents and messages are repeated or made up. The
console's are tasks of the page's main thread in Chromium.

| what | measured | target |
| ---- | -------- | ------ |
${rows.join('\n')}

${[...faultsOf(results).map((fault) => `**${fault}**`), `Measured on ${results.machine}.`].join('\n\n')}
`
}
