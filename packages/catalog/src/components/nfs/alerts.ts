// Alerts of volumes on a file server: nodes on which nothing can be mounted.

import { seconds, type Alert } from '@llmflow/spec'

const labels = '{namespace="csi-driver-nfs",daemonset="csi-nfs-node"}'
const series = `kube_daemonset_status_number_unavailable${labels}`

/** The driver exports nothing itself; kube-state-metrics tells on how many nodes it is missing. */
export const nfsAlerts = (): readonly Alert[] => [
  {
    name: 'NfsDriverMissing',
    component: 'nfs',
    expression: `${series} > 0`,
    for: seconds(900),
    severity: 'warning',
    summary: {
      en: 'Nodes cannot mount volumes of the file server',
      ko: '파일 서버의 볼륨을 마운트하지 못하는 노드가 있습니다',
    },
    description: {
      en: 'The driver is missing on {{ $value }} nodes; a model that starts there finds no weights',
      ko: '노드 {{ $value }}개에 드라이버가 없습니다. 해당 노드에서 시작하는 모델은 가중치를 읽지 못합니다',
    },
    tests: {
      trips: [{ series, values: '1x60' }],
      quiet: [{ series, values: '0x60' }],
    },
  },
]
