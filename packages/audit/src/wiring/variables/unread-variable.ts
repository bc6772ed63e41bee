// Finds variables of a list that no file beside it reads.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { AuditedFile, Graph } from '../../graph/graph.js'
import type { AuditRule } from '../../rule.js'
import { directoryOf, distinctTexts, isBelow } from '../../graph/documents.js'
import { isUnreadNamesake } from '../../software/setting-not-read.js'
import { variableLists } from './variable-uses.js'

/** Ways to hand a whole list to a program: then every name may be read. */
const handsOver =
  /env_file\s*:|from-env-file|\benvs\s*:|dotenv|\benvFrom\b[\s\S]*configMapGenerator|run\b.*--env-file|set -a|source .*\.env/

export const unreadVariable: AuditRule = (graph) => {
  const lists = variableLists(graph)
  if (lists.length === 0) return []
  const readers = distinctTexts(graph.files.filter(({ form }) => !listing.has(form)))
  return lists.flatMap(({ file }) => {
    const directory = directoryOf(file.place.document)
    const beside = readers.filter(({ document }) => isBelow(document, directory))
    if (beside.some(({ excerpt }) => handsOver.test(excerpt.text))) return []
    const read = namesRead(beside, graph)
    const unread = file.variables.filter(({ name }) => !read.has(name) && !readByCompose.test(name))
    // A list of which little is used here is the list of something else.
    if (unread.length * 2 > file.variables.length) return []
    // What carries the name of a program that does not read it is reported as that program's.
    return unread
      .filter(({ name }) => !isUnreadNamesake(graph, name))
      .map(({ name, keyPlace }): Diagnostic =>
        diagnostic('wiring/unread-variable', keyPlace, { variable: name }),
      )
  })
}

/** docs.docker.com/compose/how-tos/environment-variables/envvars: what Compose takes from `.env` for itself. */
const readByCompose = /^(?:COMPOSE|DOCKER|BUILDKIT)_/

const listing: ReadonlySet<AuditedFile['form']> = new Set(['environment', 'markdown', 'tree'])

/** Names anywhere but where they are set: before a colon or an equals sign with a value behind it. */
function namesRead(files: readonly AuditedFile[], graph: Graph): ReadonlySet<string> {
  const texts = [
    ...files.map(({ excerpt }) => excerpt.text),
    ...graph.environmentFiles.flatMap(({ variables }) =>
      variables.flatMap(({ value }) => (value?.includes('$') === true ? [value] : [])),
    ),
  ]
  const read = new Set<string>()
  for (const text of texts) {
    for (const [, name] of text.matchAll(
      /(?<![\w])([A-Za-z_]\w+)(?!\w)(?!["']?[ \t]*[:=][ \t]*\S)/g,
    )) {
      if (name !== undefined) read.add(name)
    }
    for (const [, name] of text.matchAll(/\$\{?([A-Za-z_]\w*)/g)) {
      if (name !== undefined) read.add(name)
    }
  }
  return read
}
