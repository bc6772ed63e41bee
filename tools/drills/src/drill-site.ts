// Starts the site of the drills: the machines of data and of the edge, a client among the nodes, and a store for backups.

import {
  startObjectStore,
  storeAddress,
  storeHost,
  makeStoreSecrets,
  type ObjectStore,
} from './world/object-store.js'
import { minioProgram } from './means.js'
import { startSite, type Site } from './world/site.js'
import { renderPlatform, type Changes } from './world/platform.js'
import { mustOn, type Machine } from './world/machine.js'

export type DrillSite = {
  readonly site: Site
  /** A node of the cluster, whose pods are clients. */
  readonly client: Machine
  readonly store?: ObjectStore
}

const pools = ['data', 'edge']
const clientName = 'worker-01'

/** Two runs at once have logs of their own. */
const drillLogs = `build/drills/${process.pid}`

/** A commit that was acknowledged may not be lost. */
export const synchronous: Changes = {}
export const asynchronous: Changes = { synchronous: 'never' }

export async function startDrillSite(changes: Changes): Promise<DrillSite> {
  const rendered = renderPlatform(changes)
  const { nodes } = rendered.plan
  const site = await startSite(rendered, {
    machines: Object.keys(nodes).filter((name) => pools.includes(nodes[name]?.pool ?? '')),
    given: makeStoreSecrets,
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
    const store = await startObjectStore(program, machine, site.ownFolder, drillLogs)
    return { site, client, store }
  } catch (error: unknown) {
    await site.end()
    throw error
  }
}
