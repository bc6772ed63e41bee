// Sets a setting by the smallest change of the text that says it now, so that comments and order stay.

import {
  isJsonArray,
  isJsonObject,
  locate,
  pointer,
  segmentsOf,
  valueAt,
  type Layered,
  type Pointer,
  type ReadDirectory,
  type SourceDocument,
} from '@llmflow/spec'
import { offsetOf } from './findings.ts'
import { readFolder } from './folder.ts'
import type { Edit, Folder } from './messages.ts'

/** The change that gives a setting of the platform a value; undefined where no text can say it. */
export function editOf(folder: Folder, path: Pointer, value: string): Edit | undefined {
  const read = readFolder(folder)
  const layered = read.platform?.layered
  if (layered === undefined) return undefined
  return replaced(read, layered, path, value) ?? added(read, layered, path, value)
}

type Place = { readonly document: SourceDocument; readonly path: Pointer }

/** Where a merged pointer was written. */
function placeIn(read: ReadDirectory, layered: Layered, path: Pointer): Place | undefined {
  const origin = layered.originOf(path)
  const document = read.sources.find(({ name }) => name === origin?.document)?.document
  if (origin === undefined || document === undefined) return undefined
  return valueAt(document.value, origin.pointer) === undefined
    ? undefined
    : { document, path: origin.pointer }
}

function replaced(
  read: ReadDirectory,
  layered: Layered,
  path: Pointer,
  insert: string,
): Edit | undefined {
  const place = placeIn(read, layered, path)
  if (place === undefined) return undefined
  const { document } = place
  const { line, column, endColumn } = locate(document, place.path, 'value')
  const from = offsetOf(document.text, line, column)
  return { file: document.name, from, to: from + endColumn - column, insert }
}

/** A setting that was left to its default is written before the first of those around it. */
function added(
  read: ReadDirectory,
  layered: Layered,
  path: Pointer,
  value: string,
): Edit | undefined {
  const segments = segmentsOf(path)
  const place = placeIn(read, layered, pointer(...segments.slice(0, -1)))
  if (place === undefined) return undefined
  const { document } = place
  const first = firstKeyIn(document, place.path)
  if (first === undefined) return undefined
  const { line, column } = locate(document, `${place.path}${pointer(first)}`, 'key')
  const from = offsetOf(document.text, line, column)
  const { line: mapLine, column: mapColumn } = locate(document, place.path, 'value')
  const isInBraces = document.text[offsetOf(document.text, mapLine, mapColumn)] === '{'
  const behind = isInBraces ? ', ' : `\n${' '.repeat(column - 1)}`
  const insert = `${segments.at(-1) ?? ''}: ${value}${behind}`
  return { file: document.name, from, to: from, insert }
}

function firstKeyIn({ value }: SourceDocument, path: Pointer): string | undefined {
  const map = valueAt(value, path)
  return map === undefined || !isJsonObject(map) || isJsonArray(map)
    ? undefined
    : Object.keys(map)[0]
}
