// Writes the settings and modules of a machine's kernel, each with who asks for it.

import type { Plan } from '@llmflow/spec'
import type { HostFile } from '../host-file.js'
import type { Machine } from '../machines.js'
import type { SystemPart } from '../system-part.js'

type Setting = { readonly name: string; readonly value: string | number; readonly source: string }

const everywhere: readonly Setting[] = [
  ...['all', 'default'].flatMap((one) => [
    of(`net.ipv4.conf.${one}.accept_redirects`, 0, 'ip-sysctl.rst: routes are the routers’ alone'),
    of(`net.ipv4.conf.${one}.accept_source_route`, 0, 'ip-sysctl.rst: senders choose no way'),
  ]),
  of(
    'net.ipv4.tcp_syncookies',
    1,
    'ip-sysctl.rst: a flood of half-open connections refuses nobody',
  ),
  of('net.core.somaxconn', 4096, 'ip-sysctl.rst: connections that wait to be accepted'),
  of(
    'net.ipv4.tcp_keepalive_time',
    300,
    'ip-sysctl.rst: a peer that vanished is noticed in minutes',
  ),
  of('kernel.dmesg_restrict', 1, 'kernel.rst: addresses in the kernel’s log are for root'),
  of('kernel.kptr_restrict', 1, 'kernel.rst: addresses of the kernel are for root'),
  of('fs.suid_dumpable', 0, 'fs.rst: no memory of privileged programs on the disk'),
]

/** kubernetes/website@main content/en/docs/setup/production-environment/container-runtimes.md, and what runs on nodes. */
const onNodes: readonly Setting[] = [
  of('net.ipv4.ip_forward', 1, 'Kubernetes: packets of pods pass through'),
  of('net.bridge.bridge-nf-call-iptables', 1, 'Kubernetes: bridged packets are judged too'),
  of('net.ipv4.conf.all.rp_filter', 0, 'Cilium: answers of pods come another way'),
  of('net.ipv4.conf.default.rp_filter', 0, 'Cilium: the same for interfaces to come'),
  of(
    'fs.inotify.max_user_instances',
    8192,
    'kubelet and log collectors watch a file for each container',
  ),
  of(
    'fs.inotify.max_user_watches',
    1_048_576,
    'kubelet and log collectors watch a file for each container',
  ),
  of('vm.max_map_count', 262_144, 'OpenSearch maps its segments'),
  of('vm.overcommit_memory', 1, 'kubelet --protect-kernel-defaults'),
  of('kernel.panic', 10, 'kubelet --protect-kernel-defaults'),
  of('kernel.panic_on_oops', 1, 'kubelet --protect-kernel-defaults'),
]

const onProxies: readonly Setting[] = [
  of(
    'net.ipv4.ip_local_port_range',
    '10240 65535',
    'a proxy needs a port for each connection behind it',
  ),
  of(
    'net.ipv4.ip_nonlocal_bind',
    1,
    'a proxy may listen on an address that the other machine holds',
  ),
]

const nodeModules = ['overlay', 'br_netfilter']

export function kernelPart(_plan: Plan, machine: Machine): SystemPart {
  const settings = settingsOf(machine)
  const modules = [
    ...(machine.kind === 'hosts' ? [] : nodeModules),
    ...machine.members.flatMap(({ program }) => program.kernelModules ?? []),
  ]
  return {
    files: [
      {
        path: '/etc/sysctl.d/90-llmflow.conf',
        text: settings
          .map(({ name, value, source }) => `# ${source}\n${name} = ${value}\n`)
          .join(''),
        restarts: ['systemd-sysctl.service'],
      },
      ...(modules.length === 0 ? [] : [modulesFile(modules)]),
    ],
  }
}

const modulesFile = (modules: readonly string[]): HostFile => ({
  path: '/etc/modules-load.d/llmflow.conf',
  text: [...new Set(modules)].map((name) => `${name}\n`).join(''),
  restarts: ['systemd-modules-load.service'],
})

/** A program's own setting wins over what its machine has besides; the later of two programs wins. */
function settingsOf(machine: Machine): readonly Setting[] {
  const isProxy = machine.members.some(({ workload }) => workload.servesMachines === true)
  const wanted = [
    ...everywhere,
    ...(machine.kind === 'hosts' ? [] : onNodes),
    ...(isProxy ? onProxies : []),
    ...machine.members.flatMap(({ workload, program }) =>
      Object.entries(program.kernelSettings ?? {}).map(([name, value]) =>
        of(name, value, workload.id),
      ),
    ),
  ]
  return [...new Map(wanted.map((setting) => [setting.name, setting])).values()]
}

function of(name: string, value: string | number, source: string): Setting {
  return { name, value, source }
}
