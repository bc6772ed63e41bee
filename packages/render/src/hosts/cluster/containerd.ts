// Writes how a node runs containers: systemd's groups, and every upstream registry by way of the platform's.

import type { Plan } from '@llmflow/spec'
import type { HostFile } from '../host-file.js'
import type { Machine } from '../machines.js'
import type { SystemPart } from '../system-part.js'
import { imageIn } from './images.js'

const unit = 'containerd.service'
/** Where the playbook puts the certificate of the platform's authority. */
const authority = '/usr/local/share/ca-certificates/llmflow.crt'

export function containerdPart(plan: Plan, machine: Machine): SystemPart {
  if (machine.kind === 'hosts') return {}
  return {
    packages: ['containerd', 'runc'],
    holds: ['containerd', 'runc'],
    units: [unit],
    files: [
      {
        path: '/etc/containerd/config.toml',
        text: configuration(plan, machine),
        restarts: [unit],
        // The GPU operator's toolkit writes into the same file.
        ...(machine.node.gpus > 0 ? { isSeed: true } : {}),
      },
      ...registryFiles(plan),
      ...(machine.node.gpus > 0 ? [unlimitedMemory] : []),
    ],
  }
}

/** Version 2 is read by containerd 1.x and 2.x; the sandbox is held, so that no garbage collection takes it. */
const configuration = (plan: Plan, { node }: Machine): string => `version = 2

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${imageIn(plan, sandboxImage(plan))}"

[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"

[plugins."io.containerd.grpc.v1.cri".containerd]
  default_runtime_name = "runc"
  discard_unpacked_layers = true

[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"

[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
  SystemdCgroup = true
${node.gpus > 0 ? nvidia : ''}`

/** The runtime that the GPU operator installs, as its toolkit names it: NVIDIA/nvidia-container-toolkit@v1.17.3 pkg/config. */
const nvidia = `
# The program comes with the toolkit of the GPU operator.
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.nvidia]
  runtime_type = "io.containerd.runc.v2"

[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.nvidia.options]
  BinaryName = "/usr/local/nvidia/toolkit/nvidia-container-runtime"
  SystemdCgroup = true
`

/** kubernetes/kubernetes cmd/kubeadm/app/constants/constants.go PauseVersion: 3.9 until 1.30. */
function sandboxImage({ kubernetesMinor }: Plan): string {
  const [, minor = '0'] = kubernetesMinor.split('.')
  return `registry.k8s.io/pause:${Number(minor) >= 31 ? '3.10' : '3.9'}`
}

/** A registry that an image is named after, and a mirror of it under the platform's. */
function registryFiles(plan: Plan): readonly HostFile[] {
  const { registry } = plan
  if (registry === null) return []
  const ca = isOwn(plan, registry.host) ? `ca = "${authority}"\n` : ''
  const own: HostFile = {
    path: hostsFile(registry.host),
    text: `server = "https://${registry.host}"\n${ca}\n[host."https://${registry.host}"]\n  capabilities = ["pull", "resolve"]\n${ca === '' ? '' : `  ${ca}`}`,
  }
  return [own, ...upstreamsOf(plan).map((upstream) => mirrorFile(registry.host, upstream, ca))]
}

/** The server stands there twice because without one containerd asks the upstream, to which no way leads. */
function mirrorFile(registry: string, upstream: string, ca: string): HostFile {
  const mirror = `https://${registry}/v2/${upstream}`
  const lines = ['capabilities = ["pull", "resolve"]', 'override_path = true', ca.trim()].filter(
    (line) => line !== '',
  )
  return {
    path: hostsFile(upstream),
    text: `server = "${mirror}"\n${lines.map((line) => `${line}\n`).join('')}\n[host."${mirror}"]\n${lines.map((line) => `  ${line}\n`).join('')}`,
  }
}

/** Folders are named after hosts, ports between underscores. */
const hostsFile = (host: string): string =>
  `/etc/containerd/certs.d/${host.replace(/:(\d+)$/, '_$1_')}/hosts.toml`

function upstreamsOf({ images, addons, registry }: Plan): readonly string[] {
  const references = [
    ...Object.keys(images),
    ...Object.values(addons).flatMap((addon) => addon.images),
    'registry.k8s.io/pause',
  ]
  const hosts = references
    .map((reference) => reference.split('/')[0] ?? '')
    .filter((host) => host.includes('.') && host !== registry?.host)
  return [...new Set(hosts)].toSorted()
}

/** Whether the platform's own authority signed for the registry. */
const isOwn = ({ certificates }: Plan, host: string): boolean =>
  Object.values(certificates).some(({ names }) => names.includes(host))

/** Memory that is registered with a network card for RDMA counts as locked. */
const unlimitedMemory: HostFile = {
  path: '/etc/systemd/system/containerd.service.d/llmflow.conf',
  text: '[Service]\nLimitMEMLOCK=infinity\n',
  restarts: [unit],
}
