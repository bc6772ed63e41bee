// Renders a plan for a target, proves it, and packs it: the same files as `llmflow render` writes.

import { auditTree, type Proof } from '@llmflow/audit'
import { appliedTrees, digestOf, hasMachines, renderers } from '@llmflow/render'
import {
  hasErrors,
  manifestFile,
  manifestOf,
  type Diagnostic,
  type Files,
  type Language,
  type Plan,
  type RenderedFile,
  type SourceText,
  type Target,
} from '@llmflow/spec'
import { strToU8, zipSync } from 'fflate'
import { findingsOf } from './findings.ts'
import type { Folder, Rendered } from './messages.ts'
import { planEnvironments, planFolder } from './planned.ts'
import { version } from './version.ts'

type Tree = {
  /** Absent when errors stand against it. */
  readonly files: readonly RenderedFile[] | undefined
  readonly diagnostics: readonly Diagnostic[]
  readonly sources: readonly SourceText[]
  readonly lacksMachines: boolean
}

/** The files of a target with the list that stands beside them, or why there are none. */
function treeFor(given: Folder, target: Target): Tree {
  const folder = target === 'helm' ? { ...given, environment: undefined } : given
  const base = planFolder(folder)
  const others = target === 'helm' ? planEnvironments(folder) : undefined
  const diagnostics = [...base.diagnostics, ...(others?.diagnostics ?? [])]
  const sources = [...base.sources, ...(others?.sources ?? [])]
  const nothing = { files: undefined, diagnostics, sources, lacksMachines: false }
  const { plan } = base
  if (plan === undefined || hasErrors(diagnostics)) return nothing
  if (target === 'hosts' && !hasMachines(plan)) return { ...nothing, lacksMachines: true }
  const environments = others?.plans ?? {}
  const files = renderers[target].render(plan, environments)
  const proofs = appliedTrees(files, plan, environments).map((tree) =>
    proofOf(tree.files, tree.plan),
  )
  const faults = proofs.flatMap((proof) => proof.diagnostics)
  const proofSources = proofs.flatMap((proof) => proof.sources)
  const found = { diagnostics: [...diagnostics, ...faults], sources: [...sources, ...proofSources] }
  if (hasErrors(faults)) return { ...nothing, ...found }
  const list = manifestFile(manifestOf(files, plan, version, digestOfText))
  return { ...nothing, ...found, files: [...files.files, list] }
}

/** Findings of what was rendered, read with what stands beside it. */
export const proofOf = ({ files, target }: Files, plan: Plan): Proof =>
  auditTree(files, plan, renderers[target].beside(plan))

const digestOfText = (text: string): string => `sha256:${digestOf(text)}`

export function renderedOf(folder: Folder, target: Target, language: Language): Rendered {
  const { files, diagnostics, sources, lacksMachines } = treeFor(folder, target)
  if (lacksMachines) return { kind: 'no-machines' }
  if (files === undefined) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    return { kind: 'findings', findings: findingsOf(errors, sources, language) }
  }
  return {
    kind: 'files',
    files: files.map(({ path, text }) => ({ path, bytes: strToU8(text).length })),
  }
}

/** The oldest time that the format knows: the same plan gives the same archive. */
const time = new Date(1980, 0, 1)

export function zipOf(folder: Folder, target: Target): Uint8Array<ArrayBuffer> | undefined {
  const { files } = treeFor(folder, target)
  if (files === undefined) return undefined
  const entries = files.map(({ path, text }) => [path, strToU8(text)] as const)
  return Uint8Array.from(zipSync(Object.fromEntries(entries), { mtime: time }))
}
