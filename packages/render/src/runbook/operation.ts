// Says how a person runs a command of the plan at a target: beside the platform, or inside one of its workloads.

import { serviceNamesOf, type OperatorCommand, type Plan, type Workload } from '@llmflow/spec'
import { composeNaming } from '../compose/naming.js'
import { onMachine } from '../hosts/paths.js'
import { runScript, unitOf } from '../hosts/program/names.js'
import { clusterNaming } from '../kubernetes/naming.js'
import { addressesOf, resolveText, workloadOf } from '../text.js'

export type RunbookTarget = 'kubernetes' | 'compose'

/** A line for a shell; undefined when the target has nothing on which it could run. */
export function lineOf(
  plan: Plan,
  target: RunbookTarget,
  operation: OperatorCommand,
): string | undefined {
  const { within, command } = operation
  const text = resolveText(plan, target === 'compose' ? composeNaming : clusterNaming, command)
  if (within === undefined) return target === 'compose' && needsCluster(text) ? undefined : text
  if (plan.workloads[within] === undefined) return undefined
  const workload = workloadOf(plan, within)
  return target === 'compose'
    ? composeLine(workload, operation, text)
    : clusterLine(plan, workload, operation, text)
}

/** Programs that talk to a Kubernetes API. */
const clusterPrograms = /(^|\| )(kubectl|helm|kubeadm|velero|cilium|etcdutl)\b/

const needsCluster = (text: string): boolean => clusterPrograms.test(text)

function clusterLine(
  plan: Plan,
  workload: Workload,
  { variables = {} }: OperatorCommand,
  text: string,
): string {
  const { id, kind, namespace, runsOn } = workload
  if (runsOn === 'hosts')
    return `ssh ${machineOf(plan, id)} ${quoted(onItsMachine(workload, text))}`
  const kubectl = `kubectl --namespace ${namespace}`
  switch (kind) {
    case 'stateless':
      return `${kubectl} exec deployment/${id} -- ${text}`
    case 'stateful':
      return `${kubectl} exec ${id}-0 -- ${text}`
    case 'job':
    case 'schedule': {
      const chosen = Object.entries(variables).map(([name, value]) => ` ${name}=${value}`)
      return [
        `${kubectl} create job ${id}-by-hand --from=cronjob/${id} --dry-run=client --output yaml`,
        ...(chosen.length === 0
          ? []
          : [`kubectl set env --local --filename -${chosen.join('')} --output yaml`]),
        'kubectl create --filename -',
      ].join(' \\\n  | ')
    }
  }
}

/** With the variables and as the user of the program, which its script sees to; what runs by the clock has its unit. */
function onItsMachine({ id, kind, host }: Workload, text: string): string {
  if (host === undefined) return text
  return kind === 'schedule' || kind === 'job'
    ? `sudo systemctl start ${unitOf(id)}`
    : `sudo ${runScript(id)} ${onMachine(host, text)}`
}

const machineOf = (plan: Plan, id: string): string =>
  addressesOf(plan, id).machines[0] ?? addressesOf(plan, id).host

/** One word for the shell on the other side. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

function composeLine(
  workload: Workload,
  { variables = {} }: OperatorCommand,
  text: string,
): string {
  const { id, kind } = workload
  if (kind === 'job' || kind === 'schedule') {
    const chosen = Object.entries(variables).map(([name, value]) => ` --env ${name}=${value}`)
    return `docker compose run --rm${chosen.join('')} ${id}`
  }
  return `docker compose exec ${serviceNamesOf(workload)[0] ?? id} ${text}`
}

/** How everything that was rendered is handed over again. */
export const applyLine: { readonly [target in RunbookTarget]: string } = {
  kubernetes: 'kubectl apply --server-side --kustomize kubernetes',
  compose: 'docker compose up --detach',
}
