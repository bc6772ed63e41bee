// Reads settings out of configuration of any program: lines of a name and a value, in blocks by indentation.

import type { Excerpt } from '@llmflow/spec'
import { linesOf } from '../../read/configuration/lines.js'
import type { Setting } from './settings.js'

const assignment =
  /^(?:-[ \t]+)?["']?([A-Za-z][\w./-]*)["']?(?:[ \t]*[:=][ \t]*|[ \t]+)(["']?)(.*?)\2[,;]?$/
const listItem = /^-[ \t]+(["']?)([^\s"']+)\1,?$/

/** Settings in blocks: a lesser indentation, an item of a list or a `[section]` ends a block. */
export function blocksOfText(excerpt: Excerpt): readonly (readonly Setting[])[] {
  const blocks: Setting[][] = []
  const open: { readonly indentation: number; readonly settings: Setting[] }[] = []
  const keys: { readonly indentation: number; readonly key: string }[] = []
  for (const { excerpt: line, indentation } of linesOf(excerpt)) {
    const { text } = line
    if (text === '' || /^(#|;|\/\/)/.test(text)) continue
    if (/^\[[^\]]*\]$|^\S+.*\{$/.test(text)) open.length = 0
    const isItem = /^-[ \t]/.test(text)
    const depth = isItem ? indentation + 2 : indentation
    while ((open.at(-1)?.indentation ?? -1) > depth) open.pop()
    if (isItem && open.at(-1)?.indentation === depth) open.pop()
    while ((keys.at(-1)?.indentation ?? -1) >= depth) keys.pop()
    const setting = settingOf(line, keys.at(-1)?.key ?? '')
    if (setting.text === '') keys.push({ indentation: depth, key: setting.key })
    let block = open.at(-1)
    if (block === undefined || block.indentation < depth) {
      block = { indentation: depth, settings: [] }
      open.push(block)
      blocks.push(block.settings)
    }
    block.settings.push(setting)
  }
  return blocks
}

/** A line with a name and a value, or an item of the list that a name above it holds. */
function settingOf(line: Excerpt, above: string): Setting {
  const item = listItem.exec(line.text)
  if (item?.[2] !== undefined) {
    const start = line.text.indexOf(item[2])
    return settingAt(line, above, item[2], start)
  }
  const match = assignment.exec(line.text)
  // Programs and data of one line may still hold whole addresses.
  if (match?.[1] === undefined) return settingAt(line, '', line.text, 0)
  const value = match[3] ?? ''
  return settingAt(line, match[1], value, line.text.lastIndexOf(value))
}

const settingAt = (line: Excerpt, key: string, text: string, at: number): Setting => ({
  key,
  text,
  place: (start, length) => line.place(at + start, length),
})
