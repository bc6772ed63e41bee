// Finds backups that go to the platform itself or to a network of its own site.

import { diagnostic, nodesOf, type Plan, contains, rangeOf } from '@llmflow/spec'
import type { Subject } from '../input.js'
import type { Rule } from './rule.js'

export const backupBesideData: Rule = (subject) => {
  const { platform, draft, inPlatform } = subject
  const { endpoint, stores } = platform.backup
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/]*@)?([^:/?#]+)/i.exec(endpoint ?? '')?.[1] ?? ''
  if (endpoint === undefined || host === '' || Object.keys(stores).length === 0) return []
  const isInCluster = isOfPlatform(host.toLowerCase(), draft.plan)
  if (!isInCluster && !isOfSite(host, subject)) return []
  const severity = isInCluster ? 'error' : 'warning'
  const params = { endpoint, isInCluster }
  return [
    diagnostic('life/backup-beside-data', inPlatform('/backup/endpoint'), params, { severity }),
  ]
}

/** A name that only the cluster resolves, or a public name of the platform. */
function isOfPlatform(host: string, { names, namespaces, network }: Plan): boolean {
  const labels = host.split('.')
  const [, namespace = '', ...rest] = labels
  if (labels.length === 1 || Object.hasOwn(names, host)) return true
  if (host.endsWith(`.svc.${network.clusterDomain}`) || host.endsWith('.svc')) return true
  return rest.length === 0 && Object.hasOwn(namespaces, namespace)
}

/** Addresses only: where a name of the company leads, nobody can tell from here. */
function isOfSite(host: string, { inventory, platform }: Subject): boolean {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(host)) return false
  const address = rangeOf(host)
  const { podRange, serviceRange } = platform.network
  const ranges = [podRange, serviceRange, ...(inventory?.networks ?? []).map(({ range }) => range)]
  return (
    ranges.some((range) => contains(rangeOf(range), address)) ||
    (inventory?.pools ?? []).some((pool) => nodesOf(pool).some((node) => node.address === host))
  )
}
