// Reads charts: from Chart.yaml, or from a drawn tree of the files of one.

import { cut, type Excerpt, type Field, type Location } from '@llmflow/spec'
import type { Chart } from '../graph/graph.js'

type Named = { readonly name: string; readonly place: Location }

export function isChart(name: string, root: Field): boolean {
  if (/(^|\/)Chart\.ya?ml$/.test(name)) return root.entries.length > 0
  return (
    /^v[12]$/.test(root.get('apiVersion').text ?? '') &&
    root.get('kind').value === undefined &&
    root.get('name').text !== undefined &&
    root.get('version').text !== undefined
  )
}

/** A chart by its Chart.yaml. Its dependencies go by their alias where they have one. */
export function readChart(root: Field): Chart {
  const subcharts = root.get('dependencies').items.flatMap((dependency) => {
    const alias = dependency.get('alias')
    const named = alias.text === undefined ? dependency.get('name') : alias
    return named.text === undefined ? [] : [{ name: named.text, place: named.place }]
  })
  const name = root.get('name')
  return { name: name.text ?? '', place: name.place, definition: root, subcharts }
}

type Drawn = Named & { readonly depth: number; readonly isFolder: boolean }

/** The first chart in a drawn tree: a folder that holds a Chart.yaml, with the folders below its `charts/`. */
export function readTree(drawing: Excerpt): Chart | undefined {
  if (!drawing.text.includes('Chart.yaml')) return undefined
  const nodes = nodesOf(drawing)
  const charts = nodes.flatMap((node, index) => {
    const children = childrenOf(nodes, index)
    if (!children.some(({ name }) => name === 'Chart.yaml')) return []
    const folder = children.find(({ name, isFolder }) => name === 'charts' && isFolder)
    const subcharts =
      folder === undefined ? [] : childrenOf(nodes, nodes.indexOf(folder)).map(chartName)
    return [{ name: node.name, place: node.place, definition: undefined, subcharts }]
  })
  return charts[0]
}

const chartName = ({ name, place }: Drawn): Named => ({
  name: name.replace(/-v?\d[\w.+-]*\.tgz$/, ''),
  place,
})

/** What stands directly below a node: deeper lines up to the next one that is not. */
function childrenOf(nodes: readonly Drawn[], index: number): readonly Drawn[] {
  const parent = nodes[index]
  if (parent === undefined) return []
  const children: Drawn[] = []
  for (const node of nodes.slice(index + 1)) {
    if (node.depth <= parent.depth) break
    if (node.depth === parent.depth + 1) children.push(node)
  }
  return children
}

const line =
  /^((?:[│|]? {2,3}| | |[│|]\s{2,3})*(?:[├└+`|][─-]{1,3}\s?))?([\w.@-][\w.@+-]*)(\/?)\s*(?:#.*|\s{2,}.*)?$/u

function nodesOf(drawing: Excerpt): readonly Drawn[] {
  const nodes: Drawn[] = []
  let start = 0
  for (const text of drawing.text.split('\n')) {
    const match = line.exec(text.trimEnd().replaceAll(' ', ' '))
    if (match !== null) {
      const [, prefix = '', name = '', slash = ''] = match
      const depth = prefix === '' ? 0 : Math.max(1, Math.round(prefix.length / 4))
      const place = cut(drawing, start + prefix.length).place(0, name.length)
      nodes.push({ name, place, depth, isFolder: slash === '/' || !name.includes('.') })
    }
    start += text.length + 1
  }
  return nodes
}
