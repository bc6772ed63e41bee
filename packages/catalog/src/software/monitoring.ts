// What is known of the programs that watch: Prometheus, Alertmanager, Grafana, Loki and common exporters.

import { lokiVersions } from '../components/loki/versions.js'
import type { Software, SoftwareImage } from '../software.js'
import { versionsOf } from './settings.js'

const docs = (project: string): string => `${project} README.md, Dockerfile`

const image = (repository: string, project: string, part = 'server'): SoftwareImage => ({
  repository,
  part,
  source: docs(project),
})

export const prometheus: Software = {
  name: 'prometheus',
  title: 'Prometheus',
  images: [
    image('quay.io/prometheus/prometheus', 'prometheus/prometheus'),
    image('docker.io/prom/prometheus', 'prometheus/prometheus'),
  ],
  versions: [
    { version: '3.1.0', source: 'prometheus/prometheus v3.1.0' },
    { version: '2.48.0', source: 'prometheus/prometheus v2.48.0' },
  ].map((version) => ({
    ...version,
    metricsEndpoint: { port: 9090, path: '/metrics', source: version.source },
  })),
}

export const alertmanager: Software = {
  name: 'alertmanager',
  title: 'Alertmanager',
  images: [
    image('quay.io/prometheus/alertmanager', 'prometheus/alertmanager'),
    image('docker.io/prom/alertmanager', 'prometheus/alertmanager'),
  ],
  versions: [
    {
      version: '0.28.0',
      source: 'prometheus/alertmanager v0.28.0',
      metricsEndpoint: {
        port: 9093,
        path: '/metrics',
        source: 'prometheus/alertmanager v0.28.0',
      },
    },
  ],
}

export const loki: Software = {
  name: 'loki',
  title: 'Loki',
  images: [image('docker.io/grafana/loki', 'grafana/loki')],
  versions: [...versionsOf(lokiVersions), { version: '3.0.0', source: 'grafana/loki v3.0.0' }].map(
    (version) => ({
      ...version,
      metricsEndpoint: { port: 3100, path: '/metrics', source: 'grafana/loki v3.0.0' },
    }),
  ),
}

export const nodeExporter: Software = {
  name: 'node-exporter',
  title: 'node_exporter',
  aliases: ['prometheus-node-exporter'],
  images: [
    image('quay.io/prometheus/node-exporter', 'prometheus/node_exporter', 'exporter'),
    image('docker.io/prom/node-exporter', 'prometheus/node_exporter', 'exporter'),
  ],
  versions: [
    {
      version: '1.8.2',
      source: 'prometheus/node_exporter v1.8.2',
      metricsEndpoint: {
        port: 9100,
        path: '/metrics',
        source: 'prometheus/node_exporter v1.8.2 README.md',
      },
    },
  ],
}

export const kubeStateMetrics: Software = {
  name: 'kube-state-metrics',
  title: 'kube-state-metrics',
  images: [
    image(
      'registry.k8s.io/kube-state-metrics/kube-state-metrics',
      'kubernetes/kube-state-metrics',
      'exporter',
    ),
  ],
  versions: [
    {
      version: '2.14.0',
      source: 'kubernetes/kube-state-metrics v2.14.0',
      metricsEndpoint: {
        port: 8080,
        // Its own metrics, apart from those of the cluster.
        otherPorts: [8081],
        path: '/metrics',
        source: 'kubernetes/kube-state-metrics v2.14.0 README.md',
      },
    },
  ],
}

export const blackboxExporter: Software = {
  name: 'blackbox-exporter',
  title: 'blackbox_exporter',
  images: [
    image('quay.io/prometheus/blackbox-exporter', 'prometheus/blackbox_exporter', 'exporter'),
    image('docker.io/prom/blackbox-exporter', 'prometheus/blackbox_exporter', 'exporter'),
  ],
  versions: [{ version: '0.25.0', source: 'prometheus/blackbox_exporter v0.25.0' }],
}

export const dcgmExporter: Software = {
  name: 'dcgm-exporter',
  title: 'DCGM exporter',
  aliases: ['nvidia-dcgm-exporter', 'dcgm'],
  images: [image('nvcr.io/nvidia/k8s/dcgm-exporter', 'NVIDIA/dcgm-exporter', 'exporter')],
  scrapes: [
    {
      by: 'GPU Operator',
      kind: 'PodMonitor',
      selector: 'app=nvidia-dcgm-exporter',
      port: 'metrics',
      source: 'NVIDIA/gpu-operator v24.9.1 assets/state-dcgm-exporter/0900_daemonset.yaml',
    },
    {
      by: 'GPU Operator',
      kind: 'ServiceMonitor',
      selector: 'app=nvidia-dcgm-exporter',
      port: 'gpu-metrics',
      source: 'NVIDIA/gpu-operator v24.9.1 assets/state-dcgm-exporter/0600_service.yaml',
    },
    {
      by: 'dcgm-exporter',
      kind: 'PodMonitor',
      selector: 'app.kubernetes.io/name=dcgm-exporter',
      port: 'metrics',
      source: 'NVIDIA/dcgm-exporter 3.3.9-3.6.1 deployment/templates/daemonset.yaml',
    },
  ],
  versions: [
    {
      version: '3.3.9-3.6.1',
      source: 'NVIDIA/dcgm-exporter 3.3.9-3.6.1 dcgm-exporter.yaml',
      metricsEndpoint: {
        port: 9400,
        path: '/metrics',
        source: 'NVIDIA/dcgm-exporter 3.3.9-3.6.1 dcgm-exporter.yaml',
      },
    },
  ],
}
