// Builds a program's files of configuration where its machine wants them.

import type { FileMount, Plan } from '@llmflow/spec'
import { resolveText } from '../../text.js'
import type { HostFile } from '../host-file.js'
import type { Member } from '../machines.js'
import { hostsNaming } from '../naming.js'
import { onMachine } from '../paths.js'
import { unitOf } from './names.js'

export function programFiles(plan: Plan, member: Member): readonly HostFile[] {
  const { workload, program } = member
  const unit = unitOf(workload.id)
  const before = (program.filesBefore ?? []).map(({ path, content }): HostFile => ({
    path,
    text: resolveText(plan, hostsNaming, content),
    isBeforePackages: true,
  }))
  const own = filesOf(member).map(({ path, content, executable }) => ({
    path: onMachine(program, path),
    text: onMachine(program, resolveText(plan, hostsNaming, content)),
    owner: 'root',
    group: program.group,
    mode: executable === true ? '0750' : '0640',
    ...(program.reload === undefined ? { restarts: [unit] } : { reloads: [unit] }),
  }))
  return [...before, ...own]
}

/** A file of the machine's takes the place of the image's at the same path. */
function filesOf({ workload, program }: Member): readonly FileMount[] {
  const own = program.files ?? []
  const paths = new Set(own.map(({ path }) => path))
  return [...(workload.files ?? []).filter(({ path }) => !paths.has(path)), ...own]
}
