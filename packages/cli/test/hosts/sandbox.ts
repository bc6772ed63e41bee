// Runs a script on a machine that is gone with it: namespaces of its own, and rendered files before this machine's own.

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where a program lies here, installed or unpacked. */
export const whereIs = (program: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((path) => existsSync(path))

/** Rendered files name programs where Debian installs them; here they may be unpacked somewhere else. */
export const withPrograms = (text: string, paths: readonly string[]): string =>
  paths.reduce(
    (found, path) => found.replaceAll(path, whereIs(path.slice(path.lastIndexOf('/') + 1)) ?? path),
    text,
  )

/** Root of a machine that lets namespaces be made; what lacks it is skipped. */
export const canUnshare = (): boolean =>
  process.getuid?.() === 0 &&
  spawnSync('unshare', ['--net', '--mount', '--pid', '--fork', 'true']).status === 0

/** Everything that it starts ends with it, whatever happens; `/etc`, `/run`, `/tmp` and data are its own. */
const preparation = `set -eu
mount --make-rprivate /
mount -t proc proc /proc
mount -t overlay -o "lowerdir=$1/etc:/etc" rendered /etc
for folder in /run /var/lib /usr/local/lib; do mount -t tmpfs own "$folder"; done
if [ -d "$1/usr/local/lib" ]; then cp -r "$1/usr/local/lib/." /usr/local/lib/; fi
ip link set lo up
`

type Said = { readonly status: number | null; readonly output: string }

export function inSandbox(root: string, script: string, timeoutMs = 60_000): Said {
  const spaces = ['--net', '--mount', '--pid', '--fork', '--kill-child=KILL']
  const { status, stdout, stderr } = spawnSync(
    'unshare',
    [...spaces, 'bash', '-c', `${preparation}${script}`, 'sandbox', root],
    { encoding: 'utf8', timeout: timeoutMs, killSignal: 'SIGKILL' },
  )
  return { status, output: `${stdout}${stderr}` }
}
