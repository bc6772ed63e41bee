// What is known of APISIX as a program: its image, its settings by version and what goes wrong with it.

import { apisixVersions } from '../components/apisix/versions.js'
import type { Software, SoftwareVersion } from '../software.js'
import { advisingEnvironment, versionsOf } from './settings.js'

const source = 'apache/apisix-docker e0a2c51; apache/apisix 3.8.0 conf/config-default.yaml'

const server: Partial<SoftwareVersion> = {
  metricsEndpoint: {
    port: 9091,
    path: '/apisix/prometheus/metrics',
    needs: {
      en: 'the plugin prometheus, and plugin_attr.prometheus.export_addr.ip other than the default 127.0.0.1',
      ko: 'prometheus 플러그인과, 기본값 127.0.0.1이 아닌 plugin_attr.prometheus.export_addr.ip',
    },
    source: 'apache/apisix 3.8.0 conf/config-default.yaml',
  },
}

export const apisix: Software = {
  name: 'apisix',
  title: 'Apache APISIX',
  images: [{ repository: 'docker.io/apache/apisix', part: 'gateway', source }],
  versions: [
    ...versionsOf(apisixVersions, server).map((version) =>
      advisingEnvironment(version, {
        ADMIN_KEY: 'deployment.admin.admin_key in config.yaml',
      }),
    ),
    { version: '3.8.0', source: 'apache/apisix 3.8.0', ...server },
  ],
}
