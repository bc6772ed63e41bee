// Finds realms and clients of a Keycloak here that programs use and that no realm of the files has.

import { diagnostic, type Diagnostic, type Excerpt } from '@llmflow/spec'
import type { Graph } from '../graph/graph.js'
import { isTemplate } from '../graph/lookup.js'
import type { AuditRule } from '../rule.js'

export const realmsNeverMade: AuditRule = (graph) => {
  const isHere = graph.processes.some(({ software }) => software?.software.name === 'keycloak')
  const texts = isHere ? textsOf(graph) : []
  const realms = namesIn(texts, making.realm)
  // Without a realm among the files it is made by hand, and so is all that is in it.
  if (realms.size === 0) return []
  const clients = namesIn(texts, making.client)
  return once([
    ...texts.flatMap((text) => missingIn(text, 'realm', using.realm, realms)),
    ...(clients.size === 0
      ? []
      : texts
          .filter(({ text }) => using.realm.test(text))
          .flatMap((text) => missingIn(text, 'client', using.client, clients))),
  ])
}

/** How a realm says what it and its clients are called. */
const making = {
  realm: /"realm"\s*:\s*"([^"]+)"|^[ \t]*realm:[ \t]*["']?([\w.-]+)|\brealm=([\w.-]+)/gm,
  client: /["']?clientId["']?\s*[:=]\s*["']?([\w.-]+)/g,
}

const using = {
  realm: /\/realms\/([\w.-]+)/,
  client: /\bclient[_-]id["']?\s*[:=]\s*["']?([\w.-]+)/i,
}

/** Those of programs: a document speaks of many things that are no setting. */
const textsOf = ({ files }: Graph): readonly Excerpt[] =>
  files
    .filter(({ form }) => form !== 'markdown' && form !== 'script' && form !== 'rules')
    .map(({ excerpt }) => excerpt)

function namesIn(texts: readonly Excerpt[], pattern: RegExp): ReadonlySet<string> {
  // One of the groups holds the name; those that do not join in are empty.
  const found = texts.flatMap(({ text }) =>
    [...text.matchAll(pattern)].map((match) => match.slice(1).join('')),
  )
  return found.length === 0 ? new Set() : new Set([...found, 'master'])
}

function missingIn(
  excerpt: Excerpt,
  thing: 'realm' | 'client',
  pattern: RegExp,
  made: ReadonlySet<string>,
): readonly Diagnostic[] {
  return [...excerpt.text.matchAll(new RegExp(pattern, `${pattern.flags}g`))].flatMap((match) => {
    const [whole, name = ''] = match
    const end = match.index + whole.length
    const lineStart = excerpt.text.lastIndexOf('\n', match.index) + 1
    const isComment = /^\s*(#|\/\/)/.test(excerpt.text.slice(lineStart, end))
    const isFilledIn = isTemplate(excerpt.text.slice(match.index, end + 1)) || /^[$%]/.test(name)
    if (made.has(name) || isComment || isFilledIn) return []
    const place = excerpt.place(end - name.length, name.length)
    return [diagnostic('wiring/never-created', place, { thing, name, on: 'Keycloak', unread: '' })]
  })
}

/** An entry of a ConfigMap is a text of its own and stands in another. */
function once(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const found = new Map(diagnostics.map((each) => [JSON.stringify(each.location), each]))
  return [...found.values()]
}
