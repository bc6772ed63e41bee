// What is known of Milvus as a program: its image, its settings by version and what goes wrong with it.

import { milvusVersions } from '../components/milvus/versions.js'
import { milvusConfig } from '../components/milvus/options.js'
import type { Problem } from '../problem.js'
import type { Software, SoftwareVersion } from '../software.js'
import { versionsOf } from './settings.js'
import { all, any, command, setting, unset } from './signs.js'

const source = 'milvus-io/milvus 18c3cbe46 cmd/milvus/util.go, configs/milvus.yaml'

const server: Partial<SoftwareVersion> = {
  metricsEndpoint: { port: 9091, path: '/metrics', source },
}

const operator = 'zilliztech/milvus-operator v1.1.0 apis/milvus.io/v1beta1'

/** Parts that hold data in memory. */
const workers = ['queryNode', 'dataNode', 'indexNode', 'streamingNode', 'standalone'] as const

const problems: readonly Problem[] = [
  {
    id: 'index-coordinator-does-nothing',
    severity: 'warning',
    problem: {
      en: 'indexCoord does nothing, because dataCoord does its work',
      ko: 'indexCoord는 아무 일도 하지 않는 프로세스이며, 그 일은 dataCoord가 합니다',
    },
    remedy: { en: 'remove it', ko: '삭제하세요' },
    source: 'milvus-io/milvus 18c3cbe46 cmd/components/index_coord.go',
    since: '2.3',
    sign: any(setting('components.indexCoord'), command('milvus run indexcoord')),
  },
  {
    id: 'coordinators-apart',
    severity: 'info',
    problem: {
      en: 'each coordinator runs pods of its own, and all but one of them are on standby',
      ko: '코디네이터마다 파드를 따로 두지만, 하나를 뺀 나머지는 대기만 합니다',
    },
    remedy: {
      en: 'one mixCoord with two replicas does the same',
      ko: '레플리카가 2개인 mixCoord 하나로 같은 일을 할 수 있습니다',
    },
    source: `${operator}/components_types.go, milvus_webhook.go`,
    sign: any(
      setting('components.rootCoord'),
      setting('components.queryCoord'),
      setting('components.dataCoord'),
    ),
  },
  {
    id: 'no-memory-limit',
    severity: 'warning',
    problem: {
      en: 'this component has no memory limit, and Milvus takes memory up to what it sees',
      ko: '메모리 한도가 없습니다. Milvus는 보이는 만큼 메모리를 씁니다',
    },
    remedy: { en: 'set resources.limits.memory', ko: 'resources.limits.memory를 지정하세요' },
    source: `${operator}/components_types.go; milvus-io/milvus 18c3cbe46 pkg/util/hardware`,
    sign: any(
      ...workers.map((name) =>
        all(
          setting(`components.${name}`),
          setting(`components.${name}.resources`),
          unset(`components.${name}.resources.limits.memory`, 'components.resources.limits.memory'),
        ),
      ),
    ),
  },
]

export const milvus: Software = {
  name: 'milvus',
  title: 'Milvus',
  images: [{ repository: 'docker.io/milvusdb/milvus', part: 'milvus', source }],
  kinds: ['milvus.io/Milvus'],
  configurationPaths: ['/milvus/configs/(user|milvus)[.]yaml$'],
  versions: versionsOf(milvusVersions, { ...server, config: milvusConfig }),
  problems,
}
