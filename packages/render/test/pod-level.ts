// Judges a pod by the Pod Security Standards, as far as our pods can miss them.

import { at, entriesAt, itemsAt, type Place, textAt } from './schemas/place.js'

/** Capabilities that the baseline level lets a container add. */
const baselineCapabilities = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
])
const restrictedVolumes = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
])

/** What the level forbids or misses in a pod's spec; everything is allowed to the privileged. */
export function podLevelFaults(spec: Place, level: string): readonly string[] {
  if (level === 'privileged') return []
  return [...baselineFaults(spec), ...(level === 'restricted' ? restrictedFaults(spec) : [])]
}

const containersOf = (spec: Place): readonly Place[] => [
  ...itemsAt(spec, 'initContainers'),
  ...itemsAt(spec, 'containers'),
]

const addedTo = (container: Place): readonly string[] =>
  itemsAt(container, 'securityContext', 'capabilities', 'add').map(({ value }) => String(value))

function baselineFaults(spec: Place): readonly string[] {
  return [
    ...['hostNetwork', 'hostPID', 'hostIPC'].filter((key) => at(spec, key).value === true),
    ...volumeKinds(spec).filter((kind) => kind === 'hostPath'),
    ...containersOf(spec).flatMap((container) => [
      ...(at(container, 'securityContext', 'privileged').value === true ? ['privileged'] : []),
      ...addedTo(container).filter((capability) => !baselineCapabilities.has(capability)),
    ]),
  ]
}

const volumeKinds = (spec: Place): readonly string[] =>
  itemsAt(spec, 'volumes').flatMap((volume) =>
    entriesAt(volume).flatMap(([key]) => (key === 'name' ? [] : [key])),
  )

function restrictedFaults(spec: Place): readonly string[] {
  const context = at(spec, 'securityContext')
  return [
    ...(at(context, 'runAsNonRoot').value === true ? [] : ['runAsNonRoot']),
    ...(at(context, 'runAsUser').value === 0 ? ['runAsUser'] : []),
    ...(textAt(context, 'seccompProfile', 'type') === 'RuntimeDefault' ? [] : ['seccompProfile']),
    ...volumeKinds(spec).filter((kind) => !restrictedVolumes.has(kind)),
    ...containersOf(spec).flatMap(restrictedContainerFaults),
  ]
}

function restrictedContainerFaults(container: Place): readonly string[] {
  const context = at(container, 'securityContext')
  const dropped = itemsAt(context, 'capabilities', 'drop').map(({ value }) => value)
  return [
    ...(at(context, 'allowPrivilegeEscalation').value === false
      ? []
      : ['allowPrivilegeEscalation']),
    ...(dropped.includes('ALL') ? [] : ['drop']),
    ...addedTo(container).filter((capability) => capability !== 'NET_BIND_SERVICE'),
  ]
}
