// Reads a unit of systemd, and starts what it says as it says: user, capabilities, limits, and what it may write to.

import { spawn, type ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, openSync, closeSync } from 'node:fs'
import { join } from 'node:path'

import { DrillError } from '../error.js'
import { untilTrue } from '../wait.js'
import { enter, plainVariables, runOn, type Machine } from './machine.js'
import type { Outcome } from './run.js'

type Settings = ReadonlyMap<string, readonly string[]>

/** The settings of `[Service]`; an empty value takes back those before it, as in systemd. */
function serviceSettings(text: string): Settings {
  const settings = new Map<string, readonly string[]>()
  let isService = false
  for (const line of text.split('\n')) {
    if (line.startsWith('[')) isService = line === '[Service]'
    const [, name, value = ''] = /^(\w+)=(.*)$/.exec(line) ?? []
    if (!isService || name === undefined) continue
    settings.set(name, value === '' ? [] : [...(settings.get(name) ?? []), value])
  }
  return settings
}

const first = (settings: Settings, name: string): string | undefined => settings.get(name)?.[0]
const wordsOf = (settings: Settings, name: string): readonly string[] =>
  (settings.get(name) ?? []).flatMap((value) => value.split(/\s+/)).filter((word) => word !== '')

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

/**
 * What systemd does before it starts a program, as far as a drill can tell the difference. Memory and processor limits
 * are left out: all machines share one.
 */
function startScript(unit: string, settings: Settings): string {
  const user = first(settings, 'User') ?? 'root'
  const group = first(settings, 'Group') ?? user
  const credentials = settings.get('LoadCredential') ?? []
  const folder = `/run/credentials/${unit}`
  const program = (first(settings, 'ExecStart') ?? '/bin/false').replace(/^[-+!@:]+/, '')
  const launch = launchOf(settings, user, group, credentials.length > 0 ? folder : undefined)
  return [
    'set -eu',
    'umask 0022',
    ...['RuntimeDirectory', 'StateDirectory'].flatMap((name) =>
      wordsOf(settings, name).map(
        (path) =>
          `install -d -m ${first(settings, `${name}Mode`) ?? '0755'} -o ${user} -g ${group} ${join(name === 'RuntimeDirectory' ? '/run' : '/var/lib', path)}`,
      ),
    ),
    ...(credentials.length === 0 ? [] : [`install -d -m 0500 -o ${user} ${folder}`]),
    ...credentials.map((one) => {
      const [id = '', path = ''] = one.split(':')
      return `install -m 0400 -o ${user} ${quoted(path)} ${quoted(join(folder, id))}`
    }),
    ...mountsOf(settings),
    `umask ${first(settings, 'UMask') ?? '0022'}`,
    // A container may have a lower ceiling than the unit asks for.
    `ulimit -n ${first(settings, 'LimitNOFILE') ?? '524288'} 2>/dev/null || ulimit -n "$(ulimit -Hn)"`,
    `cd ${first(settings, 'WorkingDirectory') ?? '/'}`,
    ...(settings.get('ExecStartPre') ?? []).map((line) => beforeLine(line, launch)),
    `exec ${launch} ${program}`,
  ].join('\n')
}

/** `+` is for root, and after `-` it may fail. */
function beforeLine(line: string, launch: string): string {
  const [, prefix = '', words = ''] = /^([-+!@:]*)(.*)$/.exec(line) ?? []
  const command = prefix.includes('+') ? words : `${launch} ${words}`
  return prefix.includes('-') ? `${command} || true` : command
}

function launchOf(
  settings: Settings,
  user: string,
  group: string,
  credentials: string | undefined,
): string {
  const capabilities = (name: string): string => wordsOf(settings, name).join(' ')
  const listed = (text: string): string =>
    [
      '-all',
      ...text
        .split(' ')
        .filter(Boolean)
        .map((one) => `+${one.replace(/^CAP_/, '').toLowerCase()}`),
    ].join(',')
  const bounding = settings.has('CapabilityBoundingSet')
    ? [`--bounding-set=${listed(capabilities('CapabilityBoundingSet'))}`]
    : []
  const ambient = listed(capabilities('AmbientCapabilities'))
  const isPlain = first(settings, 'NoNewPrivileges') !== 'true'
  const variables = [
    ...plainVariables,
    `USER=${user}`,
    `LOGNAME=${user}`,
    `HOME=$(getent passwd ${user} | cut -d: -f6)`,
    'SHELL=/usr/sbin/nologin',
    ...(credentials === undefined ? [] : [`CREDENTIALS_DIRECTORY=${credentials}`]),
    ...(settings.get('Environment') ?? []),
  ]
  return [
    'setpriv',
    `--reuid=${user} --regid=${group} --init-groups`,
    ...bounding,
    `--inh-caps=${ambient} --ambient-caps=${ambient}`,
    ...(isPlain ? [] : ['--no-new-privs']),
    `env -i ${variables.map((one) => `"${one}"`).join(' ')}`,
  ].join(' ')
}

