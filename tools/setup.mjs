// Brings a fresh clone to the point where everything runs, and does nothing where nothing is missing.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { isInterrupted, passSignalsOn, run, runNode } from './process.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

const oldestNode = [20, 19]

/**
 * Installs and builds what is missing. Answers with an exit code.
 * @param {readonly string[]} projects TypeScript projects to build
 */
export async function setUp(projects = ['tsconfig.json']) {
  if (!isNodeNewEnough()) {
    process.stderr.write(
      `llmflow: Node ${oldestNode.join('.')} or newer is needed; this is ${process.version}\n`,
    )
    return 1
  }
  process.chdir(root)
  passSignalsOn()
  if (!isInstalled()) {
    say('installing dependencies (npm ci)')
    const code = await install()
    if (code !== 0) {
      if (!isInterrupted(code)) say('npm ci failed; run it alone to see all that it says')
      return code
    }
  }
  if (projects.length === 0) return 0
  if (!existsSync(join(root, 'packages/cli/dist/main.js'))) say('building (tsc -b)')
  const code = await runNode(['node_modules/typescript/bin/tsc', '-b', ...projects])
  return code === 0 ? buildConsole() : code
}

const consoleFolder = join(root, 'packages', 'console')

/** Builds the pages that the runtime serves, when what they are made from is newer than they are. */
async function buildConsole() {
  const built = join(consoleFolder, 'dist', 'index.html')
  if (existsSync(built) && newestOf(consoleSources) <= statSync(built).mtimeMs) return 0
  say('building the console (vite build)')
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  return runNode([vite, 'build', '--logLevel', 'error', consoleFolder])
}

/** The console bundles the pure packages with its own sources. */
const consoleSources = [
  ...['spec', 'catalog', 'planner', 'render', 'audit', 'console'].map((name) =>
    join(root, 'packages', name, 'src'),
  ),
  join(consoleFolder, 'index.html'),
  join(consoleFolder, 'vite.config.mjs'),
  join(consoleFolder, 'package.json'),
]

/**
 * When the latest change was, in milliseconds.
 * @param {readonly string[]} paths files and folders
 * @returns {number}
 */
function newestOf(paths) {
  return paths.reduce((newest, path) => {
    const facts = statSync(path)
    const inside = facts.isDirectory() ? readdirSync(path).map((name) => join(path, name)) : []
    return Math.max(newest, facts.mtimeMs, newestOf(inside))
  }, 0)
}

/** Progress goes to stderr: what a command prints on stdout is its result. */
export const say = (/** @type {string} */ text) => process.stderr.write(`llmflow: ${text}\n`)

function isNodeNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
}

/** npm's own client, found beside this Node where npm did not start us. */
function install() {
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const npmScript = process.env['npm_execpath']
  return npmScript?.endsWith('npm-cli.js')
    ? runNode([npmScript, ...args], { isQuiet: true })
    : run('npm', args, { isQuiet: true })
}

/**
 * Whether node_modules holds what package-lock.json asks for. Compares contents, not dates: a checkout touches
 * every date and changes nothing.
 */
function isInstalled() {
  const wanted = packagesOf('package-lock.json')
  const present = packagesOf('node_modules/.package-lock.json')
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/')) return true
    const found = present[path]
    if (found === undefined) return entry.optional === true
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockEntry
 * @param {string} lockFile
 */
function packagesOf(lockFile) {
  if (!existsSync(join(root, lockFile))) return {}
  /** @type {{ packages?: Record<string, LockEntry> }} */
  const lock = JSON.parse(readFileSync(join(root, lockFile), 'utf8'))
  return lock.packages ?? {}
}

/** `setup.mjs` builds everything, `setup.mjs PROJECT...` those, `setup.mjs --install` nothing. */
async function main() {
  const [first, ...rest] = process.argv.slice(2)
  if (first === undefined) return setUp()
  return first === '--install' ? setUp([]) : setUp([first, ...rest])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main()
