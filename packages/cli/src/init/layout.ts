// Chooses how large a first platform is: one process, one machine, or a cluster.

import type { Answers } from './answers.js'

export type Layout = 'embedded' | 'host' | 'cluster'

const hostUsersMax = 100
const nodeGpusMax = 8

export function layoutFor({ users, gpus }: Answers): Layout {
  if (gpus === 0) return 'embedded'
  return users <= hostUsersMax && gpus <= nodeGpusMax ? 'host' : 'cluster'
}

type GpuNodes = { readonly nodes: number; readonly gpusPerNode: number }

/** At least two machines, so that one may be lost. */
export function gpuNodesFor({ gpus }: Answers): GpuNodes {
  const nodes = Math.max(2, Math.ceil(gpus / nodeGpusMax))
  return { nodes, gpusPerNode: Math.max(1, Math.ceil(gpus / nodes)) }
}

export type StarterModel = {
  readonly name: string
  readonly weights: string
  readonly tensorParallel: number
  readonly minimum: number
  readonly maximum: number
  readonly priority: number
}

const small = {
  name: 'llama-3.1-8b',
  weights: 'meta-llama/Llama-3.1-8B-Instruct',
  tensorParallel: 1,
}
const large = {
  name: 'llama-3.1-70b',
  weights: 'meta-llama/Llama-3.1-70B-Instruct',
  tensorParallel: 4,
}

/** GPUs for the reranker, which is far too slow on processors; none where the chat models need them all. */
export function rerankerGpusFor(answers: Answers): number {
  if (layoutFor(answers) === 'host') return answers.gpus > 1 ? 1 : 0
  const { nodes, gpusPerNode } = gpuNodesFor(answers)
  const borne = (nodes - 1) * gpusPerNode
  const forLarge = gpusPerNode >= large.tensorParallel ? 2 * large.tensorParallel : 0
  const forChat = borne >= forLarge ? Math.max(2, forLarge) : 2
  return borne >= forChat + 2 ? 2 : 0
}

/** Chat models whose minima still fit when one machine is lost. */
export function modelsFor(answers: Answers): readonly StarterModel[] {
  const reranker = rerankerGpusFor(answers)
  if (layoutFor(answers) === 'host') {
    const count = answers.gpus - reranker
    return [{ ...small, minimum: count, maximum: count, priority: 50 }]
  }
  const { nodes, gpusPerNode } = gpuNodesFor(answers)
  const borne = (nodes - 1) * gpusPerNode - reranker
  const all = nodes * gpusPerNode - reranker
  const hasLarge = gpusPerNode >= large.tensorParallel && borne >= 2 * large.tensorParallel
  if (!hasLarge) {
    return [{ ...small, minimum: Math.min(2, borne), maximum: all, priority: 50 }]
  }
  const forLarge = { ...large, minimum: 2, priority: 100 }
  const left = borne - 2 * large.tensorParallel
  const whole = nodes * Math.floor(gpusPerNode / large.tensorParallel)
  if (left < 2) return [{ ...forLarge, maximum: whole }]
  const smallCount = Math.min(4, left)
  const rest = Math.floor((all - smallCount) / large.tensorParallel)
  return [
    { ...forLarge, maximum: Math.max(2, Math.min(whole, rest) - 1) },
    { ...small, minimum: smallCount, maximum: smallCount, priority: 50 },
  ]
}
