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

export const clusterKinds: ReadonlySet<string> = new Set([
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

/** Groups whose kinds some rule reads. Objects of other groups are named as unknown. */
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

export const isKnownGroup = (apiVersion: string): boolean => knownGroups.has(groupOf(apiVersion))
