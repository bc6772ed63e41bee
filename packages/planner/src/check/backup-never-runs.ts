// Finds intervals of backups that nothing keeps: without a place for the copies, or without anybody who makes them.

import {
  diagnostic,
  pointer,
  printDuration,
  ratio,
  type Diagnostic,
  type Plan,
} from '@llmflow/spec'
import type { Rule } from './rule.js'
import { makerOf } from './stores.js'

/** From this availability on a platform is more than a trial. */
const serious = ratio(0.99)

export const backupNeverRuns: Rule = ({ platform, draft, inPlatform, context }) => {
  const absent = (component = ''): string => (context.enabled.has(component) ? '' : component)
  const { endpoint, stores } = platform.backup
  const severity = platform.objectives.availability >= serious ? 'error' : 'warning'
  const recovery = Object.entries(draft.plan.recovery)
  return Object.entries(stores).flatMap(([name, { every, log }]): readonly Diagnostic[] => {
    const path = pointer('backup', 'stores', name)
    const planned = recovery.filter(([store, { schedule = store }]) => schedule === name)
    const found = (reason: 'no-endpoint' | 'no-component' | 'no-log' | 'nothing', at: string) =>
      diagnostic(
        'life/backup-never-runs',
        inPlatform(at),
        {
          store: name,
          every: printDuration(reason === 'no-log' ? (log?.every ?? every) : every),
          reason,
          maker: absent(makerOf(name)),
        },
        { severity },
      )
    if (endpoint === undefined) return [found('no-endpoint', `${path}/every`)]
    // Others may follow the same interval; the store of that name is the one that was asked for.
    if (draft.plan.recovery[name] === undefined) return [found('no-component', `${path}/every`)]
    if (!planned.some(isCopied)) return [found('nothing', `${path}/every`)]
    const isLogKept = planned.some(([, { recoveryPoint }]) => recoveryPoint === log?.every)
    return log === undefined || isLogKept || log.every >= every
      ? []
      : [found('no-log', `${path}/log/every`)]
  })
}

const isCopied = ([, { workload, addon }]: readonly [string, Plan['recovery'][string]]): boolean =>
  workload !== undefined || addon !== undefined
