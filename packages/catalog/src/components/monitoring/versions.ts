// What is known of the monitoring chart and of what it brings, at each version.

import type { VersionFacts } from '../../facts.js'
import { released } from '../../life.js'
import { noConfiguration } from '../../options.js'
import { metrics202501 } from './metrics.js'

/** The chart of a version and what it brings. */
type ChartFacts = {
  readonly version: string
  readonly images: readonly string[]
  readonly customResources: readonly string[]
}

export const monitoringVersions: { readonly [version: string]: VersionFacts } = {
  '2025.01': {
    version: '2025.01',
    life: [
      released(
        'kube-prometheus-stack 68.4.4',
        '2025-01-31',
        'prometheus-community/helm-charts kube-prometheus-stack-68.4.4 (ac6165ce6)',
      ),
    ],
    images: {
      blackbox: {
        repository: 'quay.io/prometheus/blackbox-exporter',
        tag: 'v0.25.0',
        asks: 'wget',
      },
      machines: { repository: 'quay.io/prometheus/node-exporter', tag: 'v1.8.2' },
    },
    source:
      'prometheus-community/helm-charts@kube-prometheus-stack-68.4.4; prometheus/blackbox_exporter@v0.25.0',
    config: noConfiguration('a chart takes values, which LLMFlow computes from the plan'),
    metrics: metrics202501,
  },
}

const chart202501: ChartFacts = {
  version: '68.4.4',
  images: [
    'quay.io/prometheus-operator/prometheus-operator:v0.79.2',
    'quay.io/prometheus-operator/prometheus-config-reloader:v0.79.2',
    'quay.io/prometheus/prometheus:v3.1.0',
    'quay.io/prometheus/alertmanager:v0.28.0',
    'quay.io/prometheus/node-exporter:v1.8.2',
    'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.14.0',
    'registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.5.1',
    'docker.io/grafana/grafana:11.4.1',
    'quay.io/kiwigrid/k8s-sidecar:1.28.0',
  ],
  customResources: [
    'alertmanagerconfigs',
    'alertmanagers',
    'podmonitors',
    'probes',
    'prometheusagents',
    'prometheuses',
    'prometheusrules',
    'scrapeconfigs',
    'servicemonitors',
    'thanosrulers',
  ].map((name) => `${name}.monitoring.coreos.com`),
}

/** The chart of the enabled version; there is one so far. */
export const chartOf = (_version: string): ChartFacts => chart202501
