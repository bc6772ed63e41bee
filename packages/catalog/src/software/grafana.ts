// What is known of Grafana: its images and what goes wrong with it.

import type { Problem } from '../problem.js'
import type { Software } from '../software.js'
import { any, setting } from './signs.js'

const source = 'grafana/grafana v10.2.3 Dockerfile, packaging/docker/run.sh'

const problems: readonly Problem[] = [
  {
    id: 'plugins-are-downloaded',
    severity: 'info',
    problem: {
      en: 'plugins are downloaded at every start, which fails in an air-gapped network',
      ko: '플러그인을 시작할 때마다 내려받으므로 폐쇄망에서는 실패합니다',
    },
    remedy: {
      en: 'build an image with the plugins, or remove those that Grafana already includes',
      ko: '플러그인을 넣은 이미지를 만들거나, Grafana에 이미 있는 것이라면 빼세요',
    },
    source: 'grafana/grafana v10.2.3 packaging/docker/run.sh',
    sign: any(setting('GF_INSTALL_PLUGINS'), setting('GF_PLUGINS_PREINSTALL')),
  },
]

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
  problems,
}
