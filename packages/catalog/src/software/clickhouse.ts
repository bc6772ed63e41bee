// What is known of ClickHouse: its images, and where it serves metrics.

import { clickhouseMetrics } from '../components/langfuse/metrics.js'
import type { Software } from '../software.js'

const source =
  'ClickHouse/ClickHouse docker/server; docker-library/official-images library/clickhouse'

export const clickhouse: Software = {
  name: 'clickhouse',
  title: 'ClickHouse',
  images: [
    { repository: 'docker.io/library/clickhouse', part: 'clickhouse', source },
    { repository: 'docker.io/clickhouse/clickhouse-server', part: 'clickhouse', source },
  ],
  versions: [
    {
      version: '25.8.24.21',
      source,
      metrics: clickhouseMetrics,
      metricsEndpoint: {
        port: 9363,
        path: '/metrics',
        needs: {
          en: 'a section prometheus with a port in its configuration',
          ko: '설정의 prometheus 항목에 port 지정',
        },
        source: 'ClickHouse/ClickHouse programs/server/config.xml',
      },
    },
  ],
}
