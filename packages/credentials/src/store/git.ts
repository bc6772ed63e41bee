// Asks git what it tracks and ignores; where there is no git or no repository, nothing is tracked.

import type { RunProgram } from './folder.js'

/** A repository may belong to somebody else, and may name programs to run: neither is asked here. */
const safely = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false'] as const

/** Files below a folder that git tracks, relative to it. */
export async function trackedFiles(run: RunProgram, folder: string): Promise<readonly string[]> {
  const listed = await run('git', ['-C', folder, ...safely, 'ls-files', '-z', '--', '.'])
  if (listed?.code !== 0) return []
  return listed.out.split('\0').filter((name) => name !== '')
}

/** Whether any commit of any branch has the file. */
export async function wasEverTracked(
  run: RunProgram,
  folder: string,
  name: string,
): Promise<boolean> {
  const args = ['-C', folder, ...safely, 'log', '--all', '--max-count=1', '--format=%h', '--', name]
  const found = await run('git', args)
  return found?.code === 0 && found.out.trim() !== ''
}

/** Which of these files git would take up; none outside a repository. */
export async function unignoredFiles(
  run: RunProgram,
  folder: string,
  files: readonly string[],
): Promise<readonly string[]> {
  const inside = await run('git', ['-C', folder, ...safely, 'rev-parse', '--is-inside-work-tree'])
  if (inside?.code !== 0 || inside.out.trim() !== 'true') return []
  const tracked = new Set(await trackedFiles(run, folder))
  const open = await Promise.all(
    files.map(async (file) => {
      const asked = await run('git', ['-C', folder, ...safely, 'check-ignore', '--quiet', file])
      return tracked.has(file) || asked?.code === 1 ? [file] : []
    }),
  )
  return open.flat()
}
