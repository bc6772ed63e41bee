// The files that are open: what can be done with them, as values.

import type { Edit, Folder, TextFile } from '../../planning/messages.ts'

export type Workspace = {
  readonly files: readonly TextFile[]
  /** The file that is shown. */
  readonly active: string
  /** The overlay that is laid over; none when empty. */
  readonly environment: string
}

export const noFiles: Workspace = { files: [], active: '', environment: '' }

const overlay = /^env\/(.+)\.yaml$/

export const environmentsOf = ({ files }: Workspace): readonly string[] =>
  files.flatMap(({ name }) => overlay.exec(name)?.[1] ?? []).toSorted()

export const folderOf = ({ files, environment }: Workspace): Folder => ({
  files,
  environment: environment === '' ? undefined : environment,
})

export const textOf = ({ files }: Workspace, name: string): string | undefined =>
  files.find((file) => file.name === name)?.text

/** The platform first, then the inventory, then the overlays. */
const ranks = ['llmflow.yaml', 'inventory.yaml']
const rankOf = (name: string): number =>
  (ranks.indexOf(name) + ranks.length + 1) % (ranks.length + 1)

const inOrder = (files: readonly TextFile[]): readonly TextFile[] =>
  files.toSorted(
    (one, other) => rankOf(one.name) - rankOf(other.name) || Number(one.name > other.name) - 0.5,
  )

export function opened(files: readonly TextFile[], environment = ''): Workspace {
  const sorted = inOrder(files)
  return { files: sorted, active: sorted[0]?.name ?? '', environment }
}

/** Files of a name that is open already take its place. */
export function withFiles(before: Workspace, added: readonly TextFile[]): Workspace {
  const names = new Set(added.map(({ name }) => name))
  const kept = before.files.filter(({ name }) => !names.has(name))
  return { ...before, files: inOrder([...kept, ...added]), active: added[0]?.name ?? before.active }
}

export function withText(before: Workspace, name: string, text: string): Workspace {
  if (textOf(before, name) === text) return before
  const files = before.files.map((file) => (file.name === name ? { name, text } : file))
  return { ...before, files }
}

export function withoutFile(before: Workspace, name: string): Workspace {
  const files = before.files.filter((file) => file.name !== name)
  const active = before.active === name ? (files[0]?.name ?? '') : before.active
  const environment = name === `env/${before.environment}.yaml` ? '' : before.environment
  return { files, active, environment }
}

/** Undefined where the text is no longer the one that the edit was made for. */
export function withEdit(before: Workspace, made: Folder, edit: Edit): Workspace | undefined {
  const text = textOf(before, edit.file)
  const then = made.files.find(({ name }) => name === edit.file)?.text
  if (text === undefined || text !== then) return undefined
  return withText(before, edit.file, text.slice(0, edit.from) + edit.insert + text.slice(edit.to))
}

/** What was kept, or nothing where it is not a workspace. */
export function workspaceFrom(kept: string | null): Workspace {
  const value = parsed(kept)
  if (typeof value !== 'object' || value === null) return noFiles
  const fields = new Map<string, unknown>(Object.entries(value))
  const files = fields.get('files')
  const active = fields.get('active')
  const environment = fields.get('environment')
  if (!Array.isArray(files) || typeof active !== 'string') return noFiles
  return {
    files: files.flatMap(fileFrom),
    active,
    environment: typeof environment === 'string' ? environment : '',
  }
}

function fileFrom(value: unknown): readonly TextFile[] {
  if (typeof value !== 'object' || value === null) return []
  const fields = new Map<string, unknown>(Object.entries(value))
  const [name, text] = [fields.get('name'), fields.get('text')]
  return typeof name === 'string' && typeof text === 'string' ? [{ name, text }] : []
}

function parsed(text: string | null): unknown {
  try {
    const value: unknown = JSON.parse(text ?? 'null')
    return value
  } catch {
    return null
  }
}
