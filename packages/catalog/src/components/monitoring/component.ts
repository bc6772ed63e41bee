// Monitoring: Prometheus, Alertmanager and Grafana from the kube-prometheus-stack chart, and probes.

import type { Addon, Dashboard, SecretKey } from '@llmflow/spec'
import { foundationsOf } from '../../addon.js'
import type { Component, ComponentSizes, Context } from '../../component.js'
import type { Route } from '../../route.js'
import { keptInside } from '../../rotation.js'
import { monitoringAlerts } from './alerts.js'
import { chartAddress, chartEndpoints, monitoringAddon, monitoringNamespace } from './chart.js'
import { grafanaEdges, grafanaSecret, grafanaSecrets } from './grafana.js'
import { sizeMonitoring } from './size.js'
import { standInsOf } from './stand-ins.js'
import { chartValues } from './values.js'
import { chartOf, monitoringVersions } from './versions.js'
import { machinePools } from './machines.js'
import { monitoringWorkloads } from './workloads.js'
import { monitoringCommands } from './commands.js'

export const monitoring: Component = {
  name: 'monitoring',
  title: 'Prometheus, Alertmanager, Grafana',
  summary: {
    en: 'Collects metrics, raises alerts and shows dashboards',
    ko: '지표를 수집하고 알림을 보내며 대시보드를 보여 줍니다',
  },
  brings: ['prometheus', 'alertmanager', 'grafana', 'kube-prometheus-stack', 'blackbox-exporter'],
  topologies: ['operator'],
  versions: monitoringVersions,
  options: [
    {
      name: 'retention',
      type: 'string',
      form: 'duration',
      default: '30d',
      description: { en: 'How long metrics are kept', ko: '지표 보관 기간' },
    },
    {
      name: 'alertWebhook',
      type: 'string',
      description: {
        en: 'Address that Alertmanager sends alerts to; without one nobody hears of them',
        ko: 'Alertmanager가 알림을 보낼 주소입니다. 없으면 알림이 아무에게도 가지 않습니다',
      },
    },
    {
      name: 'watchdogWebhook',
      type: 'string',
      description: {
        en: 'Address outside the cluster that gets a sign of life every minute and alarms when it stops',
        ko: '매분 생존 신호를 받는 클러스터 밖의 주소입니다. 신호가 끊기면 그쪽에서 경보를 울려야 합니다',
      },
    },
  ],
  parts: (context) => [
    'prometheus',
    'alertmanager',
    'grafana',
    'blackbox',
    ...(machinePools(context).length > 0 ? ['machines'] : []),
  ],
  auxiliaryParts: ['alertmanager', 'grafana', 'blackbox', 'machines'],
  needs: () => [],
  size: sizeMonitoring,
  workloads: monitoringWorkloads,
  addons: (context, sizes) => [chart(context, sizes)],
  secrets: () => ({
    [grafanaSecret]: {
      keys: { user: given('name of the first administrator'), password: adminPassword },
      purpose: 'first login to Grafana',
    },
  }),
  databases: () => ['grafana'],
  logins: () => [{ id: 'grafana', prefixes: ['grafana'], path: '/login/generic_oauth' }],
  routes: (context) => [
    monitoringRoute(context, 'grafana', 'grafana', 'own', 'dashboards'),
    // Prometheus and Alertmanager have neither login nor roles: whoever reaches them may silence every alert.
    monitoringRoute(context, 'prometheus', 'prometheus', 'operators', 'looking at metrics'),
    monitoringRoute(context, 'alerts', 'alertmanager', 'operators', 'silencing alerts'),
  ],
  commands: monitoringCommands,
  alerts: monitoringAlerts,
  backups: {
    none: {
      en: 'Alerts and dashboards come from the plan; measurements of the past are given up',
      ko: '알림과 대시보드는 계획에서 다시 만들고, 과거 지표는 복구하지 않습니다',
    },
  },
  dashboards: () => ({ 'llmflow-overview': overview }),
}

function monitoringRoute(
  context: Context,
  prefix: string,
  endpoint: keyof typeof chartEndpoints,
  access: Route['access'],
  purpose: string,
): Route {
  return {
    id: endpoint,
    prefix,
    paths: ['/*'],
    target: {
      kind: 'addon',
      addon: monitoringAddon,
      endpoint,
      address: chartAddress(context, endpoint),
    },
    readSeconds: 60,
    access,
    purpose,
  }
}

const given = (purpose: string): SecretKey => ({ format: 'given', length: 0, purpose })
const adminPassword: SecretKey = {
  format: 'alphanumeric',
  length: 24,
  purpose: 'its password',
  ...keptInside(
    'Grafana takes it with an empty database only; grafana cli admin reset-admin-password changes it',
    'Grafana는 데이터베이스가 비어 있을 때만 이 값을 받습니다. grafana cli admin reset-admin-password로 바꾸세요',
  ),
}

function chart(context: Context, sizes: ComponentSizes): Addon {
  const { version, images, customResources } = chartOf(context.factsOf('monitoring').version)
  return {
    name: monitoringAddon,
    chart: 'kube-prometheus-stack',
    repository: 'https://prometheus-community.github.io/helm-charts',
    version,
    namespace: monitoringNamespace,
    // node-exporter takes the network and file systems of its node.
    podSecurity: 'privileged',
    values: chartValues(context, sizes),
    images,
    customResources,
    // prometheus-community/helm-charts charts/prometheus-node-exporter values.yaml: hostNetwork, service.port.
    hostPorts: [{ number: 9100, protocol: 'TCP', from: 'pods', purpose: 'metrics of the node' }],
    endpoints: chartEndpoints,
    secrets: grafanaSecrets(context),
    edges: grafanaEdges(context),
    after: foundationsOf(context),
    standIns: standInsOf(context, sizes),
    // Of the control plane and of what runs on every node.
    series: ['kube_', 'kubelet_', 'node_', 'container_', 'apiserver_'],
    purpose: 'metrics, alerts and dashboards',
  }
}

const overview: Dashboard = {
  title: 'LLMFlow overview',
  panels: [
    {
      title: 'Nodes ready',
      kind: 'stat',
      unit: 'short',
      queries: [
        {
          expression: 'sum(kube_node_status_condition{condition="Ready",status="true"})',
          legend: 'ready',
        },
      ],
    },
    {
      title: 'Targets without answer',
      kind: 'stat',
      unit: 'short',
      queries: [
        { expression: 'count(up{namespace=~"llmflow-.+"} == 0) or vector(0)', legend: 'down' },
      ],
    },
    {
      title: 'Processor in use by node',
      kind: 'timeseries',
      unit: 'percentunit',
      queries: [
        {
          expression: '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m]))',
          legend: '{{instance}}',
        },
      ],
    },
  ],
}
