// Finds files that a compose file mounts and that are not beside it.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Graph } from '../../graph/graph.js'
import { volumesOf } from '../../read/compose-service.js'
import type { AuditRule } from '../../rule.js'
import { directoryOf, isBelow } from '../../graph/documents.js'

/** Forms that an audit of the directory would have read. */
const readForms = /\.(ya?ml|json|conf|cfg|ini|sh)$/

/** Only where other files of the directory were given: a compose file alone says nothing of its neighbours. */
export const missingMountedFile: AuditRule = (graph) => {
  const documents = new Set(graph.files.map(({ document }) => document))
  return graph.compositions.flatMap(({ processes, field }) => {
    const { document } = field.place
    const directory = directoryOf(document)
    const isDirectory = [...documents].some(
      (other) => other !== document && isBelow(other, directory),
    )
    if (!isDirectory || !isFile(graph, document)) return []
    return processes.flatMap((process) =>
      volumesOf(process.field).flatMap(({ source, isNamed, place }): readonly Diagnostic[] => {
        if (isNamed || !source.startsWith('./') || !readForms.test(source)) return []
        const file = source.slice(2)
        if (file.includes('$')) return []
        if (above(directory).some((folder) => documents.has(`${folder}${file}`))) return []
        return [diagnostic('wiring/missing-mounted-file', place, { file })]
      }),
    )
  })
}

/** Compose takes paths from the folder of the first file that it is given, which may lie above this one. */
function above(directory: string): readonly string[] {
  const parts = directory.split('/')
  return parts
    .map((_, index) => parts.slice(0, index).join('/'))
    .map((path) => (path === '' ? '' : `${path}/`))
    .concat(directory)
}

/** A compose file that stands in a document has no directory of its own. */
const isFile = ({ files }: Graph, document: string): boolean =>
  files.every((file) => file.document !== document || file.form !== 'markdown')
