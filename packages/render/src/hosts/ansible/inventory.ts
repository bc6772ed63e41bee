// Writes Ansible's inventory: every machine with its address, in a group for each pool and kind.

import type { Plan } from '@llmflow/spec'
import { type Machine, machinesOf } from '../machines.js'

export function ansibleInventory(plan: Plan): object {
  const machines = machinesOf(plan)
  return {
    all: {
      hosts: Object.fromEntries(
        machines.map(({ name, address }) => [name, { ansible_host: address }]),
      ),
      children: {
        ...groupsOf(machines, ({ kind }) => groupName(kind)),
        ...groupsOf(machines, ({ node }) => groupName(`pool ${node.pool}`)),
      },
    },
  }
}

function groupsOf(machines: readonly Machine[], groupOf: (machine: Machine) => string): object {
  const names = [...new Set(machines.map(groupOf))].toSorted()
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        hosts: Object.fromEntries(
          machines.filter((machine) => groupOf(machine) === name).map((one) => [one.name, {}]),
        ),
      },
    ]),
  )
}

/** Ansible takes letters, digits and underscores. */
const groupName = (text: string): string => text.replace(/[^A-Za-z0-9]+/g, '_')
