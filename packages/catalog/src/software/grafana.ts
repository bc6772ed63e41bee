// What is known of Grafana: its images and what goes wrong with it.

import type { Software } from '../software.js'

const source = 'grafana/grafana v10.2.3 Dockerfile, packaging/docker/run.sh'

export const grafana: Software = {
  name: 'grafana',
  title: 'Grafana',
  images: [
    { repository: 'docker.io/grafana/grafana', part: 'server', source },
    { repository: 'docker.io/grafana/grafana-oss', part: 'server', source },
    { repository: 'docker.io/grafana/grafana-enterprise', part: 'server', source },
  ],
  versions: ['11.4.1', '10.2.3'].map((version) => ({
    version,
    source: `grafana/grafana v${version}`,
    metricsEndpoint: { port: 3000, path: '/metrics', source: `grafana/grafana v${version}` },
  })),
}
