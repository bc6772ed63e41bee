// Plans a folder, and remembers the last plan: one text is judged, explained and rendered without planning anew.

import { planPlatform } from '@llmflow/planner'
import { withoutKnown, type Diagnostic, type Plan, type ReadDirectory } from '@llmflow/spec'
import { environmentsIn, readFolder } from './folder.ts'
import type { Folder } from './messages.ts'

export type PlannedFolder = ReadDirectory & {
  /** Absent when nothing sensible could be planned; the diagnostics say why. */
  readonly plan: Plan | undefined
}

/** The texts that were planned last, with and without an overlay. */
const remembered = new Map<string, PlannedFolder>()
const rememberedMax = 4

export function planFolder(folder: Folder): PlannedFolder {
  const key = JSON.stringify(folder)
  const known = remembered.get(key)
  if (known !== undefined) return known
  const planned = planAnew(folder)
  const [oldest] = remembered.keys()
  if (remembered.size >= rememberedMax && oldest !== undefined) remembered.delete(oldest)
  remembered.set(key, planned)
  return planned
}

function planAnew(folder: Folder): PlannedFolder {
  const read = readFolder(folder)
  const { platform, inventory } = read
  if (platform === undefined) return { ...read, plan: undefined }
  const { plan, diagnostics } = planPlatform({ platform, inventory })
  return { ...read, plan, diagnostics: [...read.diagnostics, ...diagnostics] }
}

type PlannedEnvironments = {
  readonly plans: { readonly [name: string]: Plan }
  /** What is wrong in an environment and not in the base. */
  readonly diagnostics: readonly Diagnostic[]
  readonly sources: ReadDirectory['sources']
}

/** The plan of every environment, each over the same base: a chart holds values for all of them. */
export function planEnvironments(folder: Folder): PlannedEnvironments {
  const base = planFolder(folder)
  if (base.platform === undefined) return { plans: {}, diagnostics: [], sources: [] }
  const planned = environmentsIn(folder).map((name) => ({
    name,
    ...planFolder({ ...folder, environment: name }),
  }))
  return {
    plans: Object.fromEntries(
      planned.flatMap(({ name, plan }) => (plan === undefined ? [] : [[name, plan]])),
    ),
    diagnostics: planned.flatMap(({ diagnostics }) => withoutKnown(diagnostics, base.diagnostics)),
    sources: planned.flatMap(({ sources }) => sources),
  }
}
