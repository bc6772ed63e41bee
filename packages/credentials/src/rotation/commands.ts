// Writes what makes a workload start again, where each target runs it.

import { serviceNamesOf, type Plan, type Target, type Workload } from '@llmflow/spec'

/** What to run, one after the other. */
export function restartCommands(
  { placement }: Pick<Plan, 'placement'>,
  workload: Workload,
  target: Target,
): readonly string[] {
  if (target === 'compose') return inCompose(workload)
  if (workload.runsOn === 'cluster') return inCluster(workload)
  const machines = new Set((placement[workload.id]?.replicas ?? []).map(({ node }) => node))
  return onMachines(workload, [...machines], 'restart')
}

export function inCompose(workload: Workload): readonly string[] {
  const services = serviceNamesOf(workload)
  const wait = services.length > 1 ? ' --wait' : ''
  return services.map(
    (service) => `docker compose up --detach${wait} --no-deps --force-recreate ${service}`,
  )
}

export function inCluster({ id, kind, namespace }: Workload): readonly string[] {
  const object = kind === 'stateful' ? 'statefulset' : 'deployment'
  return ['restart', 'status'].map(
    (verb) => `kubectl -n ${namespace} rollout ${verb} ${object}/${id}`,
  )
}

export const onMachines = (
  { id }: Workload,
  machines: readonly string[],
  verb: 'restart' | 'reload',
): readonly string[] =>
  machines.map((machine) => `ssh ${machine} systemctl ${verb} llmflow-${id}.service`)
