// The etcd of Kubernetes: the state of the cluster itself, which is copied away with a certificate of its own.

import {
  bytes,
  explained,
  fromFact,
  gibibytes,
  nodesOf,
  printBytes,
  text,
  type Alert,
  type Edge,
  type OperatorCommand,
  type Workload,
} from '@llmflow/spec'
import { backupSecrets } from '../../backup.js'
import { backupAlert, backupJob, backupScheduleOf, backupSizes } from '../../backup-job.js'
import type {
  Component,
  ComponentSizes,
  Context,
  SecretDeclaration,
  Store,
} from '../../component.js'
import { noConfiguration } from '../../options.js'
import { clientOf, namesOfCopies, outside } from '../../recovery-steps.js'
import { etcdClientImage, etcdCopyFunctions, etcdSchedule } from './backup.js'

const id = 'etcd-backup'
/** What the job may read is everything that Kubernetes keeps, so it shares a namespace with nobody. */
const namespace = 'llmflow-control'
const clientSecret = 'etcd-client'
const folder = '/etcd-client'

export const etcd: Component = {
  name: 'etcd',
  title: 'etcd of Kubernetes',
  summary: {
    en: 'Copies away what the control plane knows: objects, secrets and accounts of the whole cluster',
    ko: '컨트롤 플레인이 보관하는 클러스터 전체의 오브젝트와 시크릿, 계정을 백업합니다',
  },
  topologies: ['kubeadm'],
  versions: {
    '3.5.17': {
      version: '3.5.17',
      images: { etcd: etcdClientImage },
      source: 'etcd-io/etcd v3.5.17 Dockerfile-release.amd64, etcdctl/README.md',
      config: noConfiguration('kubeadm sets etcd up; what copies it has variables alone'),
      life: [
        {
          subject: 'etcd 3.5.17',
          status: 'released',
          since: '2024-11-12',
          note: { en: 'a patch of the line 3.5', ko: '3.5 계열의 패치입니다' },
          source: 'etcd-io/etcd CHANGELOG/CHANGELOG-3.5.md',
        },
      ],
    },
  },
  parts: (context) => (isCopied(context) ? ['backup'] : []),
  auxiliaryParts: ['backup'],
  needs: () => [],
  size: (context): ComponentSizes =>
    isCopied(context) ? { backup: backupSizes(context, 'etcd', 'backup') } : {},
  workloads: workloadsOf,
  secrets: secretsOf,
  alerts: alertsOf,
  backups: [
    {
      store: etcdSchedule,
      method: {
        en: 'A snapshot of a member; the keys of the cluster are kept offline besides',
        ko: '구성원 스냅숏. 클러스터 인증서와 키는 따로 오프라인으로 보관합니다',
      },
    },
  ],
  stores: storesOf,
  commands: () => clusterCommands,
}

function secretsOf(context: Context): { readonly [name: string]: SecretDeclaration } {
  return isCopied(context)
    ? {
        ...backupSecrets(context),
        [clientSecret]: {
          keys: {
            'ca.crt': given('certificate of the CA of etcd: /etc/kubernetes/pki/etcd/ca.crt'),
            'tls.crt': given('certificate of a client that this CA signed'),
            'tls.key': given('its key: whoever has it reads and writes all of Kubernetes'),
          },
          purpose: 'the job that copies the etcd of Kubernetes',
        },
      }
    : {}
}

const given = (purpose: string) => ({ format: 'given', length: 0, purpose }) as const

/** Machines of the control plane, where kubeadm lets etcd listen under the node's address; a single node is one too. */
function membersOf({ inventory }: Context): readonly string[] {
  const nodes = (kind: 'control-plane' | 'cluster'): readonly (string | undefined)[] =>
    (inventory?.pools ?? [])
      .filter((pool) => pool.kind === kind)
      .flatMap((pool) => nodesOf(pool).map(({ address }) => address))
  const control = nodes('control-plane')
  const cluster = nodes('cluster')
  const members = control.length === 0 && cluster.length === 1 ? cluster : control
  return members.flatMap((address) => address ?? [])
}

const isCopied = (context: Context): boolean =>
  backupScheduleOf(context, etcdSchedule) !== undefined && membersOf(context).length > 0

function workloadsOf(context: Context, { backup }: ComponentSizes): readonly Workload[] {
  const schedule = backupScheduleOf(context, etcdSchedule)
  const members = membersOf(context)
  if (schedule === undefined || backup === undefined) return []
  const job = backupJob(context, backup, schedule, {
    id,
    component: 'etcd',
    part: 'backup',
    store: etcdSchedule,
    namespace,
    shell: '/bin/bash',
    image: etcdClientImage,
    script: text`#!/bin/bash\n${etcdCopyFunctions}copy_away\n`,
    environment: {
      ETCD_ENDPOINTS: [members.map((address) => `https://${address}:2379`).join(' ')],
      ETCDCTL_CACERT: [`${folder}/ca.crt`],
      ETCDCTL_CERT: [`${folder}/tls.crt`],
      ETCDCTL_KEY: [`${folder}/tls.key`],
    },
    volumes: [{ kind: 'secret', name: 'client', path: folder, secret: clientSecret }],
    space: gibibytes(12),
    minute: 5,
    security: { user: 1000, group: 1000, volumesGroup: 1000, readOnlyRoot: true },
    edges: members.map((host): Edge => ({
      to: { kind: 'external', host, range: `${host}/32`, port: 2379 },
      purpose: 'takes a snapshot',
    })),
  })
  return [{ ...job, tends: 'cluster' }]
}

