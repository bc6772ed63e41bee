// Starts the site of the drills: the machines of data and of the edge, a client among the nodes, and a store for backups.

import {
  startObjectStore,
  storeAddress,
  storeHost,
  giveStoreSecrets,
  type ObjectStore,
} from './world/object-store.js'
import { minioProgram } from './means.js'
import { startSite, type Site } from './world/site.js'
import { renderPlatform, type Changes } from './world/platform.js'
import { makeSecrets } from './world/stand-in.js'
import { mustOn, type Machine } from './world/machine.js'

export type DrillSite = {
  readonly site: Site
  /** A node of the cluster, whose pods are clients. */
  readonly client: Machine
  readonly store?: ObjectStore
}

const pools = ['data', 'edge']
const clientName = 'worker-01'

export const drillLogs = 'build/drills'

/** A commit that is acknowledged may not be lost: the recovery point is younger than the archive's interval. */
export const synchronous: Changes = {
  objectives: { recoveryPoint: '1m' },
  components: { postgresql: { options: { archive: 'pgbackrest' } } },
}

export const asynchronous: Changes = {
  components: { postgresql: { options: { archive: 'pgbackrest' } } },
}

export async function startDrillSite(changes: Changes): Promise<DrillSite> {
  const rendered = renderPlatform(changes)
  const { nodes } = rendered.plan
  const site = await startSite(rendered, {
    machines: Object.keys(nodes).filter((name) => pools.includes(nodes[name]?.pool ?? '')),
    secrets: async ({ plan }, folder) => {
      await makeSecrets(plan, folder)
      await giveStoreSecrets(plan, folder)
    },
    logFolder: drillLogs,
    names: { [storeHost]: storeAddress },
  })
  try {
    const client = await site.add(clientName, nodes[clientName]?.address ?? '')
    // A pod asks the cluster's name server; what it is told is what the node's own file says.
    const names = rendered.files.get(`hosts/machines/${clientName}/etc/hosts`) ?? ''
    await mustOn(client, ['tee', '/etc/hosts'], { input: names })
    const program = minioProgram()
    if (program === undefined) return { site, client }
    const machine = await site.add('store', storeAddress)
    const store = await startObjectStore(program, machine, site.secretsFolder, drillLogs)
    return { site, client, store }
  } catch (error: unknown) {
    await site.end()
    throw error
  }
}
