// Writes what kubeadm is given: the first machine of the control plane begins the cluster, the others join it.

import {
  printCpu,
  printKubernetesBytes,
  bytes,
  mebibytes,
  printYaml,
  type Plan,
  type Taint,
} from '@llmflow/spec'
import { isNodeLabel } from './labels.js'
import { networkOf } from '../firewall/sources.js'
import type { HostFile } from '../host-file.js'
import { type Machine, machinesOf } from '../machines.js'
import type { SystemPart } from '../system-part.js'
import { apiServerName, apiServerPort } from './api-server.js'
import { auditPolicy } from './audit-policy.js'
import { imageIn } from './images.js'

const folder = '/etc/kubernetes/kubeadm'
const auditFolder = '/etc/kubernetes/audit'
const auditLog = '/var/log/kubernetes/audit'
const socket = 'unix:///run/containerd/containerd.sock'

export function kubeadmPart(plan: Plan, machine: Machine): SystemPart {
  if (machine.kind === 'hosts') return {}
  const version = versionOf(plan)
  const programs = ['kubeadm', 'kubelet', 'kubectl']
  return {
    packages: programs.map((name) => `${name}=${version}-*`),
    holds: programs,
    files: [
      isFirst(plan, machine)
        ? documentsFile(`${folder}/init.yaml`, [
            initConfiguration(plan, machine),
            clusterConfiguration(plan),
            kubeletConfiguration(plan),
          ])
        : documentsFile(`${folder}/join.yaml`, [joinConfiguration(plan, machine)]),
      documentsFile(`${folder}/patches/kubeletconfiguration0+merge.yaml`, [
        reservation(plan, machine),
      ]),
      ...(machine.kind === 'control-plane'
        ? [documentsFile(`${auditFolder}/policy.yaml`, [auditPolicy])]
        : []),
    ],
  }
}

const documentsFile = (path: string, documents: readonly object[]): HostFile => ({
  path,
  text: documents.map((document) => `---\n${printYaml(document)}`).join(''),
  mode: '0640',
})

/** `1.29.15`; the first patch where the catalog knows none. */
const versionOf = ({ kubernetesVersion, kubernetesMinor }: Plan): string =>
  kubernetesVersion ?? `${kubernetesMinor}.0`

const minorOf = ({ kubernetesMinor }: Plan): number => Number(kubernetesMinor.split('.')[1] ?? 0)

/** kubernetes/kubernetes cmd/kubeadm/app/apis/kubeadm: v1beta4 came with 1.31. */
const isNewForm = (plan: Plan): boolean => minorOf(plan) >= 31
const apiVersionOf = (plan: Plan): string =>
  `kubeadm.k8s.io/${isNewForm(plan) ? 'v1beta4' : 'v1beta3'}`

/** A map until v1beta3, a list of pairs from v1beta4 on. */
const extraArgs = (plan: Plan, values: { readonly [name: string]: string }): object =>
  isNewForm(plan) ? Object.entries(values).map(([name, value]) => ({ name, value })) : values

const controlPlaneOf = (plan: Plan): readonly Machine[] =>
  machinesOf(plan).filter(({ kind }) => kind === 'control-plane')

/** Without a pool of its own the control plane is the first node of the cluster. */
export function isFirst(plan: Plan, { name }: Machine): boolean {
  const [first = machinesOf(plan).find(({ kind }) => kind === 'cluster')] = controlPlaneOf(plan)
  return first?.name === name
}

const isControlPlane = (plan: Plan, machine: Machine): boolean =>
  machine.kind === 'control-plane' || isFirst(plan, machine)

function initConfiguration(plan: Plan, machine: Machine): object {
  return {
    apiVersion: apiVersionOf(plan),
    kind: 'InitConfiguration',
    localAPIEndpoint: { advertiseAddress: machine.address, bindPort: apiServerPort },
    nodeRegistration: nodeRegistration(plan, machine),
    patches: { directory: `${folder}/patches` },
    ...(networkOf(plan)?.replacesKubeProxy === true ? { skipPhases: ['addon/kube-proxy'] } : {}),
  }
}

/** The file with the authority and a token is made when a machine joins, and removed afterwards. */
function joinConfiguration(plan: Plan, machine: Machine): object {
  return {
    apiVersion: apiVersionOf(plan),
    kind: 'JoinConfiguration',
    discovery: { file: { kubeConfigPath: `${folder}/discovery.conf` } },
    nodeRegistration: nodeRegistration(plan, machine),
    patches: { directory: `${folder}/patches` },
    ...(isControlPlane(plan, machine)
      ? {
          controlPlane: {
            localAPIEndpoint: { advertiseAddress: machine.address, bindPort: apiServerPort },
          },
        }
      : {}),
  }
}

