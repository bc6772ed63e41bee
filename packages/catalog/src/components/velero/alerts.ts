// Alerts of copies of the cluster's objects: one that failed, and none for too long.

import { printDuration, seconds, type Alert, type Milliseconds } from '@llmflow/spec'
import { backupTargetOf } from '../../backup.js'
import type { Context } from '../../component.js'
import { intervalOf } from './schedules.js'

const failure = 'velero_backup_failure_total{schedule="velero-configuration"}'
const partial = 'velero_backup_partial_failure_total{schedule="velero-configuration"}'
const success = 'velero_backup_last_successful_timestamp{schedule="velero-configuration"}'

/** Nothing is copied without a place outside, so nothing can be late. */
export function veleroAlerts(context: Context): readonly Alert[] {
  return backupTargetOf(context) === undefined ? [] : [failed, lateAfter(intervalOf(context))]
}

const increase = (metric: string): string =>
  `sum by (schedule) (increase(${metric}{schedule!=""}[6h]))`

const failed: Alert = {
  name: 'VeleroBackupFailed',
  component: 'velero',
  expression: `${increase('velero_backup_failure_total')} + ${increase('velero_backup_partial_failure_total')} > 0`,
  for: seconds(300),
  severity: 'warning',
  summary: {
    en: 'A copy of the cluster’s objects failed',
    ko: '클러스터 오브젝트 백업에 실패했습니다',
  },
  description: {
    en: '{{ $labels.schedule }} ended with errors in the last six hours; see velero backup logs',
    ko: '최근 6시간 동안 {{ $labels.schedule }} 백업에 오류가 있었습니다. velero backup logs를 확인하세요',
  },
  tests: {
    trips: [
      { series: failure, values: '0x20 1x100' },
      { series: partial, values: '0x120' },
    ],
    quiet: [
      { series: failure, values: '0x120' },
      { series: partial, values: '0x120' },
    ],
  },
}

/** The clock of the schedule is checked against the one that runs most often. */
function lateAfter(every: Milliseconds): Alert {
  const limit = Math.floor((every * 2) / 1000)
  return {
    name: 'VeleroBackupLate',
    component: 'velero',
    expression: `time() - max(velero_backup_last_successful_timestamp{schedule="velero-configuration"}) > ${limit}`,
    for: seconds(900),
    severity: 'critical',
    summary: {
      en: 'The last good copy of the cluster’s objects is too old',
      ko: '마지막 정상 백업이 너무 오래되었습니다',
    },
    description: {
      en: `The last copy without errors is {{ $value | humanizeDuration }} old; one is due every ${printDuration(every)}`,
      ko: `마지막 정상 백업 이후 {{ $value | humanizeDuration }}가 지났습니다. 백업 주기는 ${printDuration(every)}입니다`,
    },
    tests: {
      trips: [{ series: success, values: `-${limit * 2}x120` }],
      quiet: [{ series: success, values: '0x120' }],
    },
  }
}
