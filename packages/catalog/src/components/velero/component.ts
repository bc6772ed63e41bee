// Velero: copies what the cluster says of itself to the object store outside, and chosen volumes with it.

import { mebibytes, printBytes, text, type Addon, type Bytes } from '@llmflow/spec'
import { foundationsOf } from '../../addon.js'
import { backupTargetOf } from '../../backup.js'
import type { Component, Context, SecretDeclaration, Store } from '../../component.js'
import { byDefault } from '../../part.js'
import { monitoringAddon } from '../monitoring/chart.js'
import { veleroAlerts } from './alerts.js'
import { volumesOf } from './schedules.js'
import { veleroSecret, veleroValues } from './values.js'
import { veleroVersions } from './versions.js'

const namespace = 'velero'

export const velero: Component = {
  name: 'velero',
  title: 'Velero',
  summary: {
    en: 'Copies the objects of the cluster, secrets too, to the object store outside; databases have backups of their own',
    ko: '시크릿을 포함한 클러스터 오브젝트를 외부 오브젝트 스토리지에 복사합니다. 데이터베이스는 자체 백업을 따로 씁니다',
  },
  topologies: ['server'],
  versions: veleroVersions,
  options: [
    {
      name: 'volumesOf',
      type: 'list',
      form: 'component',
      description: {
        en: 'Components whose volumes are copied file by file each day, by an agent with root on every node; none when left out, because the stores have consistent backups of their own',
        ko: '볼륨을 매일 파일 단위로 복사할 구성 요소 목록입니다. 모든 노드에서 root 권한 에이전트가 실행됩니다. 저장소에는 정합성이 보장되는 자체 백업이 있으므로 비워 두면 복사하지 않습니다',
      },
    },
    {
      name: 'dailyKeep',
      type: 'string',
      form: 'duration',
      default: '30d',
      description: {
        en: 'How long the copy of each night is kept, beside those that backup.stores.configuration asks for',
        ko: 'backup.stores.configuration에 지정한 사본과 별도로 매일 밤 만드는 사본의 보관 기간입니다',
      },
    },
  ],
  parts: () => [],
  needs: () => [],
  size: () => ({}),
  addons: (context) => [chart(context)],
  secrets: veleroSecrets,
  alerts: veleroAlerts,
  backups: [
    {
      store: 'configuration',
      method: {
        en: 'Velero copies the objects of the platform’s namespaces to the object store outside',
        ko: 'Velero가 플랫폼 네임스페이스의 오브젝트를 외부 오브젝트 스토리지에 복사합니다',
      },
    },
  ],
  stores: (context) => (backupTargetOf(context) === undefined ? [] : [configuration]),
  commands: () => [
    {
      purpose: { en: 'Backups and how they ended', ko: '백업 목록과 결과' },
      command: text`velero backup get`,
    },
    {
      purpose: { en: 'Restores and how they ended', ko: '복구 목록과 결과' },
      command: text`velero restore get`,
    },
    {
      purpose: {
        en: 'Whether the object store outside answers',
        ko: '외부 오브젝트 스토리지가 응답하는지 확인',
      },
      command: text`velero backup-location get`,
    },
  ],
}

const objectsSize: Bytes = mebibytes(256)

const configuration: Store = {
  name: 'configuration',
  addon: 'velero',
  method: {
    en: 'The objects of the cluster, from the copy outside. Not needed where etcd came back',
    ko: '외부 사본에서 클러스터 오브젝트를 복구합니다. etcd를 복구했다면 필요하지 않습니다',
  },
  bytes: byDefault(
    objectsSize,
    'objects of a few hundred kilobytes a namespace; LLMFlow’s own estimate',
    printBytes,
  ),
  after: ['etcd'],
  steps: [
    {
      purpose: {
        en: 'Wait until the object store outside is Available',
        ko: '외부 오브젝트 스토리지가 Available 상태인지 확인합니다',
      },
      command: text`velero backup-location get`,
    },
    {
      purpose: {
        en: 'Bring back what is missing from the last good copy; what is there already stays as it is',
        ko: '마지막 정상 사본에서 없는 오브젝트만 복구합니다. 이미 있는 오브젝트는 그대로 둡니다',
      },
      command: text`velero restore create --from-schedule velero-configuration --wait`,
    },
    {
      purpose: {
        en: 'Apply the rendered files again, so that nothing is older than the plan',
        ko: '렌더링한 파일을 다시 적용해 계획보다 오래된 설정이 남지 않게 합니다',
      },
      command: text`kubectl apply --server-side --kustomize kubernetes`,
    },
  ],
}

function veleroSecrets(context: Context): { readonly [name: string]: SecretDeclaration } {
  if (backupTargetOf(context) === undefined) return {}
  const purpose =
    'credentials file of AWS clients for the backup bucket: [default], aws_access_key_id=…, aws_secret_access_key=…'
  return {
    [veleroSecret]: {
      keys: { cloud: { format: 'given', length: 0, purpose } },
      purpose: 'Velero’s way into the object store outside the cluster',
    },
  }
}

function chart(context: Context): Addon {
  const hasAgent = volumesOf(context).length > 0
  return {
    name: 'velero',
    chart: 'velero',
    repository: 'https://vmware-tanzu.github.io/helm-charts',
    version: '8.3.0',
    namespace,
    // The agent reads the volumes of other pods from the node.
    podSecurity: hasAgent ? 'privileged' : 'restricted',
    values: veleroValues(context),
    images: [
      'docker.io/velero/velero:v1.15.2',
      'docker.io/velero/velero-plugin-for-aws:v1.11.1',
      ...(hasAgent ? ['docker.io/velero/velero-restore-helper:v1.15.2'] : []),
    ],
    customResources: [
      'backuprepositories',
      'backups',
      'backupstoragelocations',
      'datadownloads',
      'datauploads',
      'deletebackuprequests',
      'downloadrequests',
      'podvolumebackups',
      'podvolumerestores',
      'restores',
      'schedules',
      'serverstatusrequests',
      'volumesnapshotlocations',
    ].map((name) => `${name}.velero.io`),
    endpoints: {},
    secrets: backupTargetOf(context) === undefined ? [] : [veleroSecret],
    after: [
      ...foundationsOf(context),
      ...(context.enabled.has('monitoring') ? [monitoringAddon] : []),
    ],
    purpose: 'copies of the cluster’s objects',
  }
}
