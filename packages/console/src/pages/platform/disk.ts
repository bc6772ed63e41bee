// Files from and to the reader's disk: picked, dropped, or a whole folder; nothing of them leaves the browser.

import type { TextFile } from '../../planning/messages.ts'

export type ReadFiles = {
  readonly files: readonly TextFile[]
  /** Too large, or no text. */
  readonly leftOut: readonly string[]
}

export const fileBytesMax = 4 * 1024 * 1024
/** Text has no such character; a binary file has one early. */
const binaryMark = '\u0000'
const binaryWithin = 8000
const readNames = /\.(ya?ml|json|mdx?|markdown|conf|cfg|ini|env|sh|txt|rules)$/i

type Picked = { readonly path: string; readonly file: File }

/** Asks for files, or for a folder with all that is in it. */
export function pickFiles(kind: 'files' | 'folder'): Promise<ReadFiles> {
  return new Promise((resolve, reject) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    input.webkitdirectory = kind === 'folder'
    input.addEventListener('cancel', () => resolve({ files: [], leftOut: [] }))
    input.addEventListener('change', () => {
      const picked = [...(input.files ?? [])].map((file) => ({ path: pathOf(file), file }))
      read(picked).then(resolve, reject)
    })
    input.click()
  })
}

/** The path below the folder that was chosen. */
const pathOf = ({ webkitRelativePath, name }: File): string =>
  webkitRelativePath === '' ? name : webkitRelativePath.split('/').slice(1).join('/')

/** What was dropped, folders with all that is in them. */
export async function readDropped(transfer: DataTransfer): Promise<ReadFiles> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) {
    return read([...transfer.files].map((file) => ({ path: file.name, file })))
  }
  const [only] = entries
  const isOneFolder = entries.length === 1 && only?.isDirectory === true
  const picked = (await Promise.all(entries.map((entry) => filesBelow(entry, '')))).flat()
  const names = picked.map(({ path, file }) => ({
    path: isOneFolder ? path.slice(path.indexOf('/') + 1) : path,
    file,
  }))
  return read(names)
}

async function filesBelow(entry: FileSystemEntry, folder: string): Promise<readonly Picked[]> {
  const path = `${folder}${entry.name}`
  if (isFileEntry(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    return [{ path, file }]
  }
  if (!isDirectoryEntry(entry) || entry.name.startsWith('.')) return []
  const inside = await entriesOf(entry)
  return (await Promise.all(inside.map((one) => filesBelow(one, `${path}/`)))).flat()
}

const isFileEntry = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isDirectoryEntry = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry =>
  entry.isDirectory

/** A reader gives a hundred at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) return all
    all.push(...some)
  }
}

async function read(picked: readonly Picked[]): Promise<ReadFiles> {
  const wanted = picked.filter(({ path }) => readNames.test(path) && !/(^|\/)\./.test(path))
  const texts = await Promise.all(
    wanted.map(async ({ path: name, file }) => ({
      name,
      text: file.size > fileBytesMax ? undefined : await file.text(),
    })),
  )
  const files = texts.flatMap(({ name, text }) =>
    text === undefined || text.slice(0, binaryWithin).includes(binaryMark) ? [] : [{ name, text }],
  )
  const kept = new Set(files.map(({ name }) => name))
  // In a folder much is no text and nobody meant it; where nothing is left, something was meant.
  const meant = wanted.length === 0 ? picked : wanted
  return { files, leftOut: meant.map(({ path }) => path).filter((path) => !kept.has(path)) }
}

/** Gives the reader a file. */
export function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
