// Makes single mistakes in a tree without faults and counts those that an audit notices.

import { audit, type AuditReport } from '@llmflow/audit'
import { isJsonObject, type Diagnostic, type Json } from '@llmflow/spec'
import fc from 'fast-check'

import { mutations, type Mutation } from './mutations.js'
import { placesOf, replaceAt, type Path } from './places.js'
import { guideTree, inputOf, type Tree } from './tree.js'

/** A place where a mistake can be made. */
type Site = { readonly mutation: Mutation; readonly file: number; readonly path: Path }

export type Mistake = {
  readonly kind: string
  readonly file: string
  readonly at: string
  readonly from: string
  readonly to: string
  readonly isCaught: boolean
}

/** Findings of an unmutated tree count for nothing. */
const keyOf = ({ code, location, params }: Diagnostic): string =>
  JSON.stringify([code, location, params])

const heard = ({ diagnostics }: AuditReport): readonly Diagnostic[] =>
  diagnostics.filter(({ severity }) => severity !== 'info')

/** What an audit says of the tree as it is: nothing, or the mutations prove little. */
export const faultsOfTree = (tree: Tree = guideTree()): readonly Diagnostic[] =>
  heard(audit(inputOf(tree)))

/** Every kind of mistake is as likely as any other; the seed picks the place and the way. */
export function makeMistakes(seed: number, count: number): readonly Mistake[] {
  const tree = guideTree()
  const usual = new Set(faultsOfTree(tree).map(keyOf))
  const byKind = sitesOf(tree)
  const kinds = [...byKind.keys()].toSorted()
  const choices = fc.sample(fc.record({ kind: fc.nat(), site: fc.nat(), way: fc.nat() }), {
    seed,
    numRuns: count,
  })
  return choices.flatMap(({ kind, site, way }) => {
    const name = kinds[kind % Math.max(1, kinds.length)] ?? ''
    const sites = byKind.get(name) ?? []
    const chosen = sites[site % Math.max(1, sites.length)]
    return chosen === undefined ? [] : [mistake(tree, chosen, way, usual)]
  })
}

/** Places by kind, at which the mistake can be made. */
function sitesOf({ files }: Tree): ReadonlyMap<string, readonly Site[]> {
  const sites = new Map<string, Site[]>()
  for (const [file, { object }] of files.entries()) {
    const kind = isJsonObject(object) ? object['kind'] : undefined
    for (const mutation of mutations) {
      if (mutation.object !== undefined && mutation.object !== kind) continue
      if (mutation.applies?.(object) === false) continue
      for (const { path, value } of placesOf(object, mutation.path)) {
        if (mutation.change(value, 0) === undefined) continue
        sites.set(mutation.kind, [...(sites.get(mutation.kind) ?? []), { mutation, file, path }])
      }
    }
  }
  return sites
}

/** Long values are told from where they differ. */
function shortly(value: Json, other: Json): string {
  const [text, against] = [JSON.stringify(value), JSON.stringify(other)]
  if (text.length <= shownMax) return text
  const differs = Array.from(text).findIndex((character, index) => character !== against[index])
  const from = Math.max(0, differs - shownMax / 2)
  return `…${text.slice(from, from + shownMax)}…`
}

const shownMax = 100

function mistake(tree: Tree, site: Site, way: number, usual: ReadonlySet<string>): Mistake {
  const { mutation, file, path } = site
  const target = tree.files[file]
  const [place] = target === undefined ? [] : placesOf(target.object, path)
  const from = place?.value ?? null
  const to = mutation.change(from, way) ?? mutation.change(from, 0) ?? null
  const files = tree.files.map((one, index) =>
    index === file ? { ...one, object: replaceAt(one.object, path, to) } : one,
  )
  const isCaught = heard(audit(inputOf({ ...tree, files }))).some(
    (finding) => !usual.has(keyOf(finding)),
  )
  return {
    kind: mutation.kind,
    file: target?.name ?? '',
    at: path.join('.'),
    from: shortly(from, to),
    to: shortly(to, from),
    isCaught,
  }
}
