// `npm run test:engines`: has the engines themselves judge what is rendered: Prometheus by its promtool, and Compose.
import { existsSync, mkdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

import { run, runNode } from './process.mjs'
import { say, setUp } from './setup.mjs'

/** Where a package is unpacked when it is not installed; git ignores it. */
const folder = join('build', 'engines')
const unpacked = join(folder, 'usr', 'bin', 'promtool')
const debianPackage = 'prometheus'

/** promtool takes seconds for some hundred files of rules, on a busy machine longer. */
const options = ['--testTimeout=120000']

/** @param {readonly string[]} args */
async function engines(args) {
  const setUpCode = await setUp([])
  if (setUpCode !== 0) return setUpCode
  const promtool = await findPromtool()
  if (promtool === undefined) {
    say(`test:engines skipped: no promtool, and the package ${debianPackage} cannot be had here`)
    return 0
  }
  say(`promtool: ${promtool}`)
  const compose = await findCompose()
  say(`compose: ${compose ?? 'none; its tests are skipped'}`)
  return runNode(
    ['node_modules/vitest/vitest.mjs', 'run', ...options, '.engines.test.ts', ...args],
    {
      env: {
        LLMFLOW_PROMTOOL: promtool,
        ...(compose === undefined ? {} : { LLMFLOW_COMPOSE: compose }),
      },
    },
  )
}

/** Installed, unpacked by an earlier run, or unpacked now: neither needs rights that a person may lack. */
async function findPromtool() {
  const installed = onPath('promtool')
  if (installed !== undefined) return installed
  if (!existsSync(unpacked)) await unpack()
  return existsSync(unpacked) ? join(process.cwd(), unpacked) : undefined
}

/** The program that `docker compose` is, installed or built from its Go module; it needs no Docker to read a project. */
async function findCompose() {
  const installed = onPath('docker-compose')
  if (installed !== undefined) return installed
  const built = join(process.cwd(), folder, 'docker-compose')
  if (existsSync(built)) return built
  if (onPath('go') === undefined) return undefined
  mkdirSync(folder, { recursive: true })
  say(`building ${composeModule}`)
  await run('sh', ['-c', building], { isQuiet: true })
  return existsSync(built) ? built : undefined
}

const composeModule = 'github.com/docker/compose/v2@v2.40.3'
// Its module cannot be installed from elsewhere, so it is built in a copy of its own.
const building = `set -e; target=$PWD/${folder}; copy=$(mktemp -d); trap 'chmod -R u+w "$copy"; rm -rf "$copy"' EXIT
cd "$copy"; go mod download ${composeModule}
cp -r "$(go env GOMODCACHE)/${composeModule}/." .; chmod -R u+w .; go build -o "$target/docker-compose" ./cmd`

/** @param {string} program */
const onPath = (program) =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((directory) => join(directory, program))
    .find((path) => existsSync(path))

/** A machine without lists of packages gets them first, where it lets us; the second try tells why not. */
async function unpack() {
  if (onPath('apt-get') === undefined || onPath('dpkg') === undefined) return
  mkdirSync(folder, { recursive: true })
  say(`getting the Debian package ${debianPackage}`)
  if ((await run('sh', ['-c', getting], { isQuiet: true })) === 0) return
  await run('sh', ['-c', `apt-get -qq update; ${getting}`], { isQuiet: true })
}

const getting = `cd ${folder} && apt-get -qq download ${debianPackage} && dpkg -x ${debianPackage}_*.deb . && rm ${debianPackage}_*.deb`

process.exitCode = await engines(process.argv.slice(2))
