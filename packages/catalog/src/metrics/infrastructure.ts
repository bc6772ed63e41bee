// What is known of the series of what lies under the platform: network, volumes, registry and backups of objects.

import { ciliumMetrics } from '../components/cilium/metrics.js'
import { harborMetrics } from '../components/harbor/metrics.js'
import { longhornMetrics } from '../components/longhorn/metrics.js'
import { cloudNativeMetrics } from '../components/postgresql/metrics.js'
import { aggregatorMetrics } from '../components/prometheus-adapter/metrics.js'
import { cephMetrics } from '../components/rook-ceph/metrics.js'
import { veleroMetrics } from '../components/velero/metrics.js'
import type { Exporter } from './exporter.js'

/** No list holds every name, so a name that is not listed is not called wrong. */
export const infrastructureExporters: readonly Exporter[] = [
  {
    software: 'cilium',
    title: 'Cilium',
    prefixes: ['cilium_'],
    releases: [{ from: '1.15', to: '1.15', metrics: ciliumMetrics }],
  },
  {
    software: 'velero',
    title: 'Velero',
    prefixes: ['velero_'],
    releases: [{ from: '1.15', to: '1.15', metrics: veleroMetrics }],
  },
  {
    software: 'harbor',
    title: 'Harbor',
    prefixes: ['harbor_'],
    releases: [{ from: '2.12', to: '2.12', metrics: harborMetrics }],
  },
  {
    software: 'ceph',
    title: 'Ceph',
    prefixes: ['ceph_'],
    releases: [{ from: '19.2', to: '19.2', metrics: cephMetrics }],
  },
  {
    software: 'longhorn',
    title: 'Longhorn',
    prefixes: ['longhorn_'],
    releases: [{ from: '1.7', to: '1.7', metrics: longhornMetrics }],
  },
  {
    software: 'cloudnative-pg',
    title: 'CloudNativePG',
    prefixes: ['cnpg_'],
    releases: [{ from: '1.25', to: '1.25', metrics: cloudNativeMetrics }],
  },
  {
    software: 'kube-apiserver',
    title: 'Kubernetes API server',
    prefixes: ['aggregator_'],
    releases: [{ from: '1.29', to: '1.29', metrics: aggregatorMetrics }],
  },
]
