// Renders a plan as the machines around and below the cluster: a root file system for each, and what puts it there.

import type { Files, Plan, RenderedFile } from '@llmflow/spec'
import { fileOf } from '../file.js'
import { secretsList } from '../secrets-list.js'
import { hostVars } from './ansible/host-vars.js'
import { ansibleInventory } from './ansible/inventory.js'
import { playbooks } from './ansible/playbooks.js'
import { zoneFiles } from './dns/zones.js'
import { machinesOf } from './machines.js'
import { systemOf } from './system.js'
import { treeOf } from './tree.js'

const folder = 'hosts'

/** Paths are relative to the directory that the files are written to. */
export function renderHosts(plan: Plan): Files {
  const files = [
    fileOf(`${folder}/inventory.yaml`, ansibleInventory(plan)),
    ...playbooks(folder),
    ...zoneFiles(plan, `${folder}/dns`),
    secretsList(plan, `${folder}/secrets.required.json`),
    ...machinesOf(plan).flatMap((machine): readonly RenderedFile[] => {
      const system = systemOf(plan, machine)
      const tree = treeOf(plan, machine, system)
      return [
        fileOf(`${folder}/host_vars/${machine.name}.yaml`, hostVars(plan, machine, system, tree)),
        ...tree.map(({ path, text }) => ({
          path: `${folder}/machines/${machine.name}${path}`,
          text,
        })),
      ]
    }),
  ].toSorted((left, right) => (left.path < right.path ? -1 : 1))
  return { target: 'hosts', files }
}
