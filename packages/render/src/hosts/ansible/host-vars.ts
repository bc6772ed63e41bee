// Writes what Ansible needs to know of one machine to put its files in place and start its programs.

import type { Plan } from '@llmflow/spec'
import type { HostFile } from '../host-file.js'
import type { Machine, Member } from '../machines.js'
import { dataFoldersOf } from '../program/folders.js'
import { secretPath, timerOf, unitOf } from '../program/names.js'
import { secretFoldersOf, secretsOf } from '../program/secrets.js'

export function hostVars(plan: Plan, machine: Machine, files: readonly HostFile[]): object {
  const { name, members } = machine
  return {
    llmflow_machine: name,
    llmflow_packages: sorted(members.flatMap(({ program }) => program.packages)),
    llmflow_masked_units: sorted(members.flatMap(({ program }) => program.masks ?? [])),
    llmflow_folders: members.flatMap(foldersOf),
    llmflow_files: files.map(
      ({ path, owner = 'root', group = 'root', mode = '0644', restarts = [], reloads = [] }) => ({
        path,
        owner,
        group,
        mode,
        restarts,
        reloads,
      }),
    ),
    llmflow_secrets: [...secretsToPlace(members), ...registryAccess(plan, members)],
    llmflow_units: members.map(({ workload }) =>
      workload.schedule === undefined ? unitOf(workload.id) : timerOf(workload.id),
    ),
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

/** Values that systemd hands over belong to root; files that a program opens itself belong to it. */
function secretsToPlace(members: readonly Member[]): readonly object[] {
  const values = members.flatMap(secretsOf).map(({ secret, key }) => ({
    source: `${secret}/${key}`,
    path: secretPath(secret, key),
    owner: 'root',
    group: 'root',
  }))
  const files = members.flatMap((member) =>
    secretFoldersOf(member).map(({ secret, path }) => ({
      source: `${secret}/`,
      path: `${path}/`,
      owner: member.program.user,
      group: member.program.group,
    })),
  )
  return [...new Map([...values, ...files].map((one) => [one.path, one])).values()]
}

/** Programs that come out of an image are fetched with the registry's own credentials. */
function registryAccess(plan: Plan, members: readonly Member[]): readonly object[] {
  const secret = plan.registry?.pullSecret
  if (secret === undefined || members.every(({ program }) => program.programs === undefined))
    return []
  const key = '.dockerconfigjson'
  return [
    { source: `${secret}/${key}`, path: secretPath(secret, key), owner: 'root', group: 'root' },
  ]
}
