// What is known of each version of Harbor.

import type { VersionFacts } from '../../facts.js'
import { metricTable } from '../../metric-table.js'
import { noConfiguration } from '../../options.js'

export const harborVersions: { readonly [version: string]: VersionFacts } = {
  '2.12.2': {
    version: '2.12.2',
    images: {},
    config: noConfiguration('a chart takes values, which LLMFlow computes from the plan'),
    source: 'goharbor/harbor-helm@v1.16.2 values.yaml, templates/',
    metrics: {
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
    },
    life: [
      {
        subject: 'Harbor 2.12.2',
        status: 'released',
        since: '2025-01-16',
        note: {
          en: 'with the chart 1.16.2 of the same day',
          ko: '같은 날 차트 1.16.2와 함께 나왔습니다',
        },
        source: 'goharbor/harbor@v2.12.2; goharbor/harbor-helm@v1.16.2',
      },
    ],
  },
}
