// Checks volumes, the claims on them, and the content of ConfigMaps and Secrets.

import { amountOf } from '../formats.js'
import { at, entriesAt, has, type Place } from '../place.js'
import { fault, type Faults } from './faults.js'

/** What a ConfigMap or Secret may hold, in bytes. */
const contentBytesMax = 1_048_576

export function* claimFaults(claim: Place): Faults {
  const spec = at(claim, 'spec')
  for (const path of [['accessModes'], ['resources', 'requests', 'storage']]) {
    if (!has(spec, ...path)) yield fault(at(spec, ...path), 'a claim needs it')
  }
  yield* sizeFaults(at(spec, 'resources', 'requests', 'storage'))
}

function* sizeFaults(size: Place): Faults {
  if (amountOf(size.value) <= 0) yield fault(size, 'the size is above 0')
}

export function* volumeFaults(root: Place): Faults {
  const spec = at(root, 'spec')
  if (!has(spec, 'capacity', 'storage')) yield fault(spec, 'capacity.storage is missing')
  yield* sizeFaults(at(spec, 'capacity', 'storage'))
  if (!has(spec, 'accessModes')) yield fault(spec, 'accessModes is missing')
  const settings = [
    'accessModes',
    'capacity',
    'claimRef',
    'mountOptions',
    'nodeAffinity',
    'persistentVolumeReclaimPolicy',
    'storageClassName',
    'volumeAttributesClassName',
    'volumeMode',
  ]
  const sources = entriesAt(spec).filter(([key]) => !settings.includes(key))
  if (sources.length !== 1) yield fault(spec, `a volume has one source, not ${sources.length}`)
  const needsNode = has(spec, 'local') && !has(spec, 'nodeAffinity', 'required')
  if (needsNode) yield fault(spec, 'a local volume needs nodeAffinity.required')
}

export function* contentFaults(root: Place): Faults {
  const contents = ['data', 'stringData', 'binaryData'].flatMap((key) => entriesAt(root, key))
  const bytes = contents.map(([, { value }]) => Buffer.byteLength(String(value)))
  const total = bytes.reduce((sum, size) => sum + size, 0)
  if (total > contentBytesMax) yield fault(root, `it holds ${total} bytes`)
  const data = at(root, 'data')
  for (const [key, place] of entriesAt(root, 'binaryData')) {
    if (has(data, key)) yield fault(place, 'data has the same key')
  }
}
