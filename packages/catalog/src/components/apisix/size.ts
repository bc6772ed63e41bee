// Sizes the gateway, its etcd and the job that hands it the routes.

import {
  fromPlan,
  explained,
  gibibytes,
  mebibytes,
  pointer,
  printBytes,
  printCpu,
  threads,
} from '@llmflow/spec'
import type { ComponentSizes, Context, PartSizes } from '../../component.js'
import { byDefault, sizePart } from '../../part.js'
import { standingReplicas } from '../../standing.js'
import { etcdBackupSizes } from '../etcd/backup.js'
import { etcdSizes } from '../etcd/workload.js'

const guide = 'infrastructure guide 4.2 values.yaml, apisix'
const small = 'a curl that runs for seconds'

export function sizeApisix(context: Context): ComponentSizes {
  const gateway = sizeGateway(context)
  if (context.topologyOf('apisix') === 'standalone') return { gateway }
  const members = gateway.replicas.minimum.value > 1 ? 3 : 1
  const etcd = etcdSizes(context, 'apisix', 'etcd', members)
  return { gateway, etcd, routes, ...etcdBackupSizes(context, 'apisix') }
}

function sizeGateway(context: Context): PartSizes {
  return sizePart(context, 'apisix', 'gateway', {
    minimum: standingReplicas(context.platform, 3, guide),
    cpu: byDefault(threads(2), guide, printCpu),
    cpuLimit: byDefault(threads(4), guide, printCpu),
    memory: byDefault(gibibytes(2), guide, printBytes),
    memoryLimit: byDefault(gibibytes(4), guide, printBytes),
    figures: {
      requestsPerSecond: explained(
        { value: Math.ceil(context.load.chatRequestsPerSecond.value), unit: 'count' },
        'apisix/requests',
        '⌈chat requests per second⌉; a gateway of this size passes thousands',
        [
          fromPlan(
            'chat requests per second',
            `${context.load.chatRequestsPerSecond.value}`,
            pointer('load', 'chatRequestsPerSecond'),
          ),
        ],
      ),
    },
  })
}

/** The job takes no choices of the component: its replicas are those of the gateway. */
const routes: PartSizes = {
  replicas: { minimum: byDefault(1, small), maximum: byDefault(1, small) },
  cpu: byDefault(threads(0.05), small, printCpu),
  memory: byDefault(mebibytes(32), small, printBytes),
  memoryLimit: byDefault(mebibytes(64), small, printBytes),
  figures: {},
}
