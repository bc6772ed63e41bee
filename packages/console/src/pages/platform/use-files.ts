// Opens files into a workspace: picked, dropped, or of an example; asks before files that are open are lost.

import { useState } from 'react'
import { filesOfExample, type ExampleName } from './examples.ts'
import { pickFiles, save, type ReadFiles } from './disk.ts'
import type { OpenWorkspace } from './use-workspace.ts'
import { noFiles, opened, textOf, withFiles, withoutFile, type Workspace } from './workspace.ts'

export type FileActs = {
  readonly failure: unknown
  readonly leftOut: readonly string[]
  /** What waits for an answer: whether the open files may go, for others or for nothing. */
  readonly pending: 'replace' | 'close' | undefined
  readonly replace: () => void
  readonly keep: () => void
  readonly pick: (kind: 'files' | 'folder') => void
  readonly begin: (name: ExampleName) => void
  readonly take: (read: ReadFiles) => void
  readonly fail: (failure: unknown) => void
  readonly make: (name: string, text: string) => void
  readonly saveActive: () => void
  readonly removeActive: () => void
  readonly close: () => void
}

export function useFiles({ workspace, change }: OpenWorkspace): FileActs {
  const [failure, fail] = useState<unknown>()
  const [leftOut, leaveOut] = useState<readonly string[]>([])
  const [pending, ask] = useState<Workspace>()
  const put = (next: Workspace): void => {
    const kept = new Set(next.files.map(({ name, text }) => `${name}\n${text}`))
    const isAnyLost = workspace.files.some(
      ({ name, text }) => text.trim() !== '' && !kept.has(`${name}\n${text}`),
    )
    if (isAnyLost) ask(next)
    else change(() => next)
  }
  const take = ({ files, leftOut: rest }: ReadFiles): void => {
    fail(undefined)
    leaveOut(rest)
    if (files.length > 0) change((before) => withFiles(before, files))
  }
  const { active } = workspace
  return {
    failure,
    leftOut,
    pending: pending === undefined ? undefined : isWithin(pending, workspace) ? 'close' : 'replace',
    replace: () => {
      if (pending !== undefined) change(() => pending)
      ask(undefined)
    },
    keep: () => ask(undefined),
    pick: (kind) => void pickFiles(kind).then(take, fail),
    begin: (name) => void filesOfExample(name).then((files) => put(opened(files)), fail),
    take,
    fail,
    make: (name, text) => change((before) => withFiles(before, [{ name, text }])),
    saveActive: () => {
      const name = active.split('/').at(-1) ?? active
      save(name, new Blob([textOf(workspace, active) ?? ''], { type: 'application/yaml' }))
    },
    removeActive: () => put(withoutFile(workspace, active)),
    close: () => put(noFiles),
  }
}

/** Whether nothing is open then that was not open before. */
const isWithin = (next: Workspace, before: Workspace): boolean =>
  next.files.every((file) => before.files.includes(file))
