// Alerts for the etcd clusters of components: a member without a leader, and a data file near its quota.

import { seconds, type Alert } from '@llmflow/spec'
import { pascalCase } from '../../naming.js'

/** Alerts of one etcd cluster; `job` is its workload, which Prometheus knows as the job. */
export function etcdAlerts(component: string, job: string, quota: number): readonly Alert[] {
  const prefix = pascalCase(job)
  const limit = Math.floor(quota * 0.8)
  return [
    {
      name: `${prefix}WithoutLeader`,
      component,
      expression: `etcd_server_has_leader{job="${job}"} == 0`,
      for: seconds(60),
      severity: 'critical',
      summary: { en: 'An etcd member knows no leader', ko: 'etcd 구성원이 리더를 찾지 못합니다' },
      description: {
        en: `{{ $labels.instance }} of ${job} takes no writes`,
        ko: `${job}의 {{ $labels.instance }}에 쓰기가 되지 않습니다`,
      },
      tests: {
        trips: [{ series: `etcd_server_has_leader{job="${job}",instance="a"}`, values: '0x30' }],
        quiet: [{ series: `etcd_server_has_leader{job="${job}",instance="a"}`, values: '1x30' }],
      },
    },
    {
      name: `${prefix}AlmostFull`,
      component,
      expression: `etcd_mvcc_db_total_size_in_bytes{job="${job}"} > ${limit}`,
      for: seconds(600),
      severity: 'warning',
      summary: { en: 'An etcd nears its quota', ko: 'etcd 용량이 한도에 가깝습니다' },
      description: {
        en: `{{ $labels.instance }} of ${job} holds {{ $value | humanize1024 }}B; past its quota it refuses writes`,
        ko: `${job}의 {{ $labels.instance }}가 {{ $value | humanize1024 }}B를 쓰고 있습니다. 한도를 넘으면 쓰기가 거부됩니다`,
      },
      tests: {
        trips: [
          {
            series: `etcd_mvcc_db_total_size_in_bytes{job="${job}",instance="a"}`,
            values: `${limit + 1}x30`,
          },
        ],
        quiet: [
          {
            series: `etcd_mvcc_db_total_size_in_bytes{job="${job}",instance="a"}`,
            values: '1000000x30',
          },
        ],
      },
    },
  ]
}
