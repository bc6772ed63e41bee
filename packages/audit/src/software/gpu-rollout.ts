// Finds Deployments whose rolling update needs GPUs that may all be in use.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Pod } from '../graph/graph.js'
import { directoryOf } from '../graph/documents.js'
import { quietRepeats } from '../graph/repeats.js'
import type { AuditRule } from '../rule.js'

/** One is enough to know of for each folder: its workloads are alike. */
export const gpuRollout: AuditRule = ({ pods }) =>
  quietRepeats(pods.flatMap(judge), ({ location }) => directoryOf(location.document))

function judge({ owner, replicas, processes }: Pod): readonly Diagnostic[] {
  if (owner.kind !== 'Deployment' || replicas === undefined || replicas === 0) return []
  const user = processes.find(({ gpus }) => gpus > 0)
  if (user === undefined) return []
  const strategy = owner.field.get('spec', 'strategy')
  if ((strategy.get('type').text ?? 'RollingUpdate') !== 'RollingUpdate') return []
  const surge = surgeOf(strategy.get('rollingUpdate', 'maxSurge').text ?? '25%', replicas)
  if (surge === 0) return []
  const gpus = processes.reduce((sum, process) => sum + process.gpus, 0)
  const resources = user.field.get('resources')
  const limit = resources.get('limits', 'nvidia.com/gpu')
  const place = limit.value === undefined ? resources.keyPlace : limit.keyPlace
  const params = { workload: owner.name, surge, gpus }
  return [diagnostic('software/rollout-needs-gpus', place, params)]
}

/** Kubernetes rounds a share of the replicas up. */
function surgeOf(text: string, replicas: number): number {
  const number = Number.parseFloat(text)
  if (!Number.isFinite(number)) return 0
  return text.endsWith('%') ? Math.ceil((replicas * number) / 100) : number
}
