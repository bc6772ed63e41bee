// Loads a rendered firewall into a network of the test's own, and connects to it from addresses that may and may not.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, assert, beforeEach, describe, expect, it } from 'vitest'
import { renderHosts } from '@llmflow/render'
import { planOf } from './examples.js'
import { hasNamespaces, lacks, needing } from './program.js'

const { files } = renderHosts(planOf(['guide-production/llmflow.yaml']))

function rulesetOf(machine: string): string {
  const path = `hosts/machines/${machine}/etc/llmflow/firewall.nft`
  const text = files.find((file) => file.path === path)?.text
  assert(text !== undefined, `${path} is rendered`)
  return text
}

/** Who connects, under which address, to which port. */
type Attempt = readonly [address: string, port: number]

const own = '10.40.0.11'

describe('a firewall', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'llmflow-firewall-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  /**
   * Two networks joined by a cable: a machine with the rules that listens on every port, and a stranger who has all the
   * addresses. Says for each attempt whether a connection came about.
   */
  function attempts(ruleset: string, tried: readonly Attempt[]): readonly boolean[] {
    const ports = [...new Set(tried.map(([, port]) => port))]
    const addresses = [...new Set(tried.map(([address]) => address))]
    writeFileSync(join(folder, 'rules.nft'), ruleset)
    writeFileSync(
      join(folder, 'listen.mjs'),
      `import { createServer } from 'node:net'
for (const port of ${JSON.stringify(ports)}) createServer((socket) => socket.end()).listen(port, '${own}')
setTimeout(() => process.exit(), 60000)`,
    )
    writeFileSync(
      join(folder, 'connect.mjs'),
      `import { connect } from 'node:net'
const attempt = ([localAddress, port]) => new Promise((resolve) => {
  const socket = connect({ host: '${own}', port, localAddress, timeout: 1500 })
  const end = (result) => { socket.destroy(); resolve(result) }
  socket.on('connect', () => end(true)).on('error', () => end(false)).on('timeout', () => end(false))
})
console.log(JSON.stringify(await Promise.all(${JSON.stringify(tried)}.map(attempt))))
process.exit()`,
    )
    const script = `set -e
ip link set lo up
unshare --net sleep 60 & stranger=$!
trap 'kill $stranger $listener 2>/dev/null || true' EXIT
while [ "$(readlink /proc/$stranger/ns/net)" = "$(readlink /proc/$$/ns/net)" ]; do sleep 0.05; done
ip link add cable type veth peer name cable netns $stranger
ip address add ${own}/32 dev cable; ip link set cable up; ip route add default dev cable
there() { nsenter --target $stranger --net "$@"; }
there ip link set cable up
${addresses.map((address) => `there ip address add ${address}/32 dev cable`).join('\n')}
there ip route add ${own}/32 dev cable
nft --file rules.nft
'${process.execPath}' listen.mjs & listener=$!
sleep 0.5
there '${process.execPath}' connect.mjs`
    const { stdout, stderr } = spawnSync('unshare', ['--net', 'sh', '-c', script], {
      cwd: folder,
      encoding: 'utf8',
    })
    const answer: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? stderr)
    assert(Array.isArray(answer), stderr)
    return answer.map(Boolean)
  }

  const declared: readonly Attempt[] = [
    ['10.244.7.9', 5432],
    ['10.40.0.12', 2380],
    ['10.40.0.12', 5432],
    ['10.10.0.7', 22],
  ]
  const others: readonly Attempt[] = [
    ['10.244.7.9', 2380],
    ['10.244.7.9', 22],
    ['10.60.0.21', 5432],
    ['192.168.100.7', 5432],
    ['10.40.0.12', 9999],
  ]

  it.skipIf(lacks('nft', 'ip', 'unshare', 'nsenter'))(
    needing(['nft', 'ip', 'unshare', 'nsenter'], 'lets declared edges in and nothing else'),
    ({ skip }) => {
      skip(!hasNamespaces(), 'no network of its own can be had here')
      const rules = rulesetOf('postgresql-01')
      expect(attempts(rules, [...declared, ...others])).toEqual([
        ...declared.map(() => true),
        ...others.map(() => false),
      ])
    },
  )

  it.skipIf(lacks('nft', 'ip', 'unshare', 'nsenter'))(
    needing(['nft', 'ip', 'unshare', 'nsenter'], 'is what keeps the others out'),
    ({ skip }) => {
      skip(!hasNamespaces(), 'no network of its own can be had here')
      const open = rulesetOf('postgresql-01').replace('policy drop', 'policy accept')
      expect(attempts(open, others)).toEqual(others.map(() => true))
    },
  )

  it.skipIf(lacks('nft', 'unshare'))(
    needing(['nft', 'unshare'], 'can be loaded again, and leaves the tables of others alone'),
    ({ skip }) => {
      skip(!hasNamespaces(), 'no network of its own can be had here')
      writeFileSync(join(folder, 'rules.nft'), rulesetOf('app-01'))
      const script = `set -e; nft add table ip kube; nft --file rules.nft; nft --file rules.nft
nft list tables; nft list table inet llmflow | grep -c 'hook input'`
      const { stdout } = spawnSync('unshare', ['--net', 'sh', '-c', script], {
        cwd: folder,
        encoding: 'utf8',
      })
      expect(stdout).toBe('table ip kube\ntable inet llmflow\n1\n')
    },
  )
})
