// Collects what lies on one machine: the parts that every machine has, and its programs.

import type { Plan } from '@llmflow/spec'
import { assert } from '../assert.js'
import type { HostFile } from './host-file.js'
import type { Machine } from './machines.js'
import { programFiles } from './program/files.js'
import { accountFiles } from './program/accounts.js'
import { fetchFiles } from './program/fetch.js'
import { reportFiles } from './program/report.js'
import { runFile } from './program/run.js'
import { unitFiles } from './program/unit.js'
import type { SystemPart } from './system-part.js'

/** A machine's files in the order of their paths, each path once. */
export function treeOf(
  plan: Plan,
  machine: Machine,
  system: Pick<SystemPart, 'files'>,
): readonly HostFile[] {
  const files = [
    ...(system.files ?? []),
    ...machine.members.flatMap((member) => [
      ...programFiles(plan, member),
      runFile(plan, machine, member),
      ...fetchFiles(plan, member),
      ...accountFiles(member),
      ...reportFiles(member),
      ...unitFiles(machine, member),
    ]),
  ]
  return unique(machine, files)
}

/** Two programs may bring the same file; they may not differ about it. */
function unique({ name }: Machine, files: readonly HostFile[]): readonly HostFile[] {
  const byPath = new Map<string, HostFile>()
  for (const file of files) {
    const other = byPath.get(file.path)
    assert(
      other === undefined || other.text === file.text,
      `${file.path} of ${name} has one content`,
    )
    byPath.set(file.path, { ...other, ...file })
  }
  return [...byPath.values()].toSorted((left, right) => (left.path < right.path ? -1 : 1))
}
