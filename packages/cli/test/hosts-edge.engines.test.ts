// Has HAProxy, Keepalived and Redis run what is rendered for machines, and an address move when HAProxy is gone.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { filesOf, writeTree } from './hosts/rendered.js'
import { canUnshare, inSandbox, whereIs, withPrograms } from './hosts/sandbox.js'

const programs = ['haproxy', 'keepalived', 'redis-server', 'redis-sentinel', 'redis-cli', 'curl']
const missing = programs.filter((program) => whereIs(program) === undefined)
const canRun = missing.length === 0 && canUnshare()
const reason =
  missing.length > 0 ? ` (skipped: no ${missing.join(', ')})` : canRun ? '' : ' (skipped: no root)'

const moved = ['/usr/sbin/keepalived', '/usr/sbin/haproxy', '/usr/bin/curl']
const users = ['haproxy', 'redis', 'keepalived_script']

describe.runIf(canRun)(`programs of machines${reason}`, () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'llmflow-edge-'))
    for (const machine of ['edge-01', 'edge-02', 'data-01']) prepare(join(folder, machine), machine)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function prepare(root: string, machine: string): void {
    const files = [...filesOf(machine)].map(
      ([path, text]) => [path, withPrograms(text, moved)] as const,
    )
    writeTree(root, new Map(files))
    const known = readFileSync('/etc/passwd', 'utf8')
    const lines = users.map((name, index) => `${name}:x:${64_000 + index}:0::/:/usr/sbin/nologin\n`)
    const unknown = lines.filter((_, index) => !known.includes(`\n${users[index]}:`))
    writeFileSync(join(root, 'etc/passwd'), `${known}${unknown.join('')}`)
    authority(join(root, 'etc/haproxy/postgresql'))
  }

  /** What HAProxy holds the members of PostgreSQL against; any certificate will do for a look at the file. */
  function authority(at: string): void {
    mkdirSync(at, { recursive: true })
    const words = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=authority'
    execFileSync('openssl', [...words.split(' '), '-keyout', '/dev/null', '-out', `${at}/ca.crt`], {
      stdio: 'ignore',
    })
  }

  const change = (machine: string, path: string, from: string, to: string): string => {
    const root = mkdtempSync(join(folder, 'changed-'))
    const original = join(folder, machine)
    execFileSync('cp', ['-r', `${original}/.`, root])
    const text = readFileSync(join(root, path), 'utf8')
    assert(text.includes(from), `${path} has ${from}`)
    writeFileSync(join(root, path), text.replace(from, to))
    return root
  }

  const checkProxy = 'haproxy -c -f /etc/haproxy/haproxy.cfg'

  it('HAProxy takes its file', () => {
    expect(inSandbox(join(folder, 'edge-01'), checkProxy)).toMatchObject({ status: 0 })
  })

  it('HAProxy would refuse a server whose name the machine does not know', () => {
    const root = change('edge-01', 'etc/hosts', 'data-02.postgresql.', 'data-09.postgresql.')
    expect(inSandbox(root, checkProxy).output).toContain('could not resolve address')
  })

  /** It ends itself by SIGTERM where the file has a script: what it says is the answer. */
  const checkAddresses = `ip link add eth0 type veth peer name eth1
ip link set eth0 up; ip link set eth1 up
ip address add 10.211.0.5/24 dev eth0
setsid keepalived --config-test --config-id=edge-01 --use-file=/etc/keepalived/keepalived.conf || true`

  it('Keepalived takes its file', () => {
    expect(inSandbox(join(folder, 'edge-01'), checkAddresses).output).not.toMatch(
      /Unknown|WARNING|not found|invalid|skipping/i,
    )
  })

  it('Keepalived would refuse a word that it does not know', () => {
    const root = change('edge-01', 'etc/keepalived/keepalived.conf', 'unicast_peer', 'unicast_pear')
    expect(inSandbox(root, checkAddresses).output).toContain("Unknown keyword 'unicast_pear'")
  })

  it('the address moves to the other machine when HAProxy is killed, and stays there', () => {
    const { output } = inSandbox(join(folder, 'edge-01'), addressMoves(folder))
    expect(output).toContain('leads first: ')
    expect(output).toMatch(/moved within [1-9] s/)
    expect(output).toContain('answers from a third machine')
    expect(output).toContain('stays where it is')
  })

  it('Redis serves each user what it may do, and nobody who does not say who it is', () => {
    const { output } = inSandbox(join(folder, 'data-01'), askRedis)
    const answers = new Map(
      output.split('\n').flatMap((line) => {
        const [question, answer] = line.split(' => ')
        return question === undefined || answer === undefined ? [] : [[question, answer] as const]
      }),
    )
    expect(answers.get('nobody: ping')).toContain('NOAUTH')
    expect(answers.get('llmflow: set a 1')).toContain('NOREPLICAS')
    expect(answers.get('llmflow: flushall')).toContain('NOPERM')
    expect(answers.get('llmflow: config get maxmemory')).toContain('NOPERM')
    expect(answers.get('llmflow: acl list')).toContain('NOPERM')
    expect(answers.get('monitoring: get a')).toContain('NOPERM')
    expect(answers.get('monitoring: config get masterauth')).toContain('NOPERM')
    expect(answers.get('replication: get a')).toContain('NOPERM')
    expect(answers.get('keda: llen a')).toBe('0')
    expect(answers.get('keda: get a')).toContain('NOPERM')
    expect(answers.get('admin: config get appendonly')).toContain('yes')
    expect(answers.get('nobody at a Sentinel: sentinel masters')).toContain('llmflow-redis')
    expect(answers.get('nobody at a Sentinel: sentinel failover llmflow-redis')).toContain('NOPERM')
    expect(answers.get('nobody at a Sentinel: sentinel set llmflow-redis quorum 1')).toContain(
      'NOPERM',
    )
  })
})

