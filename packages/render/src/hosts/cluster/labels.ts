// Knows which labels a kubelet may give to its own node.

const own = [/(^|\.)kubelet\.kubernetes\.io$/, /(^|\.)node\.kubernetes\.io$/]
const known = [
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
  'kubernetes.io/hostname',
]

/** kubernetes/kubernetes pkg/kubelet/apis/well_known_labels.go: others of Kubernetes' own domains are refused. */
export function isNodeLabel(label: string): boolean {
  const [domain = '', name] = label.split('/')
  if (name === undefined || known.includes(label)) return true
  if (!/(^|\.)(kubernetes|k8s)\.io$/.test(domain)) return true
  return own.some((pattern) => pattern.test(domain))
}
