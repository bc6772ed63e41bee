// What is known of APISIX as a program: its image, its settings by version and what goes wrong with it.

import { apisixVersions } from '../components/apisix/versions.js'
import { config312 } from '../components/apisix/options.js'
import type { Problem } from '../problem.js'
import type { Software, SoftwareVersion } from '../software.js'
import { advisingEnvironment, versionsOf } from './settings.js'
import {
  all,
  any,
  elsewhere,
  form,
  image,
  item,
  mount,
  noMount,
  runs,
  setting,
  unset,
  unsetInValues,
} from './signs.js'

const source = 'apache/apisix-docker e0a2c51; apache/apisix 3.8.0 conf/config-default.yaml'

/** What is known not to be read; `plugins` is read, though LLMFlow keeps it for itself. */
const config = {
  ...config312,
  options: config312.options.filter(({ name, read }) => !read && name !== 'plugins'),
}

const server: Partial<SoftwareVersion> = {
  config,
  metricsEndpoint: {
    port: 9091,
    path: '/apisix/prometheus/metrics',
    needs: {
      en: 'the prometheus plugin, and plugin_attr.prometheus.export_addr.ip other than the default 127.0.0.1',
      ko: 'prometheus 플러그인과, 기본값 127.0.0.1이 아닌 plugin_attr.prometheus.export_addr.ip',
    },
    source: 'apache/apisix 3.8.0 conf/config-default.yaml',
  },
}

const problems: readonly Problem[] = [
  {
    id: 'plugin-list-replaces-the-defaults',
    severity: 'warning',
    problem: {
      en: 'a plugin list replaces the whole default list of APISIX, and this one leaves out proxy-rewrite and others',
      ko: '플러그인 목록을 쓰면 APISIX의 기본 목록 전체가 대체되며, 이 목록에는 proxy-rewrite 등이 빠져 있습니다',
    },
    remedy: {
      en: 'start from the default list and add to it, or remove the list',
      ko: '기본 목록을 모두 적고 추가하거나, 목록을 쓰지 마세요',
    },
    source: 'apache/apisix 3.8.0 apisix/cli/file.lua merge_conf, conf/config-default.yaml',
    sign: setting('plugins', { matches: '^(?!(.*,)?proxy-rewrite(,|$))' }),
  },
  {
    id: 'metrics-on-loopback',
    severity: 'warning',
    problem: {
      en: 'by default the prometheus plugin listens on 127.0.0.1:9091, where nothing outside can scrape it',
      ko: 'prometheus 플러그인은 기본으로 127.0.0.1:9091에서만 응답하므로 외부에서 수집할 수 없습니다',
    },
    remedy: {
      en: 'set plugin_attr.prometheus.export_addr.ip to 0.0.0.0',
      ko: 'plugin_attr.prometheus.export_addr.ip를 0.0.0.0으로 지정하세요',
    },
    source: 'apache/apisix 3.8.0 conf/config-default.yaml',
    sign: all(
      item('plugins', 'prometheus'),
      unsetInValues(
        'plugin_attr.prometheus.export_addr',
        'export_addr',
        'export_addr.ip',
        'prometheus.enabled',
        'metrics.enabled',
        'serviceMonitor.enabled',
      ),
    ),
  },
  {
    id: 'routes-file-not-read',
    severity: 'error',
    problem: {
      en: 'apisix.yaml is read only in standalone mode, but here APISIX looks for etcd on 127.0.0.1',
      ko: 'apisix.yaml은 standalone 모드에서만 읽히며, 이 설정에서는 127.0.0.1의 etcd를 찾습니다',
    },
    remedy: {
      en: 'set APISIX_STAND_ALONE=true, or add a config.yaml with deployment.role data_plane and config_provider yaml',
      ko: 'APISIX_STAND_ALONE=true를 지정하거나, deployment.role이 data_plane이고 config_provider가 yaml인 config.yaml을 넣으세요',
    },
    source: 'apache/apisix 3.8.0 docs/en/latest/deployment-modes.md, conf/config-default.yaml',
    sign: all(
      runs,
      mount('/conf/apisix[.]yaml$'),
      noMount('/conf(/config[.]yaml)?/?$'),
      unset('APISIX_STAND_ALONE'),
    ),
  },
  {
    id: 'routes-file-needs-its-mode',
    severity: 'info',
    problem: {
      en: 'apisix.yaml is read only if config.yaml sets deployment.role data_plane and config_provider yaml, and config.yaml is not among these files',
      ko: 'apisix.yaml은 config.yaml에 deployment.role: data_plane, config_provider: yaml이 있어야 읽히는데, config.yaml이 이 파일들에 없습니다',
    },
    remedy: {
      en: 'check config.yaml, and that apisix.yaml ends with #END',
      ko: 'config.yaml의 내용과, apisix.yaml이 #END로 끝나는지 확인하세요',
    },
    source: 'apache/apisix 3.8.0 docs/en/latest/deployment-modes.md',
    sign: all(
      form('compose'),
      mount('/conf/apisix[.]yaml$'),
      mount('/conf/config[.]yaml$'),
      unset('APISIX_STAND_ALONE'),
    ),
  },
]

/** The first minor of 3 with a plugin, and the minors before it as a regular expression. */
type Later = { readonly minor: number; readonly before: string }

/** The version stands with an image, and the list of plugins in values or a file of its own. */
const laterPlugins = ({ minor, before }: Later, ...names: readonly string[]): Problem => {
  const isOlder = image({ tag: `^(2[.]|3[.](${before})([.-]|$))` })
  return {
    id: `plugin-of-3-${minor}`,
    severity: 'warning',
    problem: {
      en: `the version that runs here has no such plugin, which came with 3.${minor}, and refuses routes that use it`,
      ko: `3.${minor}에 추가된 플러그인이라 여기서 실행하는 버전에는 없으며, 이를 쓰는 라우트는 거부됩니다`,
    },
    remedy: {
      en: `use APISIX 3.${minor} or later, or remove the plugin`,
      ko: `APISIX 3.${minor} 이상을 쓰거나 플러그인을 빼세요`,
    },
    source: 'apache/apisix 3.8.0, 3.11.0 and 3.12.0 apisix/plugins/; 3.8.0 apisix/plugin.lua',
    sign: all(item('plugins', ...names), any(isOlder, elsewhere(isOlder))),
  }
}

const later: readonly Problem[] = [
  laterPlugins({ minor: 11, before: '[0-9]|10' }, 'ai-proxy'),
  laterPlugins(
    { minor: 12, before: '[0-9]|1[01]' },
    'ai-rate-limiting',
    'ai-proxy-multi',
    'ai-rag',
    'ai-prompt-guard',
    'ai-aws-content-moderation',
  ),
]

export const apisix: Software = {
  name: 'apisix',
  title: 'Apache APISIX',
  images: [{ repository: 'docker.io/apache/apisix', part: 'gateway', source }],
  configurationPaths: ['/apisix/conf/config[.]yaml$'],
  versions: [
    ...versionsOf(apisixVersions, server).map((version) =>
      advisingEnvironment(version, {
        ADMIN_KEY: 'deployment.admin.admin_key in config.yaml',
      }),
    ),
    { version: '3.8.0', source: 'apache/apisix 3.8.0', ...server },
  ],
  problems: [...problems, ...later],
}
