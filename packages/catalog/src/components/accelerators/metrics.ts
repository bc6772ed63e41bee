// The metrics of dcgm-exporter with the counters that the GPU operator configures.

import type { MetricFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'

const labels =
  'gpu UUID pci_bus_id device modelName Hostname container namespace pod DCGM_FI_DRIVER_VERSION'

export const dcgmMetrics: MetricFacts = {
  source:
    'NVIDIA/dcgm-exporter@3.3.9-3.6.1 etc/dcp-metrics-included.csv, pkg/dcgmexporter/expcollector.go',
  metrics: metricTable(
    [
      [
        'gauge',
        labels,
        `DCGM_FI_DEV_SM_CLOCK DCGM_FI_DEV_MEM_CLOCK DCGM_FI_DEV_MEMORY_TEMP DCGM_FI_DEV_GPU_TEMP
        DCGM_FI_DEV_POWER_USAGE DCGM_FI_DEV_GPU_UTIL DCGM_FI_DEV_MEM_COPY_UTIL DCGM_FI_DEV_ENC_UTIL
        DCGM_FI_DEV_DEC_UTIL DCGM_FI_DEV_XID_ERRORS DCGM_FI_DEV_FB_FREE DCGM_FI_DEV_FB_USED
        DCGM_FI_DEV_VGPU_LICENSE_STATUS DCGM_FI_DEV_ROW_REMAP_FAILURE DCGM_FI_PROF_GR_ENGINE_ACTIVE
        DCGM_FI_PROF_PIPE_TENSOR_ACTIVE DCGM_FI_PROF_DRAM_ACTIVE DCGM_FI_PROF_PCIE_TX_BYTES
        DCGM_FI_PROF_PCIE_RX_BYTES`,
      ],
      [
        'counter',
        labels,
        `DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION DCGM_FI_DEV_PCIE_REPLAY_COUNTER
        DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS
        DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS`,
      ],
    ],
    {
      DCGM_FI_DEV_GPU_UTIL: {
        unit: 'percent',
        help: 'Share of time in which the GPU worked, 0 to 100.',
      },
      DCGM_FI_DEV_FB_FREE: { unit: 'mebibytes', help: 'Memory of the GPU that is free.' },
      DCGM_FI_DEV_FB_USED: {
        unit: 'mebibytes',
        help: 'Memory of the GPU in use. There is no _FB_TOTAL.',
      },
      DCGM_FI_DEV_XID_ERRORS: { help: 'Number of the last XID error; 0 when there was none.' },
      DCGM_FI_DEV_GPU_TEMP: { help: 'Degrees Celsius.' },
      DCGM_FI_DEV_POWER_USAGE: { help: 'Watts.' },
      DCGM_FI_PROF_PIPE_TENSOR_ACTIVE: {
        unit: 'ratio',
        help: 'Share of cycles with tensor cores at work.',
      },
      DCGM_FI_DEV_ROW_REMAP_FAILURE: {
        help: '1 when a faulty row of memory could not be replaced.',
      },
    },
  ),
}
