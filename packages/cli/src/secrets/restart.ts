// Says what a person does after values changed: put them in place, change servers that keep them, start readers again.

import { serviceNamesOf, type Plan, type Workload } from '@llmflow/spec'
import type { KeyName } from '@llmflow/credentials'
import type { Context } from '../command.js'
import type { Asked } from './planned.js'

export const restartTargets = ['kubernetes', 'helm', 'compose', 'hosts'] as const
type RestartTarget = (typeof restartTargets)[number]

export type RestartStep = {
  readonly kind: 'place' | 'inside' | 'run' | 'restart' | 'later'
  readonly what: string
  readonly commands: readonly string[]
}

export async function restartSteps(
  { plan, given }: Asked,
  keys: readonly KeyName[],
  target: RestartTarget,
  context: Context,
): Promise<readonly RestartStep[]> {
  if (keys.length === 0) return []
  const { restartOrder } = await import('@llmflow/credentials')
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
    ...affected.map((workload) => restartOf(plan, workload, target, context)),
    ...addonSteps(plan, keys, target, context),
  ]
}

/** What looks after machines or a cluster is nowhere else. */
const runsIn = (target: RestartTarget, { tends, runsOn }: Workload): boolean =>
  target === 'compose' ? tends === undefined : target !== 'hosts' || runsOn === 'hosts'

function placing(
  given: string,
  target: RestartTarget,
  affected: readonly Workload[],
  { words }: Context,
): RestartStep {
  const isOnMachines = target !== 'compose' && affected.some(({ runsOn }) => runsOn === 'hosts')
  const targets = [...new Set([target, ...(isOnMachines ? (['hosts'] as const) : [])])]
  const commands = targets.flatMap((one) => placingCommands(given, one))
  return { kind: 'place', what: words.secrets.place, commands }
}

/** What brings the values to those who read them, and restarts nobody. */
export const placingCommands = (given: string, target: RestartTarget): readonly string[] => [
  `llmflow secrets write ${given} --target ${target} --out FOLDER`,
  ...applying[target],
]

const applying: { readonly [T in RestartTarget]: readonly string[] } = {
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
  target: RestartTarget,
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

function restartOf(
  plan: Plan,
  workload: Workload,
  target: RestartTarget,
  { words }: Context,
): RestartStep {
  const { id, kind } = workload
  if (kind === 'schedule') return { kind: 'later', what: words.secrets.later(id), commands: [] }
  const commands = commandsFor(plan, workload, target)
  // A cluster does so by itself.
  const isOneByOne = commands.length > 1 && (target === 'compose' || workload.runsOn === 'hosts')
  const what = kind === 'job' ? words.secrets.again(id) : words.certs.how.restart(id, isOneByOne)
  return { kind: kind === 'job' ? 'run' : 'restart', what, commands }
}

function commandsFor(plan: Plan, workload: Workload, target: RestartTarget): readonly string[] {
  if (target === 'compose') return composeCommands(workload)
  if (workload.runsOn === 'hosts') return machineCommands(plan, workload)
  const { id, kind, namespace } = workload
  if (kind === 'job') {
    const remove = `kubectl -n ${namespace} delete job -l app.kubernetes.io/name=${id}`
    const again =
      target === 'helm' ? 'helm upgrade RELEASE FOLDER/helm' : 'kubectl apply -k FOLDER/kubernetes'
    return [remove, again]
  }
  const object = kind === 'stateful' ? 'statefulset' : 'deployment'
  return [
    `kubectl -n ${namespace} rollout restart ${object}/${id}`,
    `kubectl -n ${namespace} rollout status ${object}/${id}`,
  ]
}

function composeCommands(workload: Workload): readonly string[] {
  const services = serviceNamesOf(workload)
  const wait = services.length > 1 ? ' --wait' : ''
  return services.map(
    (service) => `docker compose up --detach${wait} --no-deps --force-recreate ${service}`,
  )
}

const machineCommands = ({ placement }: Plan, { id }: Workload): readonly string[] =>
  [...new Set(placement[id]?.replicas.map(({ node }) => node))].map(
    (machine) => `ssh ${machine} systemctl restart llmflow-${id}.service`,
  )
