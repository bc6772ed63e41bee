// Lists the kinds that the audit knows: where their pods are, and which of them have no namespace.

/** Kinds that make pods, with the path to the template; a bare pod is its own. */
export const podTemplates: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    Pod: [],
    Deployment: ['spec', 'template'],
    StatefulSet: ['spec', 'template'],
    DaemonSet: ['spec', 'template'],
    ReplicaSet: ['spec', 'template'],
    ReplicationController: ['spec', 'template'],
    Job: ['spec', 'template'],
    CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
    Rollout: ['spec', 'template'],
  }),
)

/** Kinds that give addresses to Services and refer to no object by name; the group's policies stay unknown. */
const ciliumAddressKinds = [
  'CiliumBGPPeeringPolicy',
  'CiliumL2AnnouncementPolicy',
  'CiliumLoadBalancerIPPool',
] as const

export const clusterKinds: ReadonlySet<string> = new Set([
  ...ciliumAddressKinds,
  'APIService',
  'ClusterIssuer',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterSecretStore',
  'ClusterTriggerAuthentication',
  'CSIDriver',
  'CustomResourceDefinition',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PodSecurityPolicy',
  'PriorityClass',
  'RuntimeClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeSnapshotClass',
])

/** Groups whose kinds some rule reads. Other objects are named as unknown. */
const knownGroups: ReadonlySet<string> = new Set([
  '',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apps',
  'autoscaling',
  'batch',
  'cert-manager.io',
  'discovery.k8s.io',
  'kubeadm.k8s.io',
  'kubelet.config.k8s.io',
  'kubeproxy.config.k8s.io',
  'kustomize.config.k8s.io',
  'keda.sh',
  // LLMFlow's own documents, which `check` judges.
  'llmflow.io',
  'milvus.io',
  'monitoring.coreos.com',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
  'velero.io',
])

/** The group of an apiVersion: `apps` of `apps/v1`, nothing of `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.lastIndexOf('/')
  return slash === -1 ? '' : apiVersion.slice(0, slash)
}

const knownKinds: ReadonlySet<string> = new Set(
  ciliumAddressKinds.map((kind) => `cilium.io/${kind}`),
)

export function isKnownKind(apiVersion: string, kind: string): boolean {
  const group = groupOf(apiVersion)
  return knownGroups.has(group) || knownKinds.has(`${group}/${kind}`)
}
