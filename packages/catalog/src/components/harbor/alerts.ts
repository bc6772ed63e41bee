// Alerts of the registry: parts that are down, and work that nobody takes.

import { seconds, type Alert } from '@llmflow/spec'

const of = (series: string, value: number) => ({ series, values: `${value}x60` })
const up = 'harbor_up{component="registry"}'
const latency = 'harbor_task_queue_latency{type="GARBAGE_COLLECTION"}'

export const harborAlerts = (): readonly Alert[] => [
  {
    name: 'HarborPartDown',
    component: 'harbor',
    expression: 'min by (component) (harbor_up) == 0',
    for: seconds(300),
    severity: 'critical',
    summary: {
      en: 'A part of the registry is down',
      ko: '레지스트리의 일부가 동작하지 않습니다',
    },
    description: {
      en: '{{ $labels.component }} does not answer; pods that start on a node without their image stay away',
      ko: '{{ $labels.component }}이(가) 응답하지 않습니다. 이미지가 없는 노드에서는 새 파드가 시작되지 않습니다',
    },
    tests: { trips: [of(up, 0)], quiet: [of(up, 1)] },
  },
  {
    name: 'HarborTasksWait',
    component: 'harbor',
    expression: 'max by (type) (harbor_task_queue_latency) > 3600',
    for: seconds(900),
    severity: 'warning',
    summary: { en: 'Tasks of the registry wait', ko: '레지스트리 작업이 밀려 있습니다' },
    description: {
      en: 'The oldest task {{ $labels.type }} has waited for {{ $value | humanizeDuration }}; the disk fills while garbage collection waits',
      ko: '가장 오래된 {{ $labels.type }} 작업이 {{ $value | humanizeDuration }} 동안 대기 중입니다. 가비지 컬렉션이 밀리면 디스크가 찹니다',
    },
    tests: { trips: [of(latency, 7200)], quiet: [of(latency, 30)] },
  },
]
