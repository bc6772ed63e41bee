// Where Chromium is: on the PATH, or unpacked for the tests; they say so and are skipped where there is none.

import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Debian's own program, and what its start script would start where the package is only unpacked. */
export function findChromium(): string | undefined {
  const unpacked = process.env['LLMFLOW_ENGINES']
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return [
    ...folders
      .filter((folder) => unpacked === undefined || !folder.startsWith(unpacked))
      .flatMap((folder) =>
        ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)),
      ),
    ...(unpacked === undefined ? [] : [join(unpacked, 'usr/lib/chromium/chromium')]),
  ].find((path) => existsSync(path))
}

/** A file of tests that is skipped for the want of it says so. */
export const hasChromium = findChromium() !== undefined
if (!hasChromium) process.stderr.write('skipped: the console’s tests need Chromium\n')