function alertsOf(context: Context): readonly Alert[] {
  const schedule = backupScheduleOf(context, etcdSchedule)
  if (schedule === undefined || !isCopied(context)) return []
  return [backupAlert({ id, component: 'etcd', namespace }, etcdSchedule, schedule.every)]
}

function storesOf(context: Context): readonly Store[] {
  const held = bytes(gibibytes(2))
  return [
    {
      name: etcdSchedule,
      method: {
        en: 'The same site: the old keys, then one member from the snapshot, and the others join it. Another site: a new cluster and the rendered files',
        ko: '같은 사이트라면 기존 키를 둔 뒤 스냅숏으로 구성원 하나를 되살리고 나머지를 참여시킵니다. 다른 사이트라면 새 클러스터에 렌더링한 파일을 적용합니다',
      },
      ...(isCopied(context) ? { workload: id } : {}),
      bytes: explained(held, 'etcd/bytes', 'the default quota', [
        fromFact('quota', printBytes(held), 'etcd-io/etcd v3.5 server/embed/config.go: 2 GiB'),
      ]),
      after: [],
      steps: isCopied(context) ? restoreSteps(context) : [],
    },
  ]
}

/** kubeadm starts from data that lies there only when told that it may. */
function restoreSteps(context: Context): readonly OperatorCommand[] {
  const [first = ''] = membersOf(context)
  const { bucket } = context.platform.backup
  const control = context.inventory?.pools.find(({ kind }) => kind === 'control-plane')
  const name = (control === undefined ? undefined : nodesOf(control)[0]?.name) ?? 'first'
  const peer = `https://${first}:2380`
  return [
    outside(
      'On each machine of the control plane: put back /etc/kubernetes/pki from its offline copy',
      '컨트롤 플레인 머신마다 오프라인 사본에서 /etc/kubernetes/pki를 되돌립니다',
      [`scp -r pki ${first}:/etc/kubernetes/pki`],
    ),
    namesOfCopies(context, etcdSchedule),
    outside('Fetch the one that SNAPSHOT names', 'SNAPSHOT에 적은 이름의 스냅숏을 내려받습니다', [
      `${clientOf(context)} cp "backup/${bucket}/etcd/$SNAPSHOT" snapshot.db`,
    ]),
    outside(
      'On the first machine: make the data of a member from the snapshot',
      '첫 번째 머신에서 스냅숏으로 구성원 데이터를 만듭니다',
      [
        `etcdutl snapshot restore snapshot.db --name ${name} --initial-cluster ${name}=${peer} --initial-advertise-peer-urls ${peer} --data-dir /var/lib/etcd`,
      ],
    ),
    outside(
      'On the first machine: start the control plane on that data',
      '첫 번째 머신에서 그 데이터로 컨트롤 플레인을 시작합니다',
      [
        'kubeadm init --config kubeadm-config.yaml --ignore-preflight-errors=DirAvailable--var-lib-etcd --upload-certs',
      ],
    ),
    outside(
      'Join the other machines, then see that every node is ready',
      '나머지 머신을 참여시킨 뒤 모든 노드가 준비되었는지 확인합니다',
      ['kubectl get nodes --output wide'],
    ),
  ]
}

const clusterCommands: readonly OperatorCommand[] = [
  outside('See the nodes and their versions', '노드와 버전을 확인합니다', [
    'kubectl get nodes --output wide',
  ]),
  outside('See the pods that do not run', '실행되지 않는 파드를 확인합니다', [
    'kubectl get pods --all-namespaces --field-selector=status.phase!=Running,status.phase!=Succeeded',
  ]),
  outside(
    'See what nodes take of their processors and memory',
    '노드의 CPU와 메모리 사용량을 확인합니다',
    ['kubectl top nodes'],
  ),
  outside('See what went wrong lately', '최근 경고 이벤트를 확인합니다', [
    'kubectl get events --all-namespaces --field-selector=type=Warning --sort-by=.lastTimestamp',
  ]),
  outside(
    'Once: give the job a certificate with which it reads etcd, made on a machine of the control plane',
    '최초 1회: 컨트롤 플레인 머신에서 발급한 인증서를 백업 작업에 제공합니다',
    [
      `kubectl --namespace ${namespace} create secret generic ${clientSecret} --from-file=ca.crt=/etc/kubernetes/pki/etcd/ca.crt --from-file=tls.crt=/etc/kubernetes/pki/etcd/healthcheck-client.crt --from-file=tls.key=/etc/kubernetes/pki/etcd/healthcheck-client.key`,
    ],
  ),
]
