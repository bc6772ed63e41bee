// Alerts of Unstructured. It exports no metrics, so the cluster's view of its pods is watched.

import { seconds, type Alert } from '@llmflow/spec'

const reason = 'kube_pod_container_status_last_terminated_reason'
const restarts = 'kube_pod_container_status_restarts_total'
const pods = 'namespace="llmflow-system",pod=~"unstructured-.+"'

/** The server's own guard watches the host's memory, so its limit is met as an OOM kill. */
export function unstructuredAlerts(): readonly Alert[] {
  return [
    {
      name: 'DocumentParserOutOfMemory',
      component: 'unstructured',
      expression: `max by (pod) (${reason}{${pods},reason="OOMKilled"}) > 0 and on (pod) max by (pod) (increase(${restarts}{${pods}}[30m])) > 0`,
      for: seconds(0),
      severity: 'warning',
      summary: {
        en: 'The document parser ran out of memory',
        ko: '문서 파서의 메모리가 부족했습니다',
      },
      description: {
        en: '{{ $labels.pod }} was killed at its memory limit; documents in work must be sent again',
        ko: '{{ $labels.pod }}이(가) 메모리 한도에서 종료되었습니다. 처리 중이던 문서는 다시 보내야 합니다',
      },
      tests: {
        trips: [
          {
            series: `${reason}{namespace="llmflow-system",pod="unstructured-a",reason="OOMKilled"}`,
            values: '1x40',
          },
          {
            series: `${restarts}{namespace="llmflow-system",pod="unstructured-a"}`,
            values: '0+1x40',
          },
        ],
        quiet: [
          {
            series: `${reason}{namespace="llmflow-system",pod="unstructured-a",reason="OOMKilled"}`,
            values: '1x40',
          },
          {
            series: `${restarts}{namespace="llmflow-system",pod="unstructured-a"}`,
            values: '1x40',
          },
        ],
      },
    },
  ]
}
