// Builds the list by which `kubectl apply -k` and kustomize take the whole tree.

type Kustomization = {
  readonly apiVersion: 'kustomize.config.k8s.io/v1beta1'
  readonly kind: 'Kustomization'
  readonly resources: readonly string[]
}

export function buildKustomization(paths: readonly string[]): Kustomization {
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: paths,
  }
}
