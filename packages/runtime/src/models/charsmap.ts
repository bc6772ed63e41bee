// Packs how a tokenizer normalizes characters into the form that GGUF keeps: a double array, then the replacements.

import assert from 'node:assert/strict'

type Node = { replacementAt: number | undefined; readonly children: Map<number, Node> }

/**
 * SentencePiece's `precompiled_charsmap`: the size of the array in bytes, the array of 32-bit units, and the
 * replacements, each with a zero after it. A unit holds its label (bits 0–7), whether a key ends there (8) and how to
 * get to its children (10–31); the value of a key lies where a child with the label 0 would.
 */
export function packCharsmap(replacements: ReadonlyMap<string, string>): Buffer {
  const { root, texts } = trieOf(replacements)
  const units = placed(root)
  const array = Buffer.alloc(units.length * 4)
  for (const [at, unit] of units.entries()) array.writeUInt32LE((unit ?? 0) >>> 0, at * 4)
  const size = Buffer.alloc(4)
  size.writeUInt32LE(array.length)
  return Buffer.concat([size, array, texts])
}

function trieOf(replacements: ReadonlyMap<string, string>): {
  readonly root: Node
  readonly texts: Buffer
} {
  const root = emptyNode()
  const texts: Buffer[] = []
  let at = 0
  for (const [key, replacement] of replacements) {
    let node = root
    for (const byte of Buffer.from(key)) {
      const next = node.children.get(byte) ?? emptyNode()
      node.children.set(byte, next)
      node = next
    }
    node.replacementAt = at
    const text = Buffer.from(`${replacement}\0`)
    texts.push(text)
    at += text.length
  }
  return { root, texts: Buffer.concat(texts) }
}

const emptyNode = (): Node => ({ replacementAt: undefined, children: new Map() })

const isLeaf = 1 << 8
const isValue = 0x80000000
const blockUnits = 256

/** Gives every node's children a block of their own, in which no place is taken that they need. */
function placed(root: Node): readonly (number | undefined)[] {
  const units: (number | undefined)[] = [0]
  const blocks = new Set<number>()
  let first = 1
  const place = (node: Node, at: number, label: number): void => {
    const labels = [...(node.replacementAt === undefined ? [] : [0]), ...node.children.keys()]
    while (units[first] !== undefined) first += 1
    let block = first
    while (blocks.has(block) || labels.some((one) => units[block ^ one] !== undefined)) block += 1
    blocks.add(block)
    const way = at ^ block
    // Longer ways than this are written otherwise; tables of characters stay far below.
    assert(way < 1 << 21, 'the table of characters fits into short ways')
    units[at] = label | (node.replacementAt === undefined ? 0 : isLeaf) | (way << 10)
    if (node.replacementAt !== undefined) units[block] = isValue | node.replacementAt
    for (const one of node.children.keys()) units[block ^ one] = 0
    for (const [one, child] of node.children) place(child, block ^ one, one)
  }
  place(root, 0, 0)
  // A reader may look at any label of the last block.
  units[Math.max(...blocks) + blockUnits] ??= 0
  return Array.from(units)
}
