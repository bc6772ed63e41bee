// What is known of the files that kubeadm reads: their kinds, versions and fields, and where other settings belong.

import type { Bilingual } from '../facts.js'

/** A kind with the apiVersions that have it, newest first. */
type KindFact = {
  readonly kind: string
  readonly apiVersions: readonly string[]
  /** The first minor of Kubernetes with an apiVersion, where it came later than the others. */
  readonly from?: { readonly [apiVersion: string]: string }
  /** All of its fields; left out where the list is not known. */
  readonly fields?: readonly string[]
  readonly source: string
}

const kubeadm = ['kubeadm.k8s.io/v1beta4', 'kubeadm.k8s.io/v1beta3']
const from = { 'kubeadm.k8s.io/v1beta4': '1.31' }
const source =
  'kubernetes/kubernetes cmd/kubeadm/app/apis/kubeadm/v1beta4/types.go, v1beta3/types.go'

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Kinds that people write under a version of the core, which has none of them. */
export const kindFacts: readonly KindFact[] = [
  {
    kind: 'ClusterConfiguration',
    apiVersions: kubeadm,
    from,
    fields: words(`
      apiVersion kind etcd networking kubernetesVersion controlPlaneEndpoint apiServer controllerManager scheduler
      dns proxy certificatesDir imageRepository featureGates clusterName encryptionAlgorithm
      certificateValidityPeriod caCertificateValidityPeriod
    `),
    source,
  },
  {
    kind: 'InitConfiguration',
    apiVersions: kubeadm,
    from,
    fields: words(`
      apiVersion kind bootstrapTokens dryRun nodeRegistration localAPIEndpoint certificateKey skipPhases patches
      timeouts
    `),
    source,
  },
  {
    kind: 'JoinConfiguration',
    apiVersions: kubeadm,
    from,
    fields: words(`
      apiVersion kind dryRun nodeRegistration caCertPath discovery controlPlane skipPhases patches timeouts
    `),
    source,
  },
  { kind: 'KubeletConfiguration', apiVersions: ['kubelet.config.k8s.io/v1beta1'], source },
  { kind: 'KubeProxyConfiguration', apiVersions: ['kubeproxy.config.k8s.io/v1alpha1'], source },
  ...words('Deployment StatefulSet DaemonSet ReplicaSet ControllerRevision').map((kind) => ({
    kind,
    apiVersions: ['apps/v1'],
    source: 'kubernetes/api apps/v1/register.go',
  })),
  ...words('Job CronJob').map((kind) => ({
    kind,
    apiVersions: ['batch/v1'],
    source: 'kubernetes/api batch/v1/register.go',
  })),
  ...words('Ingress IngressClass NetworkPolicy').map((kind) => ({
    kind,
    apiVersions: ['networking.k8s.io/v1'],
    source: 'kubernetes/api networking/v1/register.go',
  })),
  {
    kind: 'HorizontalPodAutoscaler',
    apiVersions: ['autoscaling/v2', 'autoscaling/v1'],
    source: 'kubernetes/api autoscaling/v2/register.go',
  },
  {
    kind: 'PodDisruptionBudget',
    apiVersions: ['policy/v1'],
    source: 'kubernetes/api policy/v1/register.go',
  },
  {
    kind: 'StorageClass',
    apiVersions: ['storage.k8s.io/v1'],
    source: 'kubernetes/api storage/v1/register.go',
  },
]

/** Fields that people write into ClusterConfiguration, and where they belong. */
export const foreignFields: { readonly [field: string]: Bilingual } = {
  metadata: {
    en: 'use clusterName for the name of the cluster',
    ko: '클러스터 이름은 clusterName에 적습니다',
  },
  spec: {
    en: 'its fields belong at the top level, without spec',
    ko: '필드는 spec 없이 최상위에 적습니다',
  },
  cni: {
    en: 'kubeadm installs no network plugin; use the Helm values of the plugin, for Cilium kubeProxyReplacement, bpf.masquerade and hubble',
    ko: 'kubeadm은 네트워크 플러그인을 설치하지 않습니다. 플러그인의 Helm 값으로 설정하세요. Cilium이라면 kubeProxyReplacement, bpf.masquerade, hubble입니다',
  },
  podSubnet: { en: 'it belongs under networking', ko: 'networking 아래에 적습니다' },
  serviceSubnet: { en: 'it belongs under networking', ko: 'networking 아래에 적습니다' },
  nodeRegistration: {
    en: 'it belongs in InitConfiguration and JoinConfiguration',
    ko: 'InitConfiguration과 JoinConfiguration에 적습니다',
  },
}

/** `v1.29.14` and `1.29.14`. */
const exactVersion = /^v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)([-\w.+]*)?$/
/** `stable`, `latest-1`, `ci/latest-1.34`. */
const versionLabel = /^((ci|release|ci-cross)\/)?(latest|stable)(-[1-9](\.[1-9]\d*)?)?$/

/**
 * Whether kubeadm can read a version: an exact one, or a label that it looks up. Read in kubernetes/kubernetes
 * cmd/kubeadm/app/util/version.go.
 */
export const isKubernetesVersion = (text: string): boolean =>
  exactVersion.test(text) || versionLabel.test(text)

/**
 * ConfigMaps that Cluster Autoscaler reads or writes. Node groups come from flags and from the provider. Read in
 * kubernetes/autoscaler cluster-autoscaler/FAQ.md, cluster-autoscaler/expander/priority/readme.md.
 */
export const clusterAutoscalerConfigMaps: readonly string[] = [
  'cluster-autoscaler-status',
  'cluster-autoscaler-priority-expander',
]
