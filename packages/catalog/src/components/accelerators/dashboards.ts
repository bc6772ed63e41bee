// Panels of GPUs.

import type { Dashboard, Panel } from '@llmflow/spec'

const panel = (title: string, unit: Panel['unit'], expression: string): Panel => ({
  title,
  kind: 'timeseries',
  unit,
  queries: [{ expression, legend: '{{Hostname}} {{gpu}}' }],
})

export function acceleratorDashboards(): { readonly [name: string]: Dashboard } {
  return {
    'gpu-metrics': {
      title: 'GPUs',
      panels: [
        panel('Utilization', 'percent', 'DCGM_FI_DEV_GPU_UTIL'),
        panel(
          'Memory in use',
          'percentunit',
          'DCGM_FI_DEV_FB_USED / (DCGM_FI_DEV_FB_USED + DCGM_FI_DEV_FB_FREE)',
        ),
        panel('Tensor cores at work', 'percentunit', 'DCGM_FI_PROF_PIPE_TENSOR_ACTIVE'),
        panel('Power in watts', 'short', 'DCGM_FI_DEV_POWER_USAGE'),
        panel('Temperature in °C', 'short', 'DCGM_FI_DEV_GPU_TEMP'),
        panel('Last XID error', 'short', 'DCGM_FI_DEV_XID_ERRORS'),
      ],
    },
    'llmflow-overview': {
      title: 'LLMFlow overview',
      panels: [
        {
          title: 'GPUs at work',
          kind: 'stat',
          unit: 'percent',
          queries: [{ expression: 'avg(DCGM_FI_DEV_GPU_UTIL)', legend: 'mean' }],
        },
      ],
    },
  }
}
