// Unpacks Debian packages into a folder of the repository, so that their programs can be asked without installing them.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

import { run } from './process.mjs'
import { say } from './setup.mjs'

/**
 * Unpacks the packages whose programs are missing, each with those that it needs and this machine lacks. Needs no rights.
 * @param {string} folder becomes the root of the unpacked packages
 * @param {Readonly<Record<string, string>>} packages by the program that is wanted of each
 */
export async function unpackPackages(folder, packages) {
  const missing = [...new Set(Object.entries(packages).flatMap(missingIn(folder)))]
  if (missing.length === 0) return
  if (onPath('apt-get') === undefined || onPath('dpkg') === undefined) {
    say(`no apt-get: ${missing.join(' ')} cannot be had here`)
    return
  }
  mkdirSync(join(folder, '.unpacked'), { recursive: true })
  say(`unpacking the Debian packages ${missing.join(' ')}`)
  for (const name of missing) {
    if ((await unpack(folder, name)) === 0) writeFileSync(markerOf(folder, name), '')
    else say(`${name} cannot be had here`)
  }
}

const missingIn =
  (/** @type {string} */ folder) =>
  (/** @type {readonly [program: string, name: string]} */ [program, name]) =>
    onPath(program) !== undefined || existsSync(markerOf(folder, name)) ? [] : [name]

/**
 * What programs of the unpacked packages need to find each other.
 * @param {string} folder
 * @returns {Record<string, string>}
 */
export function environmentOf(folder) {
  const root = join(process.cwd(), folder)
  const add = (/** @type {string} */ variable, /** @type {readonly string[]} */ paths) =>
    [process.env[variable], ...paths.map((path) => join(root, path))]
      .filter((part) => part !== undefined && part !== '')
      .join(delimiter)
  return {
    // Those of the machine itself come first, and what Debian keeps for administrators is there for everybody.
    PATH: `${add('PATH', ['usr/sbin', 'usr/bin', 'sbin', 'bin'])}${delimiter}/usr/sbin${delimiter}/sbin`,
    LD_LIBRARY_PATH: add('LD_LIBRARY_PATH', libraries),
    PYTHONPATH: add('PYTHONPATH', ['usr/lib/python3/dist-packages']),
    LLMFLOW_ENGINES: root,
  }
}

const libraries = ['x86_64', 'aarch64'].flatMap((machine) => [
  `usr/lib/${machine}-linux-gnu`,
  `lib/${machine}-linux-gnu`,
])

/** @param {string} program */
export const onPath = (program) =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((directory) => join(directory, program))
    .find((path) => existsSync(path))

const markerOf = (/** @type {string} */ folder, /** @type {string} */ name) =>
  join(folder, '.unpacked', name)

/** A machine without lists of packages gets them first, where it lets us; the second try tells why not. */
async function unpack(/** @type {string} */ folder, /** @type {string} */ name) {
  const command = getting(folder, name)
  if ((await run('sh', ['-c', `${command} 2>/dev/null`], { isQuiet: true })) === 0) return 0
  return run('sh', ['-c', `apt-get -qq update; ${command}`], { isQuiet: true })
}

/** An installed package is in the list of nothing: then it alone is unpacked, so that all of them lie in one folder. */
const getting = (/** @type {string} */ folder, /** @type {string} */ name) => `
set -e
copy=$(mktemp -d); trap 'rm -rf "$copy"' EXIT
wanted=$(apt-get --print-uris -qq --no-install-recommends install ${name} | sed -n 's/^[^ ]* \\([^_]*\\)_.*/\\1/p')
(cd "$copy" && apt-get -qq download \${wanted:-${name}})
for archive in "$copy"/*.deb; do dpkg -x "$archive" ${folder}; done`
