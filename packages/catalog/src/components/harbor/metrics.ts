// The metrics of Harbor that alerts, panels and people rely on.

import type { MetricFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'

export const harborMetrics: MetricFacts = {
  source: 'goharbor/harbor@v2.12.2 src/pkg/exporter/',
  metrics: metricTable(
    [
      ['gauge', 'component', 'harbor_up'],
      ['gauge', 'type', 'harbor_task_queue_size harbor_task_queue_latency'],
      ['gauge', 'type pool', 'harbor_task_concurrency'],
      [
        'gauge',
        'project_name',
        'harbor_project_quota_usage_byte harbor_project_quota_byte harbor_project_member_total harbor_artifact_pulled',
      ],
      ['gauge', 'project_name public', 'harbor_project_repo_total'],
      [
        'gauge',
        '',
        'harbor_statistics_total_storage_consumption harbor_statistics_total_project_amount harbor_statistics_total_repo_amount',
      ],
    ],
    {
      harbor_up: { help: '1 for each part that answers.' },
      harbor_task_queue_latency: {
        unit: 'seconds',
        help: 'How long the next task of a kind has waited.',
      },
    },
  ),
}