function nodeRegistration(plan: Plan, { name, address, node }: Machine): object {
  const pool = plan.pools[node.pool]
  const labels = Object.entries({ ...pool?.labels, ...zoneLabel(node.zone) }).filter(([label]) =>
    isNodeLabel(label),
  )
  return {
    name,
    criSocket: socket,
    imagePullPolicy: 'IfNotPresent',
    taints: (pool?.taints ?? []).map(({ key, value, effect }: Taint) => ({
      key,
      ...(value === undefined ? {} : { value }),
      effect,
    })),
    kubeletExtraArgs: extraArgs(plan, {
      'node-ip': address,
      ...(labels.length === 0
        ? {}
        : { 'node-labels': labels.map(([label, value]) => `${label}=${value}`).join(',') }),
    }),
  }
}

const zoneLabel = (zone: string): { readonly [label: string]: string } =>
  zone === '' ? {} : { 'topology.kubernetes.io/zone': zone }

function clusterConfiguration(plan: Plan): object {
  const { network } = plan
  const masters = controlPlaneOf(plan)
  return {
    apiVersion: apiVersionOf(plan),
    kind: 'ClusterConfiguration',
    clusterName: plan.name,
    kubernetesVersion: `v${versionOf(plan)}`,
    controlPlaneEndpoint: `${apiServerName(plan)}:${apiServerPort}`,
    imageRepository: imageIn(plan, 'registry.k8s.io'),
    // With a registry of one's own kubeadm leaves out the folder in which upstream keeps this image.
    dns: { imageRepository: imageIn(plan, 'registry.k8s.io/coredns') },
    networking: {
      podSubnet: network.podRange,
      serviceSubnet: network.serviceRange,
      dnsDomain: network.clusterDomain,
    },
    apiServer: {
      certSANs: [
        apiServerName(plan),
        ...(network.controlPlaneAddress === undefined ? [] : [network.controlPlaneAddress]),
        ...masters.flatMap(({ name, address }) => [name, address]),
      ],
      extraArgs: extraArgs(plan, {
        'audit-policy-file': `${auditFolder}/policy.yaml`,
        'audit-log-path': `${auditLog}/audit.log`,
        'audit-log-maxage': '30',
        'audit-log-maxbackup': '10',
        'audit-log-maxsize': '100',
        'enable-admission-plugins': 'NodeRestriction',
        profiling: 'false',
      }),
      extraVolumes: [
        volume('audit-policy', auditFolder, true),
        volume('audit-log', auditLog, false),
      ],
    },
    controllerManager: { extraArgs: extraArgs(plan, { profiling: 'false' }) },
    scheduler: { extraArgs: extraArgs(plan, { profiling: 'false' }) },
    etcd: {
      local: {
        dataDir: '/var/lib/etcd',
        extraArgs: extraArgs(plan, {
          // The 8 GiB that etcd's documentation calls its upper bound for normal use.
          'quota-backend-bytes': '8589934592',
          'auto-compaction-mode': 'periodic',
          'auto-compaction-retention': '8h',
        }),
      },
    },
  }
}

const volume = (name: string, path: string, readOnly: boolean): object => ({
  name,
  hostPath: path,
  mountPath: path,
  readOnly,
  pathType: 'DirectoryOrCreate',
})

function kubeletConfiguration({ network }: Plan): object {
  return {
    ...kubelet,
    cgroupDriver: 'systemd',
    clusterDNS: [tenthOf(network.serviceRange)],
    clusterDomain: network.clusterDomain,
    containerLogMaxSize: '50Mi',
    containerLogMaxFiles: 5,
    protectKernelDefaults: true,
    rotateCertificates: true,
    // A node that shuts down ends its pods in order.
    shutdownGracePeriod: '60s',
    shutdownGracePeriodCriticalPods: '20s',
  }
}

/** What the inventory keeps of each machine of the pool, which placement counts on. */
function reservation({ pools }: Plan, { node }: Machine): object {
  const reserved = pools[node.pool]?.reserved
  return {
    ...kubelet,
    ...(reserved === undefined
      ? {}
      : {
          systemReserved: {
            cpu: printCpu(reserved.cpu),
            memory: printKubernetesBytes(bytes(Math.max(0, reserved.memory - mebibytes(100)))),
          },
          // Both together are what the inventory says.
          evictionHard: {
            'memory.available': '100Mi',
            'nodefs.available': '10%',
            'imagefs.available': '15%',
          },
        }),
  }
}

const kubelet = {
  apiVersion: 'kubelet.config.k8s.io/v1beta1',
  kind: 'KubeletConfiguration',
} as const

/** kubeadm gives the name server of the cluster this address. */
function tenthOf(range: string): string {
  const [first = ''] = range.split('/')
  return first.replace(/\d+$/, (last) => `${Number(last) + 10}`)
}
