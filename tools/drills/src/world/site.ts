// Starts a whole site from rendered files: its machines on one network, each with what lies on it and what it runs.

import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { DrillError } from '../error.js'
import { mustOn, startMachine, startSwitch, type Machine, type Switch } from './machine.js'
import type { Rendered } from './platform.js'
import { outOf } from './run.js'
import { hostVariables, layOut, type HostVariables } from './tree.js'
import { scratchFolder } from './scratch.js'
import { writeSecrets, type Given } from './secrets.js'
import { runUnit, serviceOn, type Unit } from './unit.js'

export type Site = {
  readonly rendered: Rendered
  /** With the values of the platform, by secret and key. */
  readonly secretsFolder: string
  /** With what people handed over. */
  readonly ownFolder: string
  readonly network: Switch
  readonly machines: ReadonlyMap<string, Machine>
  readonly machine: (name: string) => Machine
  readonly service: (machine: string, id: string) => Unit
  /** Runs what the clock would start. */
  readonly runNow: (machine: string, id: string) => Promise<string>
  /** Puts other files in place of those that lie there; what runs is left alone. */
  readonly change: (rendered: Rendered) => Promise<void>
  /** A machine that the platform does not run, such as one of a client. */
  readonly add: (name: string, address: string) => Promise<Machine>
  readonly end: () => Promise<void>
}

type SiteOptions = {
  /** Those that are started; the others of the plan do not exist here. */
  readonly machines: readonly string[]
  /** Makes in a folder of its own what people hand over. */
  readonly given: (folder: string) => Promise<Given>
  readonly logFolder: string
  /** Names that a name server of the company would know, with their addresses. */
  readonly names: { readonly [name: string]: string }
}

const prefixLength = 24

/** PostgreSQL 16 comes from its own project's packages; where only Debian's is, that one stands in its place. */
const otherVersions = `cd /usr/lib/postgresql
if [ ! -e 16 ]; then ln -s "$(ls | sort -n | tail -1)" 16; fi
`

export async function startSite(rendered: Rendered, options: SiteOptions): Promise<Site> {
  const folder = scratchFolder('secrets')
  const ownFolder = join(folder, 'own')
  let secretsFolder = ''
  const machines = new Map<string, Machine>()
  const services = new Map<string, Unit>()
  const knownNames = Object.entries(options.names)
    .map(([name, address]) => `${address} ${name}\n`)
    .join('')
  const network = await startSwitch()
  const end = async (): Promise<void> => {
    for (const service of services.values()) service.abandon()
    for (const machine of machines.values()) await machine.end()
    await network.end()
    rmSync(folder, { recursive: true, force: true })
  }
  const add = async (name: string, address: string): Promise<Machine> => {
    const machine = await startMachine(name, address)
    machines.set(name, machine)
    await network.plug(machine, prefixLength)
    await mustOn(machine, ['/bin/sh', '-eu'], { input: otherVersions })
    return machine
  }
  const place = async (next: Rendered, isFirst: boolean): Promise<void> => {
    for (const name of options.machines) {
      const machine = found(machines, name)
      await layOut(machine, variablesOf(next, name), { files: next.files, secretsFolder }, isFirst)
      await mustOn(machine, ['tee', '--append', '/etc/hosts'], { input: knownNames })
    }
  }
  const unitText = (machine: string, id: string): string =>
    found(rendered.files, `hosts/machines/${machine}/etc/systemd/system/llmflow-${id}.service`)
  try {
    secretsFolder = await writeSecrets(rendered.plan, await options.given(ownFolder), folder)
    mkdirSync(options.logFolder, { recursive: true })
    for (const name of options.machines) {
      await add(name, rendered.plan.nodes[name]?.address ?? '')
    }
    await place(rendered, true)
    for (const name of options.machines) {
      for (const unit of servicesOf(variablesOf(rendered, name))) {
        const log = join(options.logFolder, `${name}-${unit}.log`)
        const service = serviceOn(found(machines, name), unit, unitText(name, unit), log)
        services.set(`${name}/${unit}`, service)
      }
    }
  } catch (error: unknown) {
    await end()
    throw error
  }
  return {
    rendered,
    secretsFolder,
    ownFolder,
    network,
    machines,
    machine: (name) => found(machines, name),
    service: (machine, id) => found(services, `${machine}/${id}`),
    runNow: async (machine, id) => {
      const text = unitText(machine, id)
      const outcome = await runUnit(found(machines, machine), id, text)
      const [, idle] = /^SuccessExitStatus=(\d+)$/m.exec(text) ?? []
      const isIdle = idle !== undefined && outcome.code === Number(idle)
      return outOf(`${id} of ${machine}`, isIdle ? { ...outcome, code: 0 } : outcome)
    },
    change: (next) => place(next, false),
    add,
    end,
  }
}

/** A value of the platform, as its users have it. */
export const valueOf = ({ secretsFolder }: Site, secret: string, key: string): string =>
  readFileSync(join(secretsFolder, secret, key), 'utf8').trim()

const variablesOf = ({ files }: Rendered, machine: string): HostVariables =>
  hostVariables(found(files, `hosts/host_vars/${machine}.yaml`))

/** Ids of what runs all the time. */
const servicesOf = ({ units }: HostVariables): readonly string[] =>
  units.flatMap((unit) => /^llmflow-(.*)\.service$/.exec(unit)?.[1] ?? [])

function found<Value>(map: ReadonlyMap<string, Value>, name: string): Value {
  const value = map.get(name)
  if (value === undefined) throw new DrillError('tree', `there is no ${name}`)
  return value
}
