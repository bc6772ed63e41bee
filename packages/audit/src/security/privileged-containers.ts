// Names the containers that run privileged.

import { diagnostic } from '@llmflow/spec'
import type { AuditRule } from '../rule.js'

export const privilegedContainers: AuditRule = (graph) =>
  graph.processes.flatMap(({ origin, name, field }) => {
    const privileged =
      origin === 'compose' ? field.get('privileged') : field.get('securityContext', 'privileged')
    if (privileged.text !== 'true') return []
    return [diagnostic('security/privileged-container', privileged.place, { workload: name })]
  })
