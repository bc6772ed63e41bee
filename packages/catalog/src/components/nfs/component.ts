// NFS: volumes that many pods read at once, from a file server that the company has already.

import { text, type Addon, type JsonObject } from '@llmflow/spec'
import { networkOf, pullSecretsOf, registryFor } from '../../addon.js'
import type { Component, Context } from '../../component.js'
import { replicaFloor } from '../../standing.js'
import { nfsAlerts } from './alerts.js'
import { exportedClassOf, mountOptionsOf, nfsOptions, nfsServerOf, nfsShareOf } from './options.js'
import { nfsVersions } from './versions.js'

const namespace = 'csi-driver-nfs'

export const nfs: Component = {
  name: 'nfs',
  title: 'NFS',
  summary: {
    en: 'Volumes on a file server outside the cluster, for the weights of models. While that server is away, every pod that reads from it stands still',
    ko: '클러스터 밖 파일 서버의 볼륨을 제공하며 모델 가중치 공유에 씁니다. 그 서버가 멈추면 여기서 읽는 파드도 모두 멈춥니다',
  },
  brings: ['csi-driver-nfs'],
  topologies: ['external'],
  versions: nfsVersions,
  options: nfsOptions,
  parts: () => [],
  needs: () => [],
  size: () => ({}),
  addons: (context) => [chart(context)],
  alerts: nfsAlerts,
  backups: {
    none: {
      en: 'The file server outside keeps the files, and its owners copy them',
      ko: '파일은 외부 파일 서버에 있으며 백업도 그 서버를 운영하는 쪽에서 합니다',
    },
  },
  commands: (context) => [
    {
      purpose: {
        en: 'What the server exports, from a node',
        ko: '서버가 내보내는 경로를 노드에서 확인',
      },
      command: text`showmount --exports ${nfsServerOf(context)}`,
    },
    {
      purpose: { en: 'Volumes on the server', ko: '서버에 있는 볼륨' },
      command: text`kubectl get persistentvolumes --output wide`,
    },
  ],
}

function chart(context: Context): Addon {
  return {
    name: 'csi-driver-nfs',
    chart: 'csi-driver-nfs',
    repository: 'https://raw.githubusercontent.com/kubernetes-csi/csi-driver-nfs/master/charts',
    version: '4.9.0',
    namespace,
    // Mounting is done on the node itself.
    podSecurity: 'privileged',
    values: valuesOf(context),
    images: Object.values(images).map(({ name, tag }) => `${sigStorage}/${name}:${tag}`),
    customResources: ['volumesnapshotclasses', 'volumesnapshotcontents', 'volumesnapshots'].map(
      (name) => `${name}.snapshot.storage.k8s.io`,
    ),
    endpoints: {},
    after: networkOf(context),
    purpose: 'volumes on a file server',
  }
}

const sigStorage = 'registry.k8s.io/sig-storage'

const images = {
  nfs: { name: 'nfsplugin', tag: 'v4.9.0' },
  csiProvisioner: { name: 'csi-provisioner', tag: 'v5.0.2' },
  csiSnapshotter: { name: 'csi-snapshotter', tag: 'v8.0.1' },
  livenessProbe: { name: 'livenessprobe', tag: 'v2.13.1' },
  nodeDriverRegistrar: { name: 'csi-node-driver-registrar', tag: 'v2.11.1' },
  externalSnapshotter: { name: 'snapshot-controller', tag: 'v8.0.1' },
} as const

function valuesOf(context: Context): JsonObject {
  const replicas = replicaFloor(context.platform)
  return {
    image: Object.fromEntries(
      Object.entries(images).map(([part, { name, tag }]) => [
        part,
        { repository: `${registryFor(context, sigStorage)}/${name}`, tag },
      ]),
    ),
    imagePullSecrets: pullSecretsOf(context),
    controller: {
      replicas,
      // A claim that is deleted by mistake leaves its folder on the server.
      defaultOnDeletePolicy: 'retain',
    },
    // The controller's sidecar ends at once where the kinds of snapshots are missing.
    externalSnapshotter: { enabled: true, controller: { replicas } },
    storageClass: {
      create: true,
      name: exportedClassOf(context) ?? 'nfs',
      parameters: { server: nfsServerOf(context), share: nfsShareOf(context) },
      reclaimPolicy: 'Retain',
      volumeBindingMode: 'Immediate',
      mountOptions: mountOptionsOf(context),
    },
  }
}
