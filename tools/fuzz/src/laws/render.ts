// Law 5: rendering is a function of the plan alone, and no two workloads become the same file.

import type { Files, Plan, Workload } from '@llmflow/spec'
import fc from 'fast-check'

import { writtenPlatform } from '../generate/platform.js'
import { textsOf } from '../generate/texts.js'
import type { Written } from '../generate/written.js'
import { throughJson } from '../judge/plain.js'
import { leavesOf, withChangedLeaf } from '../judge/sensitivity.js'
import { judged, vacuous, type Law } from '../law.js'
import { planTexts, type World } from '../pipeline.js'

type Input = { readonly written: Written; readonly draw: number }

export const render: Law<Input> = {
  name: '5-render',
  statement:
    'Rendering follows from the plan alone, every workload has a file of its own, and a change of a workload changes a file.',
  inputs: fc.record({
    written: writtenPlatform,
    draw: fc.nat(1_000_000),
  }),
  judge: ({ written, draw }, world) => {
    const { plan, isAccepted } = planTexts(textsOf(written), world)
    if (plan === undefined || !isAccepted) return vacuous
    const files = world.render(plan)
    const copy = throughJson(plan)
    return judged(
      textOf(world.render(plan)) === textOf(files) ? [] : ['rendering twice gives other files'],
      textOf(world.render(copy)) === textOf(files)
        ? []
        : ['the plan read from JSON gives other files'],
      faultsInFiles(plan, files),
      faultsInChange(plan, files, draw, world),
    )
  },
}

const textOf = ({ files }: Files): string =>
  files.map(({ path, text }) => `${path}\n${text}`).join('\n')

/** Where the files of a Kubernetes tree lie (docs/contracts.md). */
const folder = 'kubernetes'

const kindOf: { readonly [K in Workload['kind']]: string } = {
  stateless: 'deployment',
  stateful: 'statefulset',
  job: 'job',
  schedule: 'cronjob',
}

function faultsInFiles(plan: Plan, { files }: Files): readonly string[] {
  const textAt = new Map(files.map(({ path, text }) => [path, text]))
  const own = Object.values(plan.workloads).flatMap(
    (workload) => ownPathOf(workload, [...textAt.keys()]) ?? [],
  )
  const texts = own.map((path) => textAt.get(path))
  return [
    ...(textAt.size === files.length ? [] : ['two files have one path']),
    ...own.filter((path) => !textAt.has(path)).map((path) => `${path} is missing`),
    ...(new Set(texts).size === texts.length ? [] : ['two workloads have the same file']),
  ]
}

/** The path of the object that is the workload; undefined for a machine that nobody reaches by name. */
function ownPathOf(
  { id, kind, namespace, runsOn, ports }: Workload,
  paths: readonly string[],
): string | undefined {
  const start = `${folder}/${namespace}/`
  if (runsOn === 'hosts') {
    return (ports ?? []).some(({ internal }) => internal !== true)
      ? `${start}service-${id}.yaml`
      : undefined
  }
  const path = `${start}${kindOf[kind]}-${id}.yaml`
  // A job cannot be changed, so its name ends in a digest of what it does.
  const digested = new RegExp(`^${start}job-${id}[.-][0-9a-f]+\\.yaml$`)
  return kind === 'job' ? (paths.find((one) => digested.test(one)) ?? path) : path
}

/** Changes one leaf. A renderer that refuses the change has noticed it. */
function faultsInChange(plan: Plan, files: Files, draw: number, world: World): readonly string[] {
  const workloads = Object.values(plan.workloads).filter(({ runsOn }) => runsOn === 'cluster')
  const workload = workloads[draw % Math.max(1, workloads.length)]
  if (workload === undefined) return []
  const leaves = leavesOf(workload, plan)
  const leaf = leaves[Math.floor(draw / workloads.length) % Math.max(1, leaves.length)]
  if (
    leaf === undefined ||
    isNoticed(withChangedLeaf(plan, workload.id, leaf), textOf(files), world)
  ) {
    return []
  }
  return [`no file shows ${leaf.path} of ${workload.id} (${JSON.stringify(leaf.value)})`]
}

function isNoticed(plan: Plan, before: string, world: World): boolean {
  try {
    return textOf(world.render(plan)) !== before
  } catch {
    return true
  }
}
