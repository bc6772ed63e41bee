// The files of the built console, read once at the start: what is asked for later is looked up here, never on the disk.

import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, isAbsolute, join, relative, sep } from 'node:path'
import { RuntimeError } from '../error.js'

export type ConsoleFile = {
  readonly type: string
  readonly bytes: Buffer
  /** The same, compressed by Brotli when the console was built. */
  readonly brotli?: Buffer
  readonly tag: string
}

export type ConsoleFiles = {
  readonly page: ConsoleFile
  /** By their addresses: `/assets/index-B3x.js`. */
  readonly files: ReadonlyMap<string, ConsoleFile>
}

const types: { readonly [extension: string]: string } = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** A console is a few megabytes: more is another folder, and would fill the memory. */
const bytesMax = 64 * 2 ** 20

/** Throws `configuration` for what is no built console. Links are left out: they could lead anywhere. */
export async function readConsole(directory: string): Promise<ConsoleFiles> {
  if (!isAbsolute(directory)) throw noConsole('is no absolute path')
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(
    (cause: unknown) => {
      throw noConsole('cannot be read', cause)
    },
  )
  const contents = new Map<string, Buffer>()
  let bytes = 0
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const content = await readFile(path)
    bytes += content.length
    if (bytes > bytesMax) throw noConsole(`holds more than ${bytesMax} bytes`)
    contents.set(`/${relative(directory, path).split(sep).join('/')}`, content)
  }
  const files = filesOf(contents)
  const page = files.get('/index.html')
  if (page === undefined) throw noConsole('holds no index.html')
  return { page, files }
}

const compressed = '.br'

function filesOf(contents: ReadonlyMap<string, Buffer>): ConsoleFiles['files'] {
  const files = new Map<string, ConsoleFile>()
  for (const [address, bytes] of contents) {
    const type = types[extname(address)]
    if (type === undefined) continue
    const brotli = contents.get(address + compressed)
    const tag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
    files.set(address, { type, bytes, tag, ...(brotli === undefined ? {} : { brotli }) })
  }
  return files
}

const noConsole = (problem: string, cause?: unknown): RuntimeError =>
  new RuntimeError('configuration', `LLMFLOW_CONSOLE_DIRECTORY ${problem}`, { cause })