/** Everything can be read and only what is named can be written to. */
function mountsOf(settings: Settings): readonly string[] {
  const writable = [
    ...wordsOf(settings, 'ReadWritePaths'),
    ...wordsOf(settings, 'RuntimeDirectory').map((path) => `/run/${path}`),
    ...wordsOf(settings, 'StateDirectory').map((path) => `/var/lib/${path}`),
  ]
  const isStrict = first(settings, 'ProtectSystem') === 'strict'
  const bind = (word: string): string => {
    const path = quoted(word.replace(/^[-+]+/, ''))
    const one = `mount --bind ${path} ${path}`
    return word.startsWith('-') ? `if [ -e ${path} ]; then ${one}; fi` : one
  }
  return [
    ...(first(settings, 'PrivateTmp') === 'true' ? ['mount -t tmpfs -o mode=1777 tmp /tmp'] : []),
    ...(isStrict
      ? [...writable.map(bind), 'mount -o remount,bind,ro /', 'mount -o remount,bind,ro /run']
      : []),
    ...(first(settings, 'ProtectHome') === 'true' ? ['mount -t tmpfs -o mode=000 home /home'] : []),
  ]
}

export type Unit = {
  readonly name: string
  readonly start: () => void
  /** Asks it to end, as systemd does: its main process alone. Fails when it takes longer than the unit gives it. */
  readonly stop: () => Promise<void>
  /** Ends every process of it at once, as a crash would; it stays down until it is started. */
  readonly kill: () => Promise<void>
  /** Sends a signal to every process of it. */
  readonly signal: (name: string) => void
  /** Lets it end with its machine. */
  readonly abandon: () => void
  readonly log: () => string
}

/** A service that is started again when it ends, as its unit asks. */
export function serviceOn(machine: Machine, name: string, text: string, logFile: string): Unit {
  const settings = serviceSettings(text)
  const script = startScript(name, settings)
  const restartMs = Number(first(settings, 'RestartSec') ?? '0.1') * 1000
  const stopMs = Number(first(settings, 'TimeoutStopSec') ?? '90') * 1000
  const leavesChildren = first(settings, 'KillMode') === 'process'
  let child: ChildProcess | undefined
  let isWanted = false
  /** A unit has a mount namespace of its own, by which its processes are known. */
  let space: string | undefined
  const start = (): void => {
    isWanted = true
    if (child !== undefined) return
    // The kernel gives the name of a namespace that is gone to the next one, on whatever machine.
    space = undefined
    const log = openSync(logFile, 'a')
    const [nsenter, ...rest] = enter(machine)
    child = spawn(nsenter, [...rest, ...inItsOwn, script], { stdio: ['ignore', log, log] })
    closeSync(log)
    child.on('close', () => {
      child = undefined
      if (!isWanted) return
      // What the main process left behind ends with it, unless the unit wants it left.
      if (!leavesChildren) signal('SIGKILL')
      setTimeout(() => {
        if (isWanted) start()
      }, restartMs).unref()
    })
  }
  const look = (): void => {
    space = ownSpaceOf(child?.pid) ?? space
  }
  const processesOf = (): readonly number[] => {
    look()
    return space === undefined ? [] : pidsIn(space, machine)
  }
  const signal = (signalName: string): void => {
    for (const pid of processesOf()) signalTo(pid, signalName)
  }
  const isGone = (): boolean => child === undefined && processesOf().length === 0
  const gone = (withinMs: number): Promise<void> =>
    untilTrue(`${name} of ${machine.name} has ended`, { withinMs, everyMs: 50 }, () =>
      Promise.resolve(isGone()),
    )
  const killAll = async (): Promise<void> => {
    signal('SIGKILL')
    await gone(killedMs)
  }
  return {
    name,
    start,
    signal,
    abandon: () => {
      isWanted = false
    },
    kill: async () => {
      isWanted = false
      await killAll()
    },
    stop: async () => {
      isWanted = false
      look()
      const main = mainOf(child?.pid) ?? child?.pid
      if (main !== undefined) signalTo(main, 'SIGTERM')
      await gone(stopMs).catch(async (late: unknown) => {
        const left = processesOf().map(commandOf).join('; ')
        await killAll()
        throw new DrillError(
          'deadline',
          `${name} of ${machine.name} had to be killed: ${left}`,
          late,
        )
      })
    },
    log: () => readFileSync(logFile, 'utf8'),
  }
}

/** What the kernel takes to end what was killed, on a machine that is busy. */
const killedMs = 30_000

const inItsOwn = ['unshare', '--mount', '--propagation', 'private', '/bin/bash', '-c']

/** Runs a unit of the clock once, now. */
export function runUnit(machine: Machine, name: string, text: string): Promise<Outcome> {
  const script = startScript(name, serviceSettings(text))
  return runOn(machine, [...inItsOwn, script], { timeoutMs: 300_000 })
}

function signalTo(pid: number, signal: string): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended by itself.
  }
}

/**
 * What the launcher started and waits for. It cannot be told by its number: numbers begin again from below, so that children
 * may have lower ones.
 */
const mainOf = (launcher: number | undefined): number | undefined =>
  launcher === undefined ? undefined : childrenOf(launcher)[0]

/** The mount namespace of what was launched, once it has one of its own. */
function ownSpaceOf(launcher: number | undefined): string | undefined {
  const main = mainOf(launcher)
  if (launcher === undefined || main === undefined) return undefined
  const space = spaceOf(main)
  return space === spaceOf(launcher) ? undefined : space
}

/** Those of the machine alone. */
function pidsIn(space: string, machine: Machine): readonly number[] {
  const here = spaceOf(machine.pid, 'pid')
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => spaceOf(pid) === space && spaceOf(pid, 'pid') === here)
}

function childrenOf(pid: number): readonly number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean)
      .map(Number)
  } catch {
    return []
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim().slice(0, 80)
  } catch {
    return 'one that has ended since'
  }
}

function spaceOf(pid: number, kind: 'mnt' | 'pid' = 'mnt'): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/${kind}`)
  } catch {
    return undefined
  }
}
