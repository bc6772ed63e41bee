// Tells the stand-ins of monitoring what there is to scrape, to alert on and to show.

import {
  printDuration,
  printYaml,
  serviceNamesOf,
  type Alert,
  type Dashboard,
  type FileMount,
  type Plan,
  type StandIn,
  type Workload,
} from '@llmflow/spec'
import { ruleGroups } from '../alerting-rules.js'
import { dashboardText } from '../grafana-dashboard.js'
import { knockAt } from '../probing.js'
import { composeNaming } from './naming.js'
import type { Project } from './project.js'

/** The same project, its stand-ins with the files that only the target can write. */
export function withMonitoring(project: Project): Project {
  const { plan, standIns } = project
  const written = standIns.map(({ workload, ...rest }): StandIn => {
    const files = [...(workload.files ?? []), ...filesFor(project, { workload, ...rest })]
    const volumes = [...(workload.volumes ?? []), ...authoritiesFor(plan, rest.reads?.scraping)]
    return {
      ...rest,
      workload: {
        ...workload,
        ...(volumes.length === 0 ? {} : { volumes }),
        ...(files.length === 0 ? {} : { files }),
      },
    }
  })
  const replaced = Object.fromEntries(written.map(({ workload }) => [workload.id, workload]))
  return { ...project, plan: { ...plan, workloads: { ...plan.workloads, ...replaced } } }
}

const authorityFolder = (secret: string): string => `/etc/authorities/${secret}`

/** The certificates by which whoever scrapes knows what it asks. */
function authoritiesFor(
  { workloads }: Plan,
  scraping: string | undefined,
): NonNullable<Workload['volumes']> {
  if (scraping === undefined) return []
  const secrets = Object.values(workloads).flatMap(({ ports = [] }) =>
    ports.flatMap(({ metrics }) => metrics?.authority ?? []),
  )
  return [...new Set(secrets)].map((secret) => ({
    kind: 'secret',
    name: secret,
    path: authorityFolder(secret),
    secret,
    keys: ['ca.crt'],
  }))
}

function filesFor(project: Project, { reads = {}, workload }: StandIn): readonly FileMount[] {
  const { plan } = project
  const { scraping, rules, dashboards } = reads
  const alerts = plan.alerts.filter((alert) => isScraped(plan, alert))
  return [
    ...(scraping === undefined
      ? []
      : [{ path: scraping, content: [printYaml(scrapingOf(project, workload, rules))] }]),
    ...(rules === undefined
      ? []
      : [{ path: rules, content: [printYaml({ groups: ruleGroups(alerts) })] }]),
    ...(dashboards === undefined
      ? []
      : dashboardsOf(plan).map(([name, dashboard]) => ({
          path: `${dashboards}/${name}.json`,
          content: [dashboardText(name, dashboard)],
        }))),
  ]
}

/** Nobody exports the series of an addon that is not here, and a component of addons alone has none. */
function isScraped(plan: Plan, { component, expression }: Alert): boolean {
  const hasTarget = Object.values(plan.workloads).some(
    (workload) =>
      workload.component === component &&
      ((workload.ports ?? []).some(({ metrics }) => metrics !== undefined) ||
        knockAt(plan, workload) !== undefined),
  )
  return hasTarget && !isElsewhere(plan, expression)
}

const isElsewhere = ({ addons }: Plan, expression: string): boolean =>
  Object.values(addons)
    .flatMap(({ series = [] }) => series)
    .some((prefix) => new RegExp(`\\b${prefix}`).test(expression))

/** Dashboards with the panels that can show something here. */
function dashboardsOf(plan: Plan): readonly (readonly [name: string, dashboard: Dashboard])[] {
  return Object.entries(plan.dashboards).flatMap(([name, { title, panels }]) => {
    const filled = panels.filter(({ queries }) =>
      queries.some(({ expression }) => !isElsewhere(plan, expression)),
    )
    return filled.length === 0 ? [] : [[name, { title, panels: filled }] as const]
  })
}

function scrapingOf(project: Project, own: Workload, rules: string | undefined): object {
  const { plan, standIns } = project
  const alertmanagers = standIns
    .filter(({ endpoint }) => endpoint === 'alertmanager')
    .flatMap(({ workload }) => targetsOf(workload, workload.ports?.[0]?.number ?? 9093))
  return {
    global: { scrape_interval: '30s', evaluation_interval: '30s' },
    ...(rules === undefined ? {} : { rule_files: [rules] }),
    ...(alertmanagers.length === 0
      ? {}
      : { alerting: { alertmanagers: [{ static_configs: [{ targets: alertmanagers }] }] } }),
    scrape_configs: Object.values(plan.workloads).flatMap((workload) => [
      ...portJobs(workload, own),
      ...knockJob(plan, workload),
    ]),
  }
}

/** The labels that a ServiceMonitor would have given, so that alerts hold in both places. */
const portJobs = (workload: Workload, own: Workload): readonly object[] =>
  (workload.ports ?? []).flatMap(({ name, number, scheme, metrics }) =>
    metrics === undefined
      ? []
      : [
          {
            job_name: `${workload.id}/${name}`,
            metrics_path: metrics.path,
            scrape_interval: printDuration(metrics.interval),
            scheme: scheme === 'https' ? 'https' : 'http',
            ...(metrics.authority === undefined
              ? {}
              : { tls_config: { ca_file: `${authorityFolder(metrics.authority)}/ca.crt` } }),
            static_configs: serviceNamesOf(workload).map((service) => ({
              // It reaches itself without a network.
              targets: [`${workload.id === own.id ? 'localhost' : service}:${number}`],
              labels: {
                job: workload.id,
                namespace: workload.namespace,
                service: workload.id,
                pod: service,
                container: workload.id,
                endpoint: name,
              },
            })),
          },
        ],
  )

function knockJob(plan: Plan, workload: Workload): readonly object[] {
  const knock = knockAt(plan, workload)
  if (knock === undefined) return []
  const { prober, proberPort, port, scheme, path } = knock
  const host = composeNaming.hostOf(plan, workload.id)
  return [
    {
      job_name: `probe/${workload.id}`,
      metrics_path: '/probe',
      params: { module: ['http_2xx'] },
      static_configs: [
        {
          targets: [`${scheme}://${host}:${port.number}${path}`],
          labels: { service: workload.id, namespace: workload.namespace },
        },
      ],
      relabel_configs: [
        { source_labels: ['__address__'], target_label: '__param_target' },
        { source_labels: ['__param_target'], target_label: 'instance' },
        {
          target_label: '__address__',
          replacement: `${composeNaming.hostOf(plan, prober.id)}:${proberPort}`,
        },
      ],
    },
  ]
}

const targetsOf = (workload: Workload, port: number): readonly string[] =>
  serviceNamesOf(workload).map((service) => `${service}:${port}`)
