// Describes the workloads of Dify.

import type { Workload } from '@llmflow/spec'
import type { ComponentSizes, Context } from '../../component.js'
import { buildWorkload, type WorkloadBase } from '../../part.js'
import { apiWorkload, migrateWorkload, workerWorkload } from './application.js'
import { proxyBase } from './proxy.js'
import { sandboxBase } from './sandbox.js'
import type { DifyPart } from './size.js'
import { webWorkload } from './web.js'

export function difyWorkloads(context: Context, sizes: ComponentSizes): readonly Workload[] {
  const bases: { readonly [P in DifyPart]: WorkloadBase } = {
    api: apiWorkload(context),
    worker: workerWorkload(context),
    web: webWorkload(context),
    sandbox: sandboxBase(),
    proxy: proxyBase(context),
    migrate: migrateWorkload(context),
  }
  return Object.entries(bases).flatMap(([part, base]) => {
    const found = sizes[part]
    return found === undefined ? [] : [buildWorkload(context, found, base)]
  })
}
