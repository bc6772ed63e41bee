// Alerts of GPUs: faults that need a hand, memory that runs out, heat.

import { seconds, type Alert } from '@llmflow/spec'

const labels = '{gpu="0",UUID="GPU-1",Hostname="n"}'
const of = (metric: string, value: number) => ({
  series: `${metric}${labels}`,
  values: `${value}x60`,
})

/** XIDs after which a GPU must be taken out: memory faults, NVLink, and a GPU that fell off the bus. */
const fatal = [48, 64, 74, 79, 95]

const rules: readonly (Omit<Alert, 'component' | 'for'> & {
  readonly minutes: number
})[] = [
  {
    name: 'GpuFault',
    expression: fatal.map((xid) => `DCGM_FI_DEV_XID_ERRORS == ${xid}`).join(' or '),
    minutes: 1,
    severity: 'critical',
    summary: { en: 'A GPU is faulty', ko: 'GPU에 장애가 발생했습니다' },
    description: {
      en: 'XID {{ $value }} on GPU {{ $labels.gpu }} of {{ $labels.Hostname }}: drain the node and have the GPU checked',
      ko: '{{ $labels.Hostname }}의 GPU {{ $labels.gpu }}에서 XID {{ $value }} 오류가 났습니다. 노드를 비우고 GPU를 점검하세요',
    },
    tests: { trips: [of('DCGM_FI_DEV_XID_ERRORS', 79)], quiet: [of('DCGM_FI_DEV_XID_ERRORS', 43)] },
  },
  {
    name: 'GpuError',
    expression: 'DCGM_FI_DEV_XID_ERRORS > 0',
    minutes: 1,
    severity: 'warning',
    summary: { en: 'A GPU reported an error', ko: 'GPU 오류가 보고되었습니다' },
    description: {
      en: 'XID {{ $value }} on GPU {{ $labels.gpu }} of {{ $labels.Hostname }}; many of them come from the program',
      ko: '{{ $labels.Hostname }}의 GPU {{ $labels.gpu }}에서 XID {{ $value }} 오류가 났습니다. 프로그램 때문에 생기는 오류도 많습니다',
    },
    tests: { trips: [of('DCGM_FI_DEV_XID_ERRORS', 43)], quiet: [of('DCGM_FI_DEV_XID_ERRORS', 0)] },
  },
  {
    name: 'GpuRowRemapFailed',
    expression: 'DCGM_FI_DEV_ROW_REMAP_FAILURE > 0',
    minutes: 1,
    severity: 'critical',
    summary: { en: 'Memory of a GPU is worn out', ko: 'GPU 메모리를 더는 복구할 수 없습니다' },
    description: {
      en: 'GPU {{ $labels.gpu }} of {{ $labels.Hostname }} has no rows left to replace faulty ones',
      ko: '{{ $labels.Hostname }}의 GPU {{ $labels.gpu }}에 불량 행을 대체할 예비 행이 남아 있지 않습니다',
    },
    tests: {
      trips: [of('DCGM_FI_DEV_ROW_REMAP_FAILURE', 1)],
      quiet: [of('DCGM_FI_DEV_ROW_REMAP_FAILURE', 0)],
    },
  },
  {
    // vLLM takes its share at its start, so only what lies above any share tells something.
    name: 'GpuMemoryAlmostFull',
    expression: 'DCGM_FI_DEV_FB_USED / (DCGM_FI_DEV_FB_USED + DCGM_FI_DEV_FB_FREE) > 0.98',
    minutes: 10,
    severity: 'warning',
    summary: { en: 'Memory of a GPU is almost full', ko: 'GPU 메모리가 거의 찼습니다' },
    description: {
      en: '{{ $value | humanizePercentage }} of GPU {{ $labels.gpu }} of {{ $labels.Hostname }} is taken; the next request may fail',
      ko: '{{ $labels.Hostname }}의 GPU {{ $labels.gpu }} 메모리 사용률이 {{ $value | humanizePercentage }}입니다. 다음 요청이 실패할 수 있습니다',
    },
    tests: {
      trips: [of('DCGM_FI_DEV_FB_USED', 81_000), of('DCGM_FI_DEV_FB_FREE', 200)],
      quiet: [of('DCGM_FI_DEV_FB_USED', 73_000), of('DCGM_FI_DEV_FB_FREE', 8000)],
    },
  },
  {
    name: 'GpuHot',
    expression: 'DCGM_FI_DEV_GPU_TEMP > 85',
    minutes: 10,
    severity: 'warning',
    summary: { en: 'A GPU is hot', ko: 'GPU 온도가 높습니다' },
    description: {
      en: 'GPU {{ $labels.gpu }} of {{ $labels.Hostname }} has {{ $value }} °C and slows down soon',
      ko: '{{ $labels.Hostname }}의 GPU {{ $labels.gpu }} 온도가 {{ $value }}°C입니다. 곧 성능이 제한됩니다',
    },
    tests: { trips: [of('DCGM_FI_DEV_GPU_TEMP', 90)], quiet: [of('DCGM_FI_DEV_GPU_TEMP', 70)] },
  },
]

export function acceleratorAlerts(): readonly Alert[] {
  return rules.map(({ minutes, ...rule }) => ({
    ...rule,
    component: 'accelerators',
    for: seconds(minutes * 60),
  }))
}
