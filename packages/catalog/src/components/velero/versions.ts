// What is known of each version of Velero.

import type { VersionFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'
import { noConfiguration } from '../../options.js'

export const veleroVersions: { readonly [version: string]: VersionFacts } = {
  '1.15.2': {
    version: '1.15.2',
    images: {},
    config: noConfiguration('a chart takes values, which LLMFlow computes from the plan'),
    source:
      'vmware-tanzu/helm-charts@velero-8.3.0 charts/velero/values.yaml, templates/; vmware-tanzu/velero-plugin-for-aws@v1.11.1 README.md (which plugin fits)',
    metrics: {
      source: 'vmware-tanzu/velero@v1.15.2 pkg/metrics/metrics.go',
      metrics: metricTable(
        [
          [
            'counter',
            'schedule',
            `velero_backup_attempt_total velero_backup_success_total velero_backup_partial_failure_total
            velero_backup_failure_total velero_backup_validation_failure_total
            velero_backup_deletion_attempt_total velero_backup_deletion_success_total
            velero_backup_deletion_failure_total velero_backup_warning_total velero_restore_attempt_total
            velero_restore_success_total velero_restore_partial_failure_total velero_restore_failed_total
            velero_restore_validation_failed_total`,
          ],
          [
            'gauge',
            'schedule',
            `velero_backup_tarball_size_bytes velero_backup_last_successful_timestamp
            velero_backup_items_total velero_backup_items_errors velero_backup_last_status`,
          ],
          ['gauge', '', 'velero_backup_total velero_restore_total'],
          ['histogram', 'schedule', 'velero_backup_duration_seconds'],
        ],
        {
          velero_backup_last_successful_timestamp: {
            unit: 'seconds',
            help: 'When the last backup without errors ended, as Unix time; nothing before the first.',
          },
          velero_backup_last_status: {
            help: '1 when the last backup ended well, and before the first too.',
          },
        },
      ),
    },
    life: [
      {
        subject: 'Velero 1.15.2',
        status: 'released',
        since: '2025-01-13',
        note: {
          en: 'takes a pattern such as tenant-* for the name of a namespace, as every version before 1.18 does',
          ko: '1.18 이전 버전과 마찬가지로 tenant-* 같은 패턴을 네임스페이스 이름 그대로 받아들입니다',
        },
        source: 'vmware-tanzu/velero@v1.15.2; changelogs/CHANGELOG-1.18.md',
      },
    ],
  },
}
