// Computes the values of the GPU operator: registries, and tolerations for every taint of a GPU node.

import type { JsonObject } from '@llmflow/spec'
import { pullSecretsOf, registryFor, tolerationsFor } from '../../addon.js'
import type { Context } from '../../component.js'

export function operatorValues(context: Context): JsonObject {
  const nvidia = registryFor(context, 'nvcr.io/nvidia')
  const pullSecrets = pullSecretsOf(context)
  const imagePullSecrets = pullSecrets.flatMap(({ name }) =>
    typeof name === 'string' ? [name] : [],
  )
  const from = (folder: string): JsonObject => ({
    repository: folder === '' ? nvidia : `${nvidia}/${folder}`,
    imagePullSecrets,
  })
  const hasDriver = context.platform.components['accelerators']?.options?.['hostDriver'] === true
  const tolerations = gpuTolerations(context)
  return {
    daemonsets: { tolerations },
    operator: {
      ...from(''),
      defaultRuntime: 'containerd',
      initContainer: { repository: nvidia },
    },
    validator: from('cloud-native'),
    driver: { enabled: !hasDriver, ...from(''), manager: { repository: `${nvidia}/cloud-native` } },
    toolkit: from('k8s'),
    devicePlugin: from(''),
    gfd: from(''),
    migManager: from('cloud-native'),
    dcgmExporter: {
      ...from('k8s'),
      serviceMonitor: { enabled: context.enabled.has('monitoring'), interval: '15s' },
    },
    'node-feature-discovery': {
      image: { repository: registryFor(context, 'registry.k8s.io/nfd/node-feature-discovery') },
      imagePullSecrets: pullSecrets,
      worker: { tolerations: [...controlPlane, ...tolerations] },
    },
  }
}

/** A list of a chart replaces the chart's own, so its entries stand here again. */
const controlPlane: readonly JsonObject[] = ['master', 'control-plane'].map((role) => ({
  key: `node-role.kubernetes.io/${role}`,
  operator: 'Equal',
  value: '',
  effect: 'NoSchedule',
}))

const anyGpu: JsonObject = { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }

/**
 * The operator tolerates nvidia.com/gpu alone. A node with another taint would get no driver and no device plugin, and
 * would never offer a GPU.
 */
function gpuTolerations({ inventory }: Context): readonly JsonObject[] {
  const taints = (inventory?.pools ?? [])
    .filter(({ gpus }) => gpus !== undefined)
    .flatMap((pool) => pool.taints)
    .filter(({ key, effect }) => !(key === anyGpu['key'] && effect === anyGpu['effect']))
  return [anyGpu, ...tolerationsFor(taints)]
}
