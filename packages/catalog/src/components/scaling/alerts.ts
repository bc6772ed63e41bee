// Alerts of scaling: triggers that cannot be read, so that replicas follow nothing.

import { seconds, type Alert } from '@llmflow/spec'

// Prometheus keeps `namespace` for the exporter's own, so the target's name tells what is meant.
const of = (values: string) => ({
  series:
    'keda_scaler_detail_errors_total{scaledObject="vllm-llama-3-1-8b",scaler="prometheusScaler"}',
  values,
})

export const scalingAlerts = (): readonly Alert[] => [
  {
    name: 'KedaTriggerFails',
    component: 'scaling',
    expression:
      'sum by (scaledObject, scaler) (increase(keda_scaler_detail_errors_total[10m])) > 3',
    for: seconds(600),
    severity: 'warning',
    summary: {
      en: 'Replicas follow nothing',
      ko: '자동 확장 기준을 읽지 못합니다',
    },
    description: {
      en: '{{ $labels.scaler }} of {{ $labels.scaledObject }} fails; its replicas stay as they are, whatever comes',
      ko: '{{ $labels.scaledObject }}의 {{ $labels.scaler }}에서 오류가 계속됩니다. 부하와 상관없이 복제본 수가 그대로 유지됩니다',
    },
    tests: { trips: [of('0+2x60')], quiet: [of('5x60')] },
  },
]
