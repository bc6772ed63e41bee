// Says what names look like in a compose project: a service has the name of its workload, or of its replica.

import { serviceNamesOf } from '@llmflow/spec'
import { type Naming, workloadOf } from '../text.js'

export const composeNaming: Naming = {
  hostOf: (_plan, id) => id,
  peersOf: (_plan, id) => id,
  membersOf: (plan, id) =>
    serviceNamesOf(workloadOf(plan, id)).map((name) => ({ name, host: name })),
}
