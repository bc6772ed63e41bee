// Holds the files that are open, and keeps them in this browser so that a reload loses nothing.

import { useEffect, useState } from 'react'
import { useSession } from '../../api/session.ts'
import type { EditorMemory } from './code-mirror.ts'
import { noFiles, workspaceFrom, type Workspace } from './workspace.ts'

export type OpenWorkspace = {
  readonly workspace: Workspace
  /** What the editor knows of these files. */
  readonly memory: EditorMemory
  readonly change: (how: (before: Workspace) => Workspace) => void
  /** Whether the browser had no room for them. */
  readonly isLost: boolean
}

/** Keystrokes come faster than anybody reloads. */
const keepAfterMs = 300

/** The files of the platform, of whoever is signed in: a browser may have several people. */
export function usePlatform(): OpenWorkspace {
  const { user } = useSession()
  return useWorkspace(`llmflow.platform.${user?.id ?? ''}`)
}

/** Undoing goes on after a visit to another page, such as the one where the language is chosen; signing out ends it. */
const memories = new Map<string, EditorMemory>()

function memoryOf(storageKey: string | undefined): EditorMemory {
  const memory: EditorMemory = memories.get(storageKey ?? '') ?? new Map()
  if (storageKey !== undefined) memories.set(storageKey, memory)
  return memory
}

/** Kept under a name; without one, gone with the page. */
export function useWorkspace(storageKey: string | undefined): OpenWorkspace {
  const [workspace, change] = useState(() =>
    storageKey === undefined ? noFiles : workspaceFrom(localStorage.getItem(storageKey)),
  )
  const [memory] = useState(() => memoryOf(storageKey))
  const [isLost, setLost] = useState(false)
  useEffect(() => {
    const names = new Set(workspace.files.map(({ name }) => name))
    for (const name of memory.keys()) if (!names.has(name)) memory.delete(name)
  }, [memory, workspace.files])
  useEffect(() => {
    if (storageKey === undefined) return undefined
    const keep = (): void => setLost(!kept(storageKey, workspace))
    const timer = setTimeout(keep, keepAfterMs)
    window.addEventListener('pagehide', keep)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pagehide', keep)
      kept(storageKey, workspace)
    }
  }, [storageKey, workspace])
  return { workspace, memory, change, isLost }
}

function kept(key: string, workspace: Workspace): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(workspace))
    return true
  } catch {
    return false
  }
}
