// Reads configuration in the formats of the programs that the catalog knows; other texts come to nothing.

import { cut, readFields, wholeText, type Excerpt, type Field } from '@llmflow/spec'
import type { Configuration, Directive } from '../../graph/graph.js'
import { configurationKinds, softwareOfYaml, type ConfigurationKind } from './kinds.js'
import { linesOf } from './lines.js'

type Part = { readonly name: string; readonly excerpt: Excerpt }

/** Whether a text is configuration that can be read here. */
export function isConfiguration(name: string, text: string): boolean {
  if (!looksLikeYaml(text)) return kindOf(name, text) !== undefined
  return (
    /^(scope|pipeline)[ \t]*:/m.test(text) &&
    readConfiguration(name, wholeText('', text)).length > 0
  )
}

/**
 * The configurations in a text that goes by `name`, which may be empty. A text that holds several files, each begun
 * by a comment with its name, is read as these files.
 */
export function readConfiguration(name: string, excerpt: Excerpt): readonly Configuration[] {
  return partsOf(name, excerpt).flatMap((part) => configurationOf(part) ?? [])
}

/** The configuration in a field that was read already, such as a YAML file of its own. */
export function configurationOfField(
  name: string,
  root: Field,
  excerpt: Excerpt,
): Configuration | undefined {
  const software = softwareOfYaml(name, root)
  if (software === undefined) return undefined
  const directives = software === 'fluent-bit' ? directivesOfPipeline(root) : []
  return { software, role: software, name, namespace: '', excerpt, root, directives }
}

function configurationOf(part: Part): Configuration | undefined {
  const { name, excerpt } = part
  if (looksLikeYaml(excerpt.text)) return yamlConfiguration(part)
  const kind = kindOf(name, excerpt.text)
  if (kind === undefined) return undefined
  const { software, role, read } = kind
  return { software, role, name, namespace: '', excerpt, directives: read(excerpt) }
}

/** YAML and JSON begin with a key or a bracket; the texts in them are others' business. */
function looksLikeYaml(text: string): boolean {
  const first = /^(?![ \t]*(?:[#;!]|\r?$))[ \t]*(.*)/m.exec(text)?.[1] ?? ''
  return /^(?:[\w."'/-]+[ \t]*:(?:\s|$)|---|-[ \t]|\{|%YAML)/.test(first)
}

function kindOf(name: string, text: string): ConfigurationKind | undefined {
  const named = configurationKinds.filter(({ names }) => names.test(name))
  return (
    named.find((kind) => hasWords(kind, text)) ??
    configurationKinds.find((kind) => hasWords(kind, text)) ??
    named[0]
  )
}

function hasWords({ words, wordsMin }: ConfigurationKind, text: string): boolean {
  const found = new Set([...text.matchAll(words)].map(([, word]) => word?.toLowerCase()))
  return found.size >= wordsMin
}

/** Words that a YAML text must have before it is worth parsing for a program's configuration. */
const yamlWords = /^(scope|restapi|pipeline)[ \t]*:/m

function yamlConfiguration({ name, excerpt }: Part): Configuration | undefined {
  if (!yamlWords.test(excerpt.text)) return undefined
  const [root] = readFields(excerpt).documents
  return root === undefined ? undefined : configurationOfField(name, root, excerpt)
}

/** Fluent Bit's YAML says the same as its sections: `pipeline.inputs[]` is `[INPUT]`. */
function directivesOfPipeline(root: Field): readonly Directive[] {
  const sections = [
    { section: '[SERVICE]', fields: [root.get('service')] },
    { section: '[INPUT]', fields: root.get('pipeline', 'inputs').items },
    { section: '[FILTER]', fields: root.get('pipeline', 'filters').items },
    { section: '[OUTPUT]', fields: root.get('pipeline', 'outputs').items },
  ].flatMap(({ section, fields }) => fields.map((field) => ({ section, field })))
  return sections.flatMap(({ section, field }, sectionIndex) =>
    field.entries.map(({ key, field: value }) => ({
      section,
      sectionIndex: sectionIndex + 1,
      name: key,
      values: value.text === undefined ? [] : [{ text: value.text, excerpt: excerptOf(value) }],
      place: value.keyPlace,
    })),
  )
}

/** Numbers and booleans have a place but no characters of their own. */
const excerptOf = (field: Field): Excerpt =>
  field.excerpt.text === field.text
    ? field.excerpt
    : { text: field.text ?? '', place: () => field.place }

const fileNamed = /^[#;]+\s*(?:file:\s*)?([\w./-]+\.(?:conf|cfg|ini|ya?ml))\s*$/i

/** A comment that is a file's name begins that file, if something stands before it; else it names the text. */
function partsOf(name: string, excerpt: Excerpt): readonly Part[] {
  const parts: Part[] = []
  let current = name
  let start = 0
  let at = 0
  let isBegun = false
  for (const { excerpt: line } of linesOf(excerpt)) {
    const named = fileNamed.exec(line.text)?.[1]
    if (named !== undefined && isBegun) {
      parts.push({ name: current, excerpt: cut(excerpt, start, at) })
      start = at
      isBegun = false
    }
    if (named !== undefined) current = named.split('/').at(-1) ?? named
    if (line.text !== '' && !/^[#;]/.test(line.text)) isBegun = true
    at = nextLine(excerpt.text, at)
  }
  return isBegun ? [...parts, { name: current, excerpt: cut(excerpt, start) }] : parts
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end + 1
}