/** Two machines and a third that asks, around one bridge. */
const addressMoves = (folder: string): string => `
ip link add bridge type bridge; ip link set bridge up
mkdir -p /run/netns
machine() {
  ip netns add "$1"
  ip link add "p-$1" type veth peer name eth0 netns "$1"
  ip link set "p-$1" master bridge up
  ip -n "$1" address add "$2/24" dev eth0
  ip -n "$1" link set eth0 up; ip -n "$1" link set lo up
}
start() { # MACHINE PROGRAM
  ip netns exec "$1" unshare --mount bash -c '
    mkdir -p /run/llmflow-keepalived; mount -t tmpfs own /run/llmflow-keepalived
    exec /bin/sh "$1"' start "${folder}/$1/usr/local/lib/llmflow/$2/run" > "/run/$1-$2.log" 2>&1 &
}
holds() { ip -n "$1" -oneline address show eth0 | grep -q 10.211.0.100/; }
# Within some seconds; tenths of one are counted.
until_true() { waited=0; until "$@"; do sleep 0.1; waited=$((waited + 1)); [ $waited -lt 200 ] || return 1; done; }
one_holds() { for each in edge-01 edge-02; do if holds $each; then leader=$each; return 0; fi; done; return 1; }
machine edge-01 10.211.0.5; machine edge-02 10.211.0.6; machine data-01 10.211.0.11
for each in edge-01 edge-02; do start $each haproxy; start $each keepalived; done
until_true one_holds || { cat /run/*.log; exit 1; }
echo "leads first: $leader"
other=edge-02; if [ "$leader" = edge-02 ]; then other=edge-01; fi
# The script that asks HAProxy may be gone before it is looked at.
for pid in $(ip netns pids $leader); do
  if [ "$(cat /proc/$pid/comm 2>/dev/null)" = haproxy ]; then kill -9 $pid || true; fi
done
until_true holds $other || { cat /run/*.log; exit 1; }
echo "moved within $((waited / 10 + 1)) s"
ip netns exec data-01 curl --silent --fail --max-time 2 http://10.211.0.100:8404/ready > /dev/null
echo 'answers from a third machine'
start $leader haproxy
sleep 5
if holds $other && ! holds $leader; then echo 'stays where it is'; fi
`

/** A server and a Sentinel as their machine starts them, with a password that tells whose it is. */
const askRedis = `
export CREDENTIALS_DIRECTORY=/run/credentials
mkdir $CREDENTIALS_DIRECTORY /var/lib/redis /var/lib/redis-sentinel
chown redis /var/lib/redis /var/lib/redis-sentinel
for name in $(sed -n 's/^LoadCredential=\\([^:]*\\):.*/\\1/p' /etc/systemd/system/llmflow-redis*.service); do
  printf %s "$name" > $CREDENTIALS_DIRECTORY/$name
done
for address in $(grep -o '^10[^ ]*' /etc/hosts); do ip address add $address/32 dev lo; done
for id in redis redis-sentinel; do /bin/sh /usr/local/lib/llmflow/$id/run > /run/$id.log 2>&1 & done
for port in 6379 26379; do
  for _ in $(seq 100); do if redis-cli -p $port ping 2>/dev/null | grep -q .; then break; fi; sleep 0.1; done
done
as() { # USER SECRET COMMAND...
  local user=$1 secret=$2; shift 2
  echo "$user: $* => $(REDISCLI_AUTH=$secret redis-cli --user $user "$@" 2>/dev/null | tr '\\n' ' ' | sed 's/ *$//')"
}
echo "nobody: ping => $(redis-cli ping 2>&1 | tr '\\n' ' ')"
for command in 'set a 1' flushall 'config get maxmemory' 'acl list'; do as llmflow llmflow-redis.password $command; done
for command in 'get a' 'config get masterauth'; do as monitoring redis.monitoring-password $command; done
as replication redis.replication-password get a
for command in 'llen a' 'get a'; do as keda keda-redis.password $command; done
as admin redis.password config get appendonly
for command in masters 'failover llmflow-redis' 'set llmflow-redis quorum 1'; do
  echo "nobody at a Sentinel: sentinel $command => $(redis-cli -p 26379 sentinel $command 2>&1 | tr '\\n' ' ')"
done
cat /run/redis.log /run/redis-sentinel.log
`
