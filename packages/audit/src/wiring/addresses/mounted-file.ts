// Finds the files beside a compose file that its services mount: they use the names that these services know.

import type { Excerpt } from '@llmflow/spec'
import type { Composition, Graph, Process } from '../../graph/graph.js'
import { volumesOf } from '../../read/compose-service.js'

type MountedFile = {
  readonly excerpt: Excerpt
  readonly scope: {
    readonly kind: 'compose'
    readonly composition: Composition
    readonly process: Process
  }
}

export function mountedFiles(graph: Graph): readonly MountedFile[] {
  if (graph.compositions.length === 0) return []
  const files = graph.files.filter(
    ({ form, fence, document, name }) =>
      (form === 'unknown' || form === 'configuration') &&
      fence === undefined &&
      document.endsWith(name) &&
      isConfiguration(document),
  )
  return graph.compositions.flatMap((composition) => {
    const { document } = composition.field.place
    const folder = document.slice(0, document.lastIndexOf('/') + 1)
    return composition.processes.flatMap((process) => {
      const sources = volumesOf(process.field)
        .filter(({ isNamed, source }) => !isNamed && /^\.?\.?\//.test(source))
        .map(({ source }) => resolve(folder, source))
      return files
        .filter((file) => sources.some((source) => isIn(file.document, source)))
        .map(({ excerpt }) => ({
          excerpt,
          scope: { kind: 'compose' as const, composition, process },
        }))
    })
  })
}

/** Programs and pages are mounted, too; what they call is not configured. */
const isConfiguration = (document: string): boolean =>
  /\.(ya?ml|conf|cfg|ini|toml|json|properties)$/i.test(document) &&
  !/(^|\/)(package(-lock)?|tsconfig|composer)\.json$/.test(document)

/** `./prometheus` beside `demo/compose.yaml` is `demo/prometheus`. The folder itself holds everything, and so nothing. */
function resolve(folder: string, source: string): string {
  const parts = folder.split('/').filter((part) => part !== '')
  for (const part of source.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  const path = `${folder.startsWith('/') ? '/' : ''}${parts.join('/')}`
  return `${path}/` === folder ? '' : path
}

const isIn = (document: string, source: string): boolean =>
  source !== '' && (document === source || document.startsWith(`${source}/`))
