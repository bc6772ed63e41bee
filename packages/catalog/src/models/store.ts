// Gives every model server the same read-only volume of weights.

import type { Platform, Volume } from '@llmflow/spec'

export function modelStoreVolume(platform: Platform): Volume {
  const { storageClass, size } = platform.modelStore
  return {
    kind: 'common',
    name: 'models',
    path: '/models',
    claim: 'model-store',
    size,
    ...(storageClass === undefined ? {} : { storageClass }),
    accessMode: 'ReadWriteMany',
    readOnly: true,
  }
}
