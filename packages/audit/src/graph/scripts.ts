// Collects commands: what containers run through a shell, what hooks run, and what people run from a runbook.

import type { Excerpt } from '@llmflow/spec'
import { readShell } from '../read/shell.js'
import type { KubernetesObject, Process, Script, Word } from './graph.js'

export function runbookScripts(shells: readonly Excerpt[]): readonly Script[] {
  return shells.map((excerpt) => ({
    excerpt,
    commands: readShell(excerpt),
    process: undefined,
    source: 'runbook',
  }))
}

/** The script of `sh -c '…'`; a command without a shell is one command. */
export function processScripts(processes: readonly Process[]): readonly Script[] {
  return processes.flatMap((process) => {
    const script = scriptOf([...process.command, ...process.args])
    if (script === undefined) return []
    return [{ excerpt: script, commands: readShell(script), process, source: 'container' as const }]
  })
}

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash'])

function scriptOf(words: readonly Word[]): Excerpt | undefined {
  const program = words[0]?.text.split('/').at(-1) ?? ''
  if (!shells.has(program)) return undefined
  const flag = words.findIndex(({ text }) => /^-[a-z]*c$/.test(text))
  return flag === -1 ? undefined : words[flag + 1]?.excerpt
}

/** Commands that Velero runs in pods before or after a backup. */
export function hookScripts(objects: readonly KubernetesObject[]): readonly Script[] {
  return objects
    .filter(({ apiVersion }) => apiVersion.startsWith('velero.io/'))
    .flatMap(({ field }) => [
      ...field.get('spec', 'template', 'hooks', 'resources').items,
      ...field.get('spec', 'hooks', 'resources').items,
    ])
    .flatMap((hook) => [...hook.get('pre').items, ...hook.get('post').items])
    .flatMap((step) => {
      const words = step
        .get('exec', 'command')
        .items.map((item) => ({ text: item.text ?? '', excerpt: item.excerpt }))
      const script = scriptOf(words)
      if (script === undefined) return []
      return [
        {
          excerpt: script,
          commands: readShell(script),
          process: undefined,
          source: 'hook' as const,
        },
      ]
    })
}
