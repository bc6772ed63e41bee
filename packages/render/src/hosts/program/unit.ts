// Writes the systemd units of a program: what it may do, what it may take, and when it starts.

import { printKubernetesBytes } from '@llmflow/spec'
import type { HostFile } from '../host-file.js'
import type { Machine, Member } from '../machines.js'
import { calendarsOf } from './calendar.js'
import { dataFoldersOf } from './folders.js'
import {
  credentialOf,
  fetchScript,
  reportScript,
  runScript,
  secretPath,
  timerOf,
  unitOf,
} from './names.js'
import { secretsOf } from './secrets.js'

type Line = readonly [name: string, value: string | number]
type Section = readonly [title: string, lines: readonly Line[]]

export function unitFiles(machine: Machine, member: Member): readonly HostFile[] {
  const { id } = member.workload
  const unit = {
    path: `/etc/systemd/system/${unitOf(id)}`,
    text: printUnit(serviceSections(machine, member)),
    restarts: [unitOf(id)],
  }
  const { schedule } = member.workload
  if (schedule === undefined) return [unit]
  const timer = printUnit([
    ['Unit', [['Description', `LLMFlow: ${id} by the clock`]]],
    [
      'Timer',
      [
        ...calendarsOf(schedule).map((moment): Line => ['OnCalendar', moment]),
        ['Persistent', 'true'],
        ['RandomizedDelaySec', 30],
      ],
    ],
    ['Install', [['WantedBy', 'timers.target']]],
  ])
  const path = `/etc/systemd/system/${timerOf(id)}`
  return [
    { path: unit.path, text: unit.text },
    { path, text: timer, restarts: [timerOf(id)] },
  ]
}

function serviceSections(machine: Machine, member: Member): readonly Section[] {
  const { workload, program } = member
  const isTimed = workload.schedule !== undefined
  return [
    [
      'Unit',
      [
        ['Description', `LLMFlow: ${workload.id}`],
        ['Wants', 'network-online.target'],
        ['After', ['network-online.target', ...unitsBefore(machine, member)].join(' ')],
        ...(isTimed ? [] : ([['StartLimitIntervalSec', 0]] as const)),
        ...listLine('RequiresMountsFor', dataFoldersOf(member)),
      ],
    ],
    [
      'Service',
      [
        ['Type', isTimed ? 'oneshot' : (program.start ?? 'exec')],
        ['User', program.user],
        ['Group', program.group],
        ...secretsOf(member).map(({ secret, key }): Line => [
          'LoadCredential',
          `${credentialOf(secret, key)}:${secretPath(secret, key)}`,
        ]),
        // A plus lets it write where programs lie, which the program itself may not.
        ...(program.programs === undefined
          ? []
          : ([['ExecStartPre', `+${fetchScript(workload.id)}`]] as const)),
        // Devices belong to root until a program is said to open them; where there is none, it goes on without.
        ...(program.devices ?? []).map((device): Line => [
          'ExecStartPre',
          `-+/bin/chown ${program.user} ${device}`,
        ]),
        ['ExecStart', runScript(workload.id)],
        ...(program.reload === undefined
          ? []
          : ([['ExecReload', program.reload.join(' ')]] as const)),
        ...(isTimed ? endLines(member) : restartLines(member)),
        ...limitLines(member),
        ...hardeningLines(member),
      ],
    ],
    ...(isTimed ? [] : ([['Install', [['WantedBy', 'multi-user.target']]]] as const)),
  ]
}

/** Only those on the same machine can be waited for here. */
const unitsBefore = ({ members }: Machine, { workload }: Member): readonly string[] =>
  (workload.after ?? []).filter((id) => members.some((one) => one.workload.id === id)).map(unitOf)

/** As root: the folder of what it tells is not the program's. */
const endLines = ({ workload, program }: Member): readonly Line[] => [
  ...(program.idleStatus === undefined
    ? []
    : ([['SuccessExitStatus', program.idleStatus]] as const)),
  ['ExecStopPost', `+${reportScript(workload.id)}`],
]

/** A program tells its own children when to end, better than a signal to all at once. */
const restartLines = ({ workload, program }: Member): readonly Line[] => [
  ['KillMode', program.leavesChildren === true ? 'process' : 'mixed'],
  ['Restart', 'always'],
  ['RestartSec', 2],
  ['TimeoutStartSec', 'infinity'],
  ['TimeoutStopSec', Math.max(1, Math.ceil((workload.stopWithin ?? 30_000) / 1000))],
]

function limitLines({ workload, program }: Member): readonly Line[] {
  const { memoryLimit, cpuLimit } = workload.resources
  return [
    ['LimitNOFILE', program.openFilesMax ?? 65_536],
    ['MemoryMax', printKubernetesBytes(memoryLimit).replace(/i$/, '')],
    ...(cpuLimit === undefined ? [] : ([['CPUQuota', `${Math.ceil(cpuLimit / 10)}%`]] as const)),
    ['TasksMax', 8192],
  ]
}

function hardeningLines(member: Member): readonly Line[] {
  const { workload, program } = member
  const capabilities = (workload.security.capabilities ?? []).map((name) => `CAP_${name}`).join(' ')
  const writable = [...dataFoldersOf(member), ...(program.writes ?? [])]
  return [
    ['CapabilityBoundingSet', capabilities],
    ['AmbientCapabilities', program.user === 'root' ? '' : capabilities],
    ['NoNewPrivileges', 'true'],
    ['UMask', '0077'],
    ['ProtectSystem', 'strict'],
    ...listLine('ReadWritePaths', writable),
    ...(program.runFolder === undefined
      ? []
      : ([['RuntimeDirectory', program.runFolder]] as const)),
    ['ProtectHome', 'true'],
    ['PrivateTmp', 'true'],
    ...((program.devices ?? []).length === 0
      ? ([['PrivateDevices', 'true']] as const)
      : (program.devices ?? []).map((device): Line => ['DeviceAllow', `${device} rw`])),
    ['ProtectClock', 'true'],
    ['ProtectControlGroups', 'true'],
    ['ProtectHostname', 'true'],
    ['ProtectKernelLogs', 'true'],
    ['ProtectKernelModules', 'true'],
    ['ProtectKernelTunables', 'true'],
    ['LockPersonality', 'true'],
    ['RestrictNamespaces', 'true'],
    ['RestrictRealtime', 'true'],
    ['RestrictSUIDSGID', 'true'],
    ['RestrictAddressFamilies', addressFamilies(workload.security.capabilities)],
    ['SystemCallArchitectures', 'native'],
  ]
}

/** Raw sockets are of a family of their own. */
const addressFamilies = (capabilities: readonly string[] = []): string =>
  `AF_UNIX AF_INET AF_INET6 AF_NETLINK${capabilities.includes('NET_RAW') ? ' AF_PACKET' : ''}`

const listLine = (name: string, values: readonly string[]): readonly Line[] =>
  values.length === 0 ? [] : [[name, values.join(' ')]]

const printUnit = (sections: readonly Section[]): string =>
  sections
    .map(
      ([title, lines]) =>
        `[${title}]\n${lines.map(([name, value]) => `${name}=${value}`).join('\n')}\n`,
    )
    .join('\n')
