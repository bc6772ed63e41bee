// Which colour and number stands for which workload with GPUs: the same in the drawing, the legend and the reasons.

import type { WorkloadView } from '../../planning/messages.ts'

export type Hue = { readonly index: number; readonly mark: string }

/** The drawing has so many colours; the numbers go on. */
const hueCount = 8

export const onGpus = (workloads: readonly WorkloadView[]): readonly WorkloadView[] =>
  workloads.filter(({ gpusEach, placed }) => gpusEach > 0 && placed > 0)

export const huesOf = (workloads: readonly WorkloadView[]): ReadonlyMap<string, Hue> =>
  new Map(
    onGpus(workloads).map(({ id }, index) => [
      id,
      { index: index % hueCount, mark: `${index + 1}` },
    ]),
  )
