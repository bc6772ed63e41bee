// Says which templates stayed unread: once for those of a chart, because helm expands them together or not at all.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { AuditedFile } from '../graph/graph.js'
import { grouped } from '../graph/grouped.js'

export function unreadTemplates(files: readonly AuditedFile[]): readonly Diagnostic[] {
  const templates = files.filter(({ form }) => form === 'template')
  const charts = grouped(templates.map((file) => [chartOf(file), file] as const))
  return [...charts].flatMap(([chart, [first, ...others]]) => {
    if (first === undefined) return []
    return [
      diagnostic('audit/unread-template', first.excerpt.place(0, 1), {
        file: others.length === 0 ? first.name || first.document : chart,
        files: others.length + 1,
        reason: first.fence === undefined ? 'no-helm' : 'outside-a-chart',
      }),
    ]
  })
}

/** The folder of templates; a file that lies in none stands for itself. */
function chartOf({ document, fence, excerpt }: AuditedFile): string {
  const folder = /^(?:.*\/)?templates(?=\/)/.exec(document)?.[0]
  if (folder !== undefined && fence === undefined) return folder
  return `${document} ${JSON.stringify(excerpt.place(0, 1))}`
}
