// Says what a person does after values changed: put them in place, change servers that keep them, start readers again.

import type { Plan, Target, Workload } from '@llmflow/spec'
import type { KeyName } from '@llmflow/credentials'
import type { Context } from '../command.js'
import type { Asked } from './planned.js'

export type RestartStep = {
  readonly kind: 'place' | 'inside' | 'run' | 'restart' | 'later'
  readonly what: string
  readonly commands: readonly string[]
}

export async function restartSteps(
  { plan, given }: Asked,
  keys: readonly KeyName[],
  target: Target,
  context: Context,
): Promise<readonly RestartStep[]> {
  if (keys.length === 0) return []
  const { restartCommands, restartOrder } = await import('@llmflow/credentials')
  const restarting = (workload: Workload): readonly string[] =>
    restartCommands(plan, workload, target)
  const affected = restartOrder(plan, keys).filter((workload) => runsIn(target, workload))
  const { words, language } = context
  const inside = keys.flatMap(({ secret, key }): readonly RestartStep[] => {
    const rotation = plan.secrets[secret]?.keys[key]?.rotation
    if (rotation?.kind !== 'inside') return []
    const what = words.secrets.inside(`${secret}/${key}`, rotation.reason[language])
    return [{ kind: 'inside', what, commands: [] }]
  })
  return [
    placing(given, target, affected, context),
    ...inside,
    ...affected.map((workload) => restartOf(workload, target, restarting, context)),
    ...addonSteps(plan, keys, target, context),
  ]
}

/** What looks after machines or a cluster is nowhere else. */
const runsIn = (target: Target, { tends, runsOn }: Workload): boolean =>
  target === 'compose' ? tends === undefined : target !== 'hosts' || runsOn === 'hosts'

function placing(
  given: string,
  target: Target,
  affected: readonly Workload[],
  { words }: Context,
): RestartStep {
  const isOnMachines = target !== 'compose' && affected.some(({ runsOn }) => runsOn === 'hosts')
  const targets = [...new Set([target, ...(isOnMachines ? (['hosts'] as const) : [])])]
  const commands = targets.flatMap((one) => placingCommands(given, one))
  return { kind: 'place', what: words.secrets.place, commands }
}

/** What brings the values to those who read them, and restarts nobody. */
export const placingCommands = (given: string, target: Target): readonly string[] => [
  `llmflow secrets write ${given} --target ${target} --out FOLDER`,
  ...applying[target],
]

const applying: { readonly [T in Target]: readonly string[] } = {
  kubernetes: ['kubectl apply -f FOLDER/secrets.yaml'],
  helm: ['kubectl apply -f FOLDER/secrets.yaml'],
  compose: [],
  // More of the playbook would restart what waits for a step that comes later.
  hosts: ['ansible-playbook -i FOLDER/hosts/inventory.yaml FOLDER/hosts/site.yaml --tags secrets'],
}

/** Pods of an addon read its secrets when they start; their names are the chart's own. */
function addonSteps(
  { addons }: Plan,
  keys: readonly KeyName[],
  target: Target,
  { words }: Context,
): readonly RestartStep[] {
  if (target === 'compose' || target === 'hosts') return []
  const changed = new Set(keys.map(({ secret }) => secret))
  return Object.values(addons)
    .filter(({ secrets = [] }) => secrets.some((secret) => changed.has(secret)))
    .map(({ name, namespace }) => ({
      kind: 'restart',
      what: words.certs.how.restart(name, false),
      commands: [`kubectl -n ${namespace} rollout restart deployment,statefulset,daemonset`],
    }))
}

/** `restarting` brings a program that stands back with its new values. */
function restartOf(
  workload: Workload,
  target: Target,
  restarting: (workload: Workload) => readonly string[],
  { words }: Context,
): RestartStep {
  const { id, kind } = workload
  if (kind === 'schedule') return { kind: 'later', what: words.secrets.later(id), commands: [] }
  if (kind === 'job' && target !== 'compose' && workload.runsOn === 'cluster') {
    return {
      kind: 'run',
      what: words.secrets.again(id),
      commands: againInCluster(workload, target),
    }
  }
  const commands = restarting(workload)
  // A cluster does so by itself.
  const isOneByOne = commands.length > 1 && (target === 'compose' || workload.runsOn === 'hosts')
  const what = kind === 'job' ? words.secrets.again(id) : words.certs.how.restart(id, isOneByOne)
  return { kind: kind === 'job' ? 'run' : 'restart', what, commands }
}

/** A job that ended is made anew. */
const againInCluster = ({ id, namespace }: Workload, target: Target): readonly string[] => [
  `kubectl -n ${namespace} delete job -l app.kubernetes.io/name=${id}`,
  target === 'helm' ? 'helm upgrade RELEASE FOLDER/helm' : 'kubectl apply -k FOLDER/kubernetes',
]
