// The metrics of Velero that alerts, panels and people rely on.

import type { MetricFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'

export const veleroMetrics: MetricFacts = {
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
}
