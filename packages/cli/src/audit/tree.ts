// Audits a rendered tree before it is written: what LLMFlow makes has to pass its own proof.

import { posix } from 'node:path'
import type { AuditFile } from '@llmflow/audit'
import {
  isJson,
  readDocument,
  type Diagnostic,
  type Files,
  type Plan,
  type RenderedFile,
} from '@llmflow/spec'
import type { Source } from '../sources/source.js'
import { loadRenderer } from '../tree/renderer.js'
import { loadAudit } from './load.js'

type Proof = { readonly diagnostics: readonly Diagnostic[]; readonly sources: readonly Source[] }

/**
 * From the objects that were printed, not from their texts; nothing else exists than what is there. Machines have a cluster
 * beside them, which is read with them and not judged.
 */
export async function auditTree(
  folder: string,
  { files, target }: Files,
  plan: Plan,
): Promise<Proof> {
  const audit = await loadAudit()
  const { diagnostics } = audit({
    files: [...files, ...(target === 'hosts' ? await clusterOf(plan) : [])].map((file) =>
      auditFileOf(folder, file),
    ),
    isComplete: true,
    ...(plan.registry === null ? {} : { registry: plan.registry.host }),
  })
  const own = new Set(files.map(({ path }) => posix.join(folder, path)))
  const told = diagnostics.filter(
    ({ severity, location }) => severity !== 'info' && own.has(location.document),
  )
  const documents = new Set(
    told.flatMap(({ location, related, advice }) => [
      location.document,
      ...related.map((place) => place.document),
      ...advice.flatMap((one) => (one.kind === 'frame' ? [one.location.document] : [])),
    ]),
  )
  const sources = files
    .map(({ path, text }) => ({ name: posix.join(folder, path), text }))
    .filter(({ name }) => documents.has(name))
    .map(withDocument)
  return { diagnostics: told, sources }
}

async function clusterOf(plan: Plan): Promise<readonly RenderedFile[]> {
  const { applied } = await loadRenderer('kubernetes')
  return applied(plan).files
}

function auditFileOf(folder: string, { path, text, object }: RenderedFile): AuditFile {
  const name = posix.join(folder, path)
  return isJson(object) ? { name, object } : { name, text }
}

/** Findings of a tree that was never parsed stand at paths: their lines are found when they are told. */
function withDocument({ name, text }: Source): Source {
  const { document } = readDocument(name, text)
  return document === undefined ? { name, text } : { name, text, document }
}
