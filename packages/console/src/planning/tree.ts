// Renders a plan for a target, proves it, and packs it: the same files as `llmflow render` writes.

import { audit, type AuditFile } from '@llmflow/audit'
import { renderCompose, renderHelm, renderHosts, renderKubernetes } from '@llmflow/render'
import {
  hasErrors,
  isJson,
  type Diagnostic,
  type Files,
  type Language,
  type Plan,
  type RenderedFile,
  type Target,
} from '@llmflow/spec'
import { strToU8, zipSync } from 'fflate'
import { findingsOf } from './findings.ts'
import { readSource, type Source } from './folder.ts'
import type { Folder, Rendered } from './messages.ts'
import { planEnvironments, planFolder } from './planned.ts'
import { sha256 } from './sha256.ts'
import { version } from './version.ts'

type Environments = { readonly [name: string]: Plan }

type Renderer = {
  readonly render: (plan: Plan, environments: Environments) => Files
  /** What is applied in the end: a chart is nothing until Helm has made objects of it. */
  readonly applied: (plan: Plan) => Files
}

const renderers: { readonly [T in Target]: Renderer } = {
  kubernetes: { render: renderKubernetes, applied: renderKubernetes },
  helm: { render: renderHelm, applied: renderKubernetes },
  compose: { render: renderCompose, applied: renderCompose },
  hosts: { render: renderHosts, applied: renderHosts },
}

type Tree = {
  /** Absent when errors stand against it. */
  readonly files: readonly RenderedFile[] | undefined
  readonly diagnostics: readonly Diagnostic[]
  readonly sources: readonly Source[]
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
  const { render, applied } = renderers[target]
  const files = render(plan, environments)
  const trees = applied === render ? [files] : [plan, ...Object.values(environments)].map(applied)
  const proofs = trees.map((tree) => proofOf(tree, plan))
  const faults = proofs.flatMap((proof) => proof.diagnostics)
  const proofSources = proofs.flatMap((proof) => proof.sources)
  const found = { diagnostics: [...diagnostics, ...faults], sources: [...sources, ...proofSources] }
  if (hasErrors(faults)) return { ...nothing, ...found }
  return { ...nothing, ...found, files: [...files.files, listOf(files, plan)] }
}

const hasMachines = ({ nodes }: Plan): boolean =>
  Object.values(nodes).some(({ address }) => address !== undefined)

/** Findings of what was rendered; machines have a cluster beside them, which is read with them and not judged. */
export function proofOf(
  { files, target }: Files,
  plan: Plan,
): { readonly diagnostics: readonly Diagnostic[]; readonly sources: readonly Source[] } {
  const beside = target === 'hosts' ? renderKubernetes(plan).files : []
  const { diagnostics } = audit({
    files: [...files, ...beside].map(auditFileOf),
    isComplete: true,
    ...(plan.registry === null ? {} : { registry: plan.registry.host }),
  })
  const own = new Set(files.map(({ path }) => path))
  const told = diagnostics.filter(
    ({ severity, location }) => severity !== 'info' && own.has(location.document),
  )
  const documents = new Set(told.map(({ location }) => location.document))
  return {
    diagnostics: told,
    sources: files
      .filter(({ path }) => documents.has(path))
      .map(({ path, text }) => readSource({ name: path, text }).source),
  }
}

const auditFileOf = ({ path, text, object }: RenderedFile): AuditFile =>
  isJson(object) ? { name: path, object } : { name: path, text }

const digestOfText = (text: string): string => `sha256:${sha256(text)}`

/** Which files of a folder LLMFlow wrote, and from which plan: the next `llmflow render` reads it. */
function listOf({ files, target }: Files, plan: Plan): RenderedFile {
  const list = {
    apiVersion: 'llmflow.io/v1',
    kind: 'Tree',
    tool: version,
    target,
    plan: digestOfText(JSON.stringify(ordered(plan))),
    files: Object.fromEntries(files.map(({ path, text }) => [path, digestOfText(text)])),
  }
  const path = target === 'kubernetes' ? '.llmflow.json' : `.llmflow.${target}.json`
  return { path, text: `${JSON.stringify(list, null, 2)}\n` }
}

/** The digest of a plan does not depend on the order of keys. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(entries.map(([key, item]) => [key, ordered(item)]))
}

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
