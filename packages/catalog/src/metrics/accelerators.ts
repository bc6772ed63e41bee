// What is known of the series of dcgm-exporter: those of its shipped lists, and those that it can be told to export.

import { dcgmMetrics } from '../components/accelerators/metrics.js'
import type { MetricFact } from '../facts.js'
import { metricTable } from '../metric-table.js'
import type { Exporter } from './exporter.js'

const labels =
  'gpu UUID pci_bus_id device modelName Hostname container namespace pod DCGM_FI_DRIVER_VERSION GPU_I_PROFILE GPU_I_ID'

/** Utilisation counts to 100, the shares of the profiling fields to 1. */
function withUnit(metric: MetricFact): MetricFact {
  const unit = metric.name.endsWith('_UTIL')
    ? ('percent' as const)
    : /^DCGM_FI_PROF_.*_(ACTIVE|OCCUPANCY)$/.test(metric.name)
      ? ('ratio' as const)
      : metric.unit
  return { ...metric, labels: labels.split(' '), ...(unit === undefined ? {} : { unit }) }
}

export const dcgmExporter: Exporter = {
  software: 'dcgm-exporter',
  title: 'DCGM exporter',
  prefixes: ['DCGM_FI_'],
  releases: [
    {
      from: '3.3',
      to: '4.8',
      metrics: {
        ...dcgmMetrics,
        isComplete: true,
        metrics: dcgmMetrics.metrics.map(withUnit),
      },
    },
  ],
  past: metricTable([['gauge', labels, 'DCGM_FI_DEV_FB_RESERVED']]).map((metric) => ({
    metric: { ...metric, unit: 'mebibytes' },
    source: 'NVIDIA/dcgm-exporter@4.3.1-4.4.0 etc/default-counters.csv',
  })),
  listedBy: {
    en: 'its list of counters (`DCGM_EXPORTER_COLLECTORS`) names it, and no list shipped with it does',
    ko: '카운터 목록(`DCGM_EXPORTER_COLLECTORS`)에 적어야 하며, 함께 배포되는 목록에는 없습니다',
  },
  partialLabels: {
    gpu: ['Hostname', 'hostname', 'instance', 'node', 'UUID', 'pod', 'device_uuid'],
  },
}
