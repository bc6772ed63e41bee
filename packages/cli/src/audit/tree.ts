// Audits a rendered tree under the names that its files will have on the disk.

import { posix } from 'node:path'
import type { Proof } from '@llmflow/audit'
import type { Files, Plan, RenderedFile } from '@llmflow/spec'
import { loadRender } from '../tree/renderer.js'
import { loadAudit } from './load.js'

export async function proofOf(
  folder: string,
  { files, target }: Files,
  plan: Plan,
): Promise<Proof> {
  const { auditTree } = await loadAudit()
  const { renderers } = await loadRender()
  const named = (file: RenderedFile): RenderedFile => ({
    ...file,
    path: posix.join(folder, file.path),
  })
  return auditTree(files.map(named), plan, renderers[target].beside(plan).map(named))
}
