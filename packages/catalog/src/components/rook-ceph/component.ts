// Rook and Ceph: volumes from the disks of the cluster's own machines, each block in several copies.

import type { Addon } from '@llmflow/spec'
import { monitorOf, networkOf } from '../../addon.js'
import type { Component, Context } from '../../component.js'
import { cephAlerts } from './alerts.js'
import { cephDashboards } from './dashboards.js'
import { cephNamespace } from './pools.js'
import { clusterImages, clusterValues, operatorImages, operatorValues } from './values.js'
import { cephVersions } from './versions.js'

const operatorAddon = 'rook-ceph'
const clusterAddon = 'rook-ceph-cluster'

const manager = 'rook-ceph-mgr'
const managerLabels = { app: manager, rook_cluster: cephNamespace } as const
const metricsPort = 'http-metrics'

export const rookCeph: Component = {
  name: 'rook-ceph',
  title: 'Rook, Ceph',
  summary: {
    en: 'Brings the inventory’s block and file classes from disks of the cluster’s machines, in several copies',
    ko: '클러스터 노드의 디스크로 인벤토리에 적힌 블록·파일 스토리지 클래스를 여러 벌 복제해 제공합니다',
  },
  brings: ['rook', 'ceph', 'cephfs'],
  topologies: ['converged'],
  versions: cephVersions,
  options: [
    {
      name: 'devices',
      type: 'list',
      description: {
        en: 'Names of the disks that Ceph takes on each machine, such as nvme1n1; left out, every disk without partitions and file system',
        ko: '각 노드에서 Ceph가 사용할 디스크 이름 목록입니다(예: nvme1n1). 비워 두면 파티션과 파일 시스템이 없는 모든 디스크를 사용합니다',
      },
    },
  ],
  parts: () => [],
  needs: () => [],
  size: () => ({}),
  addons: (context) => [operator(context), cluster(context)],
  rivals: [
    {
      component: 'longhorn',
      reason: {
        en: 'both want the same disks and bring the same storage classes',
        ko: '두 구성 요소가 같은 디스크와 같은 스토리지 클래스를 두고 충돌합니다',
      },
    },
  ],
  alerts: cephAlerts,
  dashboards: cephDashboards,
  backups: {
    none: {
      en: 'Copies against lost disks are no backup; each store copies its data away itself',
      ko: '디스크 장애에 대비한 복제는 백업이 아닙니다. 데이터는 각 저장소가 직접 백업합니다',
    },
  },
  commands: () => [
    {
      purpose: { en: 'Health of the cluster, in its own words', ko: '클러스터 상태와 상세 경고' },
      command: ceph('health detail'),
    },
    {
      purpose: { en: 'Disks, by machine and zone', ko: '노드·영역별 디스크 상태' },
      command: ceph('osd tree'),
    },
    { purpose: { en: 'Space by pool', ko: '풀별 사용량' }, command: ceph('df') },
    {
      purpose: {
        en: 'Before a machine is stopped: keeps its copies from being made anew; unset it afterwards',
        ko: '노드를 멈추기 전에 실행해 데이터 재복제를 막습니다. 작업 후 해제하세요',
      },
      command: ceph('osd set noout'),
    },
  ],
}

const ceph = (command: string) => [
  `kubectl --namespace ${cephNamespace} exec deploy/rook-ceph-tools -- ceph ${command}`,
]

const repository = 'https://charts.rook.io/release'
const version = 'v1.16.2'

function operator(context: Context): Addon {
  return {
    name: operatorAddon,
    chart: 'rook-ceph',
    repository,
    version,
    namespace: cephNamespace,
    // Disks and mounts belong to the node.
    podSecurity: 'privileged',
    values: operatorValues(context),
    images: operatorImages,
    customResources,
    endpoints: {},
    after: networkOf(context),
    purpose: 'volumes on the cluster’s own disks',
  }
}

function cluster(context: Context): Addon {
  return {
    name: clusterAddon,
    chart: 'rook-ceph-cluster',
    repository,
    version,
    namespace: cephNamespace,
    podSecurity: 'privileged',
    values: clusterValues(context),
    images: clusterImages,
    customResources: [],
    endpoints: {
      manager: { labels: managerLabels, port: 9283, portName: metricsPort, service: manager },
    },
    objects: monitorOf(context, manager, cephNamespace, managerLabels, {
      port: metricsPort,
      path: '/metrics',
      interval: '15s',
      honorLabels: true,
    }),
    after: [operatorAddon],
    purpose: 'the Ceph cluster and its storage classes',
  }
}

const customResources = [
  ...[
    'cephblockpoolradosnamespaces',
    'cephblockpools',
    'cephbucketnotifications',
    'cephbuckettopics',
    'cephclients',
    'cephclusters',
    'cephcosidrivers',
    'cephfilesystemmirrors',
    'cephfilesystems',
    'cephfilesystemsubvolumegroups',
    'cephnfses',
    'cephobjectrealms',
    'cephobjectstores',
    'cephobjectstoreusers',
    'cephobjectzonegroups',
    'cephobjectzones',
    'cephrbdmirrors',
  ].map((name) => `${name}.ceph.rook.io`),
  'objectbucketclaims.objectbucket.io',
  'objectbuckets.objectbucket.io',
]
