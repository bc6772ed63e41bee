// Writes what Ansible needs to know of one machine to put its files in place and start its programs.

import type { Plan, Workload } from '@llmflow/spec'
import { apiServerName } from '../cluster/api-server.js'
import { isFirst } from '../cluster/kubeadm.js'
import { firewallPath } from '../firewall/firewall.js'
import type { HostFile } from '../host-file.js'
import type { Machine, Member } from '../machines.js'
import { dataFoldersOf } from '../program/folders.js'
import { timerOf, unitOf } from '../program/names.js'
import type { SystemPart } from '../system-part.js'
import { secretFolders, secretsToPlace } from './secrets.js'

export function hostVars(
  plan: Plan,
  machine: Machine,
  system: Required<SystemPart>,
  files: readonly HostFile[],
): object {
  const { name, address, members } = machine
  const secrets = secretsToPlace(plan, machine)
  const programs = sorted(members.flatMap(({ program }) => program.packages))
  return {
    llmflow_machine: name,
    llmflow_address: address,
    llmflow_repositories: repositoriesOf(machine),
    llmflow_packages: sorted([...system.packages, ...programs]),
    llmflow_holds: sorted(system.holds),
    llmflow_masked_units: sorted([
      ...system.masks,
      ...members.flatMap(({ program }) => program.masks ?? []),
    ]),
    llmflow_folders: members.flatMap(foldersOf),
    // The firewall is put in place by itself, last.
    llmflow_files: files.filter(({ path }) => path !== firewallPath).map(placed),
    llmflow_secret_folders: secretFolders(secrets),
    llmflow_secrets: secrets,
    llmflow_system_units: system.units,
    llmflow_units: ordered(members).map(({ workload }) =>
      workload.schedule === undefined ? unitOf(workload.id) : timerOf(workload.id),
    ),
    llmflow_ports: Object.fromEntries(
      members.map(({ workload }) => [unitOf(workload.id), portsOf(workload)]),
    ),
    llmflow_kubernetes: kubernetesOf(plan, machine),
  }
}

/** What answers again once a unit is back. */
const portsOf = ({ ports = [] }: Workload): readonly number[] =>
  ports.filter(({ protocol }) => protocol !== 'UDP').map(({ number }) => number)

function repositoriesOf({ members }: Machine): readonly object[] {
  const all = members.flatMap(({ program }) => program.repositories ?? [])
  return [...new Map(all.map((one) => [one.name, one])).values()]
}

function placed({
  path,
  owner = 'root',
  group = 'root',
  mode = '0644',
  restarts = [],
  reloads = [],
  isSeed = false,
  isBeforePackages = false,
}: HostFile): object {
  return {
    path,
    owner,
    group,
    mode,
    restarts,
    reloads,
    ...(isSeed ? { seed: true } : {}),
    ...(isBeforePackages ? { before_packages: true } : {}),
  }
}

const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].toSorted()

const foldersOf = (member: Member): readonly object[] =>
  dataFoldersOf(member).map((path) => ({
    path,
    owner: member.program.user,
    group: member.program.group,
    mode: '0700',
  }))

/** Those that others wait for come first, so that each finds its server when it starts. */
function ordered(members: readonly Member[]): readonly Member[] {
  const left = [...members]
  const result: Member[] = []
  while (left.length > 0) {
    const free = left.findIndex((member) => needs(member).every((id) => !isAmong(left, member, id)))
    result.push(...left.splice(Math.max(0, free), 1))
  }
  return result
}

/** What it names, and every server on the same machine that it connects to. */
const needs = ({ workload }: Member): readonly string[] => [
  ...(workload.after ?? []),
  ...workload.edges.flatMap(({ to }) => (to.kind === 'workload' ? [to.workload] : [])),
]

const isAmong = (members: readonly Member[], self: Member, id: string): boolean =>
  members.some((one) => one !== self && one.workload.id === id)

/** How the machine joins the cluster; `none` for machines outside it. */
function kubernetesOf(plan: Plan, machine: Machine): string | object {
  if (machine.kind === 'hosts') return 'none'
  return {
    role: isFirst(plan, machine)
      ? 'first'
      : machine.kind === 'control-plane'
        ? 'control-plane'
        : 'worker',
    api: apiServerName(plan),
  }
}
