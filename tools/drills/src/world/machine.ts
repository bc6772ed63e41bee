// Makes a machine out of namespaces: its own processes, network, name and root, all gone with its first process.

import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, rmdirSync } from 'node:fs'

import { DrillError } from '../error.js'
import { scratchFolder } from './scratch.js'
import { must, outOf, run, type Outcome, type RunOptions } from './run.js'

export type Machine = {
  readonly name: string
  readonly address: string
  /** Its first process, as this machine counts. */
  readonly pid: number
  /** Its root, as seen from here. */
  readonly root: string
  readonly end: () => Promise<void>
}

/** What every process of the drills hangs on: when ours dies in any way, the kernel ends it, and it all of its own. */
const withUs = ['--pdeathsig', 'KILL']

/**
 * Everything that it writes lies in memory and goes away with it. The programs are this machine's own, seen through an
 * overlay. `/run` is empty, as after every start of a machine. Of the devices it has those without an effect: a watchdog
 * that is opened here and closed by no one would restart this machine.
 */
const firstProcess = `set -eu
mount -t tmpfs -o mode=0755 drills "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay drills -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
cd "$1/root"
mount -t proc proc proc
mount --rbind /sys sys
mount -t tmpfs -o mode=0755 devices dev
for device in null zero full random urandom tty; do
  touch "dev/$device"
  mount --bind "/dev/$device" "dev/$device"
done
mkdir dev/shm dev/pts
mount -t tmpfs -o mode=1777 shm dev/shm
mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr
mount -t tmpfs -o mode=0755 run run
mount -t tmpfs -o mode=1777 tmp tmp
hostname "$2"
ip link set lo up
echo ready
exec chroot . /bin/bash -c 'trap : TERM INT; while :; do sleep 1000 & wait $!; done'
`

export async function startMachine(name: string, address: string): Promise<Machine> {
  const folder = scratchFolder(name)
  const spaces = ['--net', '--mount', '--pid', '--uts', '--ipc']
  const child = spawn('setpriv', [
    ...withUs,
    'unshare',
    ...spaces,
    '--fork',
    '--kill-child=KILL',
    '--propagation',
    'private',
    '/bin/bash',
    '-c',
    firstProcess,
    'machine',
    folder,
    name,
  ])
  await readiness(name, child)
  const pid = childOf(child.pid ?? 0)
  const end = async (): Promise<void> => {
    if (existsSync(`/proc/${pid}`)) await run('kill', ['-9', `${pid}`])
    await closed(child)
    if (existsSync(folder)) rmdirSync(folder)
  }
  return { name, address, pid, root: `/proc/${pid}/root`, end }
}

function readiness(name: string, child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.stdout?.on('data', () => {
      resolve()
    })
    child.on('close', () => {
      reject(new DrillError('program', `machine ${name} did not start: ${said}`))
    })
  })
}

const closed = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.on('close', () => resolve())
  })

const childOf = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0])

/** The words before a command that runs on the machine, as root. */
export const enter = ({ pid }: Machine): readonly [string, ...string[]] => [
  'nsenter',

  '--target',
  `${pid}`,
  '--net',
  '--mount',
  '--pid',
  '--uts',
  '--ipc',
  '--root',
  '--wdns=/',
  '--',
]

type OnMachine = RunOptions & { readonly user?: string }

/** Without a user it is root. Variables of ours do not reach it. */
export function runOn(
  machine: Machine,
  words: readonly string[],
  { user, ...options }: OnMachine = {},
): Promise<Outcome> {
  const [nsenter, ...rest] = enter(machine)
  const who =
    user === undefined ? [] : ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups']
  return run(nsenter, [...rest, ...who, 'env', '-i', ...plainVariables, ...words], options)
}

export async function mustOn(
  machine: Machine,
  words: readonly string[],
  options?: OnMachine,
): Promise<string> {
  return outOf(`${machine.name}: ${words.join(' ')}`, await runOn(machine, words, options))
}

export const plainVariables = [
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  'LANG=C.UTF-8',
]

/** A network of its own with a bridge, to which machines are plugged. */
export type Switch = {
  readonly plug: (machine: Machine, prefixLength: number) => Promise<void>
  /** Pulls the machine's cable, or puts it back. */
  readonly setLink: (machine: Machine, state: 'up' | 'down') => Promise<void>
  readonly end: () => Promise<void>
}

export async function startSwitch(): Promise<Switch> {
  const script = 'set -e; ip link add br0 type bridge; ip link set br0 up; echo ready; exec cat'
  const child = spawn('setpriv', [...withUs, 'unshare', '--net', '/bin/sh', '-c', script])
  await readiness('switch', child)
  const ip = (...words: readonly string[]): Promise<string> =>
    must('nsenter', ['--target', `${child.pid}`, '--net', 'ip', ...words])
  return {
    plug: async (machine, prefixLength) => {
      const port = portOf(machine)
      await ip(
        'link',
        'add',
        port,
        'type',
        'veth',
        'peer',
        'name',
        'eth0',
        'netns',
        `${machine.pid}`,
      )
      await ip('link', 'set', port, 'master', 'br0', 'up')
      await mustOn(machine, [
        'ip',
        'address',
        'add',
        `${machine.address}/${prefixLength}`,
        'dev',
        'eth0',
      ])
      await mustOn(machine, ['ip', 'link', 'set', 'eth0', 'up'])
    },
    setLink: async (machine, state) => {
      await ip('link', 'set', portOf(machine), state)
    },
    end: async () => {
      child.kill('SIGKILL')
      await closed(child)
    },
  }
}

/** Names of interfaces have 15 characters at most. */
const portOf = ({ pid }: Machine): string => `p${pid}`
