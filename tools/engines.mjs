// `npm run test:engines`: has the engines themselves judge what is rendered: Prometheus by its promtool, Compose, Helm,
// and the programs of Debian that run on machines.
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { environmentOf, onPath, unpackPackages } from './debian.mjs'
import { findMinio, installPrograms } from './drills-programs.mjs'
import { findKubeadm } from './kubeadm.mjs'
import { run, runNode } from './process.mjs'
import { say, setUp } from './setup.mjs'

/** Where a package is unpacked when it is not installed; git ignores it. */
const folder = join('build', 'engines')
const unpacked = join(folder, 'usr', 'bin', 'promtool')

/** Debian's packages by the program that a test runs; a test whose program is missing says so and is skipped. */
const packages = {
  age: 'age',
  promtool: 'prometheus',
  'ansible-playbook': 'ansible-core',
  chromium: 'chromium',
  chronyd: 'chrony',
  containerd: 'containerd',
  curl: 'curl',
  haproxy: 'haproxy',
  ip: 'iproute2',
  keepalived: 'keepalived',
  'named-checkzone': 'bind9-utils',
  nft: 'nftables',
  openssl: 'openssl',
  'redis-cli': 'redis-tools',
  'redis-sentinel': 'redis-sentinel',
  'redis-server': 'redis-server',
  shellcheck: 'shellcheck',
  'systemd-analyze': 'systemd',
}

/** promtool takes seconds for some hundred files of rules, on a busy machine longer. */
const options = ['--testTimeout=120000']

/** @param {readonly string[]} args */
async function engines(args) {
  const setUpCode = await setUp([])
  if (setUpCode !== 0) return setUpCode
  await unpackPackages(folder, packages)
  const promtool = findPromtool()
  if (promtool === undefined) {
    say('test:engines skipped: no promtool, and its package cannot be had here')
    return 0
  }
  say(`promtool: ${promtool}`)
  const compose = await findCompose()
  say(`compose: ${compose ?? 'none; its tests are skipped'}`)
  const helm = await findHelm()
  say(`helm: ${helm ?? 'none, and no Go to build it; its tests are skipped'}`)
  const kubeadm = await findKubeadm(folder)
  say(`kubeadm: ${kubeadm ?? 'none, and no Go to build it; its tests are skipped'}`)
  await installPrograms()
  const minio = await findMinio(folder, onPath('go'))
  say(`minio: ${minio ?? 'none, and no Go to build it; drills of backups are skipped'}`)
  return runNode(
    ['node_modules/vitest/vitest.mjs', 'run', ...options, '.engines.test.ts', ...args],
    {
      env: {
        ...environmentOf(folder),
        LLMFLOW_PROMTOOL: promtool,
        ...(compose === undefined ? {} : { LLMFLOW_COMPOSE: compose }),
        ...(kubeadm === undefined ? {} : { LLMFLOW_KUBEADM: kubeadm }),
        ...(minio === undefined ? {} : { LLMFLOW_MINIO: minio }),
        ...(helm === undefined ? {} : { LLMFLOW_HELM: helm }),
      },
    },
  )
}

function findPromtool() {
  return onPath('promtool') ?? (existsSync(unpacked) ? join(process.cwd(), unpacked) : undefined)
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

/** Always the same release: what a chart may do differs among them. */
async function findHelm() {
  const built = join(process.cwd(), folder, 'helm')
  if (existsSync(built)) return built
  if (onPath('go') === undefined) return onPath('helm')
  mkdirSync(folder, { recursive: true })
  say(`building ${helmModule}`)
  const install = `GOBIN=$PWD/${folder} go install ${helmModule}`
  await run('sh', ['-c', install], { isQuiet: true })
  return existsSync(built) ? built : onPath('helm')
}

const helmModule = 'helm.sh/helm/v3/cmd/helm@v3.19.5'

process.exitCode = await engines(process.argv.slice(2))
