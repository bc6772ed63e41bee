import { audit } from '@llmflow/audit'
import { describe, expect, it } from 'vitest'
import { autoscalerConfiguration } from '../../src/cluster/autoscaler-configuration.js'
import { masqueradeWithoutBase } from '../../src/cluster/cilium.js'
import { wrongApiVersions } from '../../src/cluster/kinds.js'
import { kubeadmFields, kubernetesVersions } from '../../src/cluster/kubeadm.js'
import { nodeManifests } from '../../src/cluster/node-manifests.js'
import type { AuditRule } from '../../src/rule.js'
import { findings } from '../metrics/findings.js'

const found = (rule: AuditRule, text: string) => findings(rule, { 'a.yaml': text })
const cluster = (rest: string, apiVersion = 'kubeadm.k8s.io/v1beta4') =>
  `apiVersion: ${apiVersion}\nkind: ClusterConfiguration\n${rest}\n`

describe('wrongApiVersions', () => {
  it('reports kinds that the core does not have', () => {
    expect(found(wrongApiVersions, cluster('', 'v1'))).toEqual([
      'error wiring/wrong-api-version: v1',
    ])
    expect(found(wrongApiVersions, 'apiVersion: "v1"\nkind: Deployment\n')).toEqual([
      'error wiring/wrong-api-version: v1',
    ])
  })

  it('names no apiVersion that the stated Kubernetes does not have yet', () => {
    const adviceAt = (version: string) =>
      audit({ files: [{ name: 'a.yaml', text: cluster(`kubernetesVersion: ${version}`, 'v1') }] })
        .diagnostics.filter(({ code }) => code === 'wiring/wrong-api-version')
        .flatMap(({ advice }) => advice)
    expect(adviceAt('1.29.x')).toEqual([
      { kind: 'diff', remove: 'v1', add: 'kubeadm.k8s.io/v1beta3' },
    ])
    expect(adviceAt('v1.31.0')).toEqual([
      { kind: 'list', items: ['kubeadm.k8s.io/v1beta4', 'kubeadm.k8s.io/v1beta3'] },
    ])
  })

  it('says nothing of other groups', () => {
    expect(found(wrongApiVersions, cluster(''))).toEqual([])
    expect(found(wrongApiVersions, cluster('', 'installer.kubesphere.io/v1alpha1'))).toEqual([])
    expect(found(wrongApiVersions, 'apiVersion: v1\nkind: Service\n')).toEqual([])
  })
})

describe('kubeadmFields', () => {
  it('reports fields that kubeadm does not know, also below a spec', () => {
    expect(found(kubeadmFields, cluster('spec: { networking: {}, cni: {} }'))).toEqual([
      'error wiring/kubeadm-field: spec',
      'error wiring/kubeadm-field: cni',
    ])
    expect(found(kubeadmFields, cluster('metadata: { name: a }'))).toEqual([
      'warning wiring/kubeadm-field: metadata',
    ])
  })

  it('says nothing of those that it knows, and of other groups', () => {
    const rest = 'clusterName: a\nnetworking: { podSubnet: 10.0.0.0/16 }\napiServer: {}'
    expect(found(kubeadmFields, cluster(rest))).toEqual([])
    expect(found(kubeadmFields, cluster('spec: {}', 'installer.kubesphere.io/v1alpha1'))).toEqual(
      [],
    )
  })
})

describe('kubernetesVersions', () => {
  it.each(['1.29.x', '1.29', 'newest'])('reports %s', (version) => {
    expect(found(kubernetesVersions, cluster(`kubernetesVersion: '${version}'`))).toEqual([
      `error wiring/kubernetes-version: '${version}'`,
    ])
  })

  it.each(['v1.34.2', '1.34.2', 'stable-1.34', 'latest', 'v1.35.0-rc.1', '{{ version }}'])(
    'takes %s',
    (version) => {
      expect(found(kubernetesVersions, cluster(`kubernetesVersion: '${version}'`))).toEqual([])
    },
  )
})

describe('nodeManifests', () => {
  const node = (rest: string) => `apiVersion: v1\nkind: Node\nmetadata: { name: a, ${rest} }\n`

  it('reports a node as a manifest, and none that was read from a cluster', () => {
    expect(found(nodeManifests, node('labels: { a: b }'))).toEqual([
      'warning wiring/node-as-manifest: Node',
    ])
    expect(found(nodeManifests, `${node('labels: { a: b }')}status: {}\n`)).toEqual([])
    expect(
      found(nodeManifests, node('labels: {}, annotations: { kwok.x-k8s.io/node: fake }')),
    ).toEqual([])
  })
})

describe('autoscalerConfiguration', () => {
  const map = (name: string, text: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { a: '${text}' }\n`

  it('reports bounds of node groups in a ConfigMap, and none of the ConfigMaps that it reads', () => {
    const text = 'minSize: 1, maxSize: 2'
    expect(found(autoscalerConfiguration, map('cluster-autoscaler-config', text))).toEqual([
      'warning wiring/unread-configuration: cluster-autoscaler-config',
    ])
    expect(found(autoscalerConfiguration, map('cluster-autoscaler-status', text))).toEqual([])
    expect(found(autoscalerConfiguration, map('cluster-autoscaler-cloud', 'region: a'))).toEqual([])
  })
})

describe('masqueradeWithoutBase', () => {
  const config = (data: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: cilium-config }\ndata: { ${data} }\n`

  it('reports masquerading without what it rests on', () => {
    expect(found(masqueradeWithoutBase, config('enable-bpf-masquerade: "true"'))).toEqual([
      'warning software/known-problem: enable-bpf-masquerade',
    ])
    expect(
      found(
        masqueradeWithoutBase,
        config('enable-bpf-masquerade: "true", kube-proxy-replacement: "true"'),
      ),
    ).toEqual([])
    expect(found(masqueradeWithoutBase, config('enable-bpf-masquerade: "false"'))).toEqual([])
  })
})
