// Expands Helm charts with the helm program, so that what would be applied is judged and not its templates.

import { dirname, join, resolve, sep } from 'node:path'
import { diagnostic, type Diagnostic, type SourceText } from '@llmflow/spec'
import type { Host } from '../host/host.js'

type Expanded = {
  readonly sources: readonly SourceText[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The sources with what helm makes of the templates of each chart. Without helm the templates stay as they are. */
export async function expandCharts(host: Host, sources: readonly SourceText[]): Promise<Expanded> {
  const charts = chartsIn(sources)
  if (charts.length === 0 || (await host.run('helm', ['version', '--short'])) === undefined) {
    return { sources, diagnostics: [] }
  }
  let current: Expanded = { sources, diagnostics: [] }
  for (const chart of charts) {
    const { folder } = chart
    const isTemplate = templatesOf(folder)
    const templates = current.sources.filter(({ name }) => isTemplate(name)).length
    if (templates === 0) continue
    const { rendered, diagnostics } = await expand(host, chart, templates)
    current = {
      sources: [...current.sources.filter(({ name }) => !isTemplate(name)), ...rendered],
      diagnostics: [...current.diagnostics, ...diagnostics],
    }
  }
  return current
}

type Chart = { readonly folder: string; readonly definition: SourceText }

/** Charts that are not part of another: those are expanded with it. */
function chartsIn(sources: readonly SourceText[]): readonly Chart[] {
  const all = sources
    .filter(({ name }) => /(?:^|[\\/])Chart\.yaml$/.test(name))
    .map((definition) => ({ folder: dirname(definition.name), definition }))
  return all.filter(
    ({ folder }) => !all.some((other) => folder.startsWith(join(other.folder, 'charts') + sep)),
  )
}

function templatesOf(folder: string): (name: string) => boolean {
  const [own, below] = [join(folder, 'templates') + sep, join(folder, 'charts') + sep]
  const inner = `${sep}templates${sep}`
  return (name) => name.startsWith(own) || (name.startsWith(below) && name.includes(inner))
}

async function expand(
  host: Host,
  { folder, definition }: Chart,
  templates: number,
): Promise<{
  readonly rendered: readonly SourceText[]
  readonly diagnostics: readonly Diagnostic[]
}> {
  const chart = resolve(host.workingDirectory, folder)
  const result = await host.run('helm', ['template', 'release', chart])
  if (result?.code === 0) return { rendered: splitBySource(folder, result.out), diagnostics: [] }
  const items = [firstLine(result?.error ?? '')].filter((line) => line !== '')
  const finding = diagnostic(
    'audit/unread-template',
    { document: definition.name, offset: 0, length: 1 },
    { file: join(folder, 'templates'), files: templates, reason: 'helm-failed' },
    { advice: items.length === 0 ? [] : [{ kind: 'list', items }] },
  )
  return { rendered: [], diagnostics: [finding] }
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? ''

/** helm says before a document which template it is from. */
function splitBySource(folder: string, printed: string): readonly SourceText[] {
  const texts = new Map<string, string>()
  let template = 'templates'
  for (const text of printed.split(/^---\n/m)) {
    template = /^# Source: [^/\n]+\/(.+)$/m.exec(text)?.[1] ?? template
    const before = texts.get(template)
    if (before !== undefined) texts.set(template, `${before}---\n${text}`)
    else if (text.trim() !== '') texts.set(template, text)
  }
  return [...texts].map(([path, text]) => {
    const file = join(folder, path)
    return { name: `helm:${file}`, text, madeFrom: file }
  })
}
