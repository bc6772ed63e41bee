// Tells by its name, the language of its fence and its look which reader a text goes to.

import type { Text } from './collection.js'

export type Reader = 'markdown' | 'structured' | 'environment' | 'script' | 'query' | 'lines'

const shellLanguages: ReadonlySet<string> = new Set(['bash', 'sh', 'shell', 'zsh', 'console'])
export const structuredLanguages: ReadonlySet<string> = new Set(['yaml', 'yml', 'json', 'jsonc'])

/** By the name first: it says more than a fence's language, which many leave at what their editor colours. */
export function readerOf({ name, language, excerpt: { text }, depth }: Text): Reader {
  if (/\.(?:md|markdown|mdx)$/i.test(name)) return 'markdown'
  if (isEnvironmentFile(name)) return 'environment'
  if (/\.(?:sh|bash)$/i.test(name) || text.startsWith('#!/')) return 'script'
  if (/\.(?:conf|cfg|ini)$/i.test(name)) return 'lines'
  if (/\.(?:ya?ml|json)$/i.test(name)) return 'structured'
  if (language !== undefined) {
    if (shellLanguages.has(language)) return 'script'
    if (language === 'promql') return 'query'
    return structuredLanguages.has(language) ? 'structured' : 'lines'
  }
  if (depth > 0) return 'lines'
  // What comes through a pipe has no name: only Markdown has fences, everything else is tried as YAML.
  return /^(?:```|~~~)/m.test(text) ? 'markdown' : 'structured'
}

const isEnvironmentFile = (name: string): boolean =>
  /^\.env(?:[._-]|$)|\.env(?:\.(?:example|sample|template|dist|local))?$/.test(name)

/** Templates of Helm and of site generators are no YAML yet. Alert texts have braces too, but not these words. */
export function isTemplateText({ name, excerpt: { text } }: Text): boolean {
  if (/\.(?:tpl|gotmpl)$/.test(name)) return true
  if (/^\s*\{%-?\s/m.test(text)) return true
  if (!text.includes('{{')) return false
  if (/^\s*\{\{-?\s*(?:if|range|with|define|template|end)\b/m.test(text)) return true
  return text.split('\n').some(isFilledByHelm)
}

/** Values may speak of templates in comments, and hold them in quotes for the chart to fill in. */
const isFilledByHelm = (line: string): boolean =>
  line.includes('{{') &&
  /\{\{-?(?:[^{}]*\.(?:Values|Release|Chart)\b|\s*include\b)/.test(
    line.replace(/^\s*#.*|"[^"]*"|'[^']*'/g, ''),
  )

/**
 * Whether a text that is no YAML stands for one that is made of it: lines or beginnings of values are filled in first.
 * A sentence after the braces of an alert is not meant so, since Prometheus reads such a file as it is.
 */
export function isFilledInFirst(text: string): boolean {
  return (
    /^[ \t]*(?:\{\{.*|\$\{\w+\}[ \t\r]*)$/m.test(text) ||
    /^[ \t-]*(?:[\w.-]+:[ \t]+)?(?:\{\w+\}|\{\{(?!\s*\$(?:labels|value)\b)[^{}\n]*\}\})[^\s,}\]#]/m.test(
      text,
    )
  )
}

/** What a program here would read, or a person would apply; any other file of a directory may hold anything. */
export function isMeantForUs({ name, excerpt: { text } }: Text): boolean {
  if (/^(?:values|chart|kustomization|(?:docker-)?compose|prometheus)\b/i.test(name)) return true
  return /^[ \t{-]*["']?(?:apiVersion|services|groups|panels)["']?\s*:/m.test(text)
}
