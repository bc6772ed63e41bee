// What is known of OpenSearch as a program: its images, its Dashboards and the exporter that people put beside it.

import { opensearchVersions } from '../components/opensearch/versions.js'
import type { Software } from '../software.js'
import { versionsOf } from './settings.js'

const source = 'opensearch-project/opensearch-build docker/release'

export const opensearch: Software = {
  name: 'opensearch',
  title: 'OpenSearch',
  images: [
    {
      repository: 'docker.io/opensearchproject/opensearch',
      part: 'opensearch',
      programs: ['bash', 'curl', 'opensearch', 'java'],
      source,
    },
    { repository: 'docker.io/opensearchproject/opensearch-dashboards', part: 'dashboards', source },
    {
      repository: 'quay.io/prometheuscommunity/elasticsearch-exporter',
      part: 'exporter',
      source: 'prometheus-community/elasticsearch_exporter@v1.8.0 README.md',
    },
  ],
  versions: versionsOf(opensearchVersions),
}
