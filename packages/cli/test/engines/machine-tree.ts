// Renders an example's machines into a folder, so that programs can be asked about each file.

import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Plan } from '@llmflow/spec'
import { renderHosts } from '@llmflow/render'

type Tree = {
  /** The folder that the playbook lies in. */
  readonly folder: string
  readonly files: readonly File[]
}

export type File = { readonly path: string; readonly place: string; readonly text: string }

export function writeMachines(plan: Plan): Tree {
  const folder = mkdtempSync(join(tmpdir(), 'llmflow-machines-'))
  const files = renderHosts(plan).files.map(({ path, text }) => {
    const place = join(folder, path)
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, text)
    if (text.startsWith('#!')) chmodSync(place, 0o755)
    return { path, place, text }
  })
  return { folder: join(folder, 'hosts'), files }
}

/** Files whose path has a form, each text once: the same file on many machines is asked about once. */
export function different(tree: Tree, form: RegExp): readonly File[] {
  const found = tree.files.filter(({ path }) => form.test(path))
  return [...new Map(found.map((file) => [file.text, file])).values()]
}

/** Puts a value wherever the playbook wants one. */
export function writeSecrets(tree: Tree, value: string): void {
  const variables = join(tree.folder, 'host_vars')
  for (const name of readdirSync(variables)) {
    for (const [, source = ''] of readFileSync(join(variables, name), 'utf8').matchAll(
      /^ {2}- source: (.+)$/gm,
    )) {
      const place = join(tree.folder, 'secrets', source)
      mkdirSync(dirname(place), { recursive: true })
      writeFileSync(place, value)
    }
  }
}
