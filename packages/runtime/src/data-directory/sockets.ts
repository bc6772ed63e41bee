// A folder for unix sockets: in the data directory, or, since their paths are short, reached by a link in it.

import { lstat, mkdir, mkdtemp, readlink, realpath, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

/** macOS takes 103 bytes, Linux 107; names of sockets need up to 23. */
const folderBytesMax = 80

const prefix = 'llmflow-'

/** Makes the folder, with the mode 0700. Only the owner of the data directory calls it. */
export async function makeSocketFolder(dataDirectory: string): Promise<string> {
  const folder = join(dataDirectory, 'sockets')
  await removeLink(folder)
  if (Buffer.byteLength(folder) <= folderBytesMax) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return folder
  }
  await rm(folder, { recursive: true, force: true })
  const near = await mkdtemp(join(tmpdir(), prefix))
  await symlink(near, folder)
  return near
}

/** Where the sockets of a data directory are, for who comes from outside; undefined when nobody made them yet. */
export function findSocketFolder(dataDirectory: string): Promise<string | undefined> {
  return realpath(join(dataDirectory, 'sockets')).catch(() => undefined)
}

/** Forgets a folder that an earlier owner reached by a link; at its end, or at the next start when it was killed. */
export async function removeLink(folder: string): Promise<void> {
  const isLink = await lstat(folder).then(
    (status) => status.isSymbolicLink(),
    () => false,
  )
  if (!isLink) return
  const target = await readlink(folder)
  if (basename(target).startsWith(prefix)) await rm(target, { recursive: true, force: true })
  await rm(folder, { force: true })
}
