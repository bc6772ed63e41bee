// Holds a pod against the Pod Security Standards as the admission controller does.

import type { Field } from '@llmflow/spec'

export type Level = 'privileged' | 'baseline' | 'restricted'

/** What a level holds against a pod: a setting that is there, or one that is not. */
type Violation = {
  readonly setting: string
  readonly kind: 'forbidden' | 'missing'
  readonly field: Field
}

/** kubernetes/pod-security-admission policy/: a file for each check. */
export function violationsOf(template: Field, level: Level): readonly Violation[] {
  if (level === 'privileged') return []
  const spec = template.get('spec')
  const pod: PodFields = {
    template,
    spec,
    context: spec.get('securityContext'),
    containers: ['initContainers', 'containers', 'ephemeralContainers'].flatMap(
      (list) => spec.get(list).items,
    ),
  }
  const baseline = baselineChecks.flatMap((check) => check(pod))
  return level === 'baseline'
    ? baseline
    : [...baseline, ...restrictedChecks.flatMap((check) => check(pod))]
}

type PodFields = {
  readonly template: Field
  readonly spec: Field
  readonly context: Field
  readonly containers: readonly Field[]
}

type Check = (pod: PodFields) => readonly Violation[]

const forbidden = (setting: string, field: Field): Violation => ({
  setting,
  kind: 'forbidden',
  field,
})

const missing = (setting: string, field: Field): Violation => ({ setting, kind: 'missing', field })

const isTrue = ({ text }: Field): boolean => text === 'true'

/** The pod's own context and those of its containers. */
const contextsOf = ({ context, containers }: PodFields): readonly Field[] => [
  context,
  ...containers.map((container) => container.get('securityContext')),
]

const capabilitiesAllowed: ReadonlySet<string> = new Set([
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

const sysctlsAllowed: ReadonlySet<string> = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
])

const seLinuxTypes: ReadonlySet<string> = new Set([
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
])

const baselineChecks: readonly Check[] = [
  ({ spec }) =>
    ['hostNetwork', 'hostPID', 'hostIPC']
      .filter((key) => isTrue(spec.get(key)))
      .map((key) => forbidden(key, spec.get(key))),
  ({ containers }) =>
    containers
      .map((container) => container.get('securityContext', 'privileged'))
      .filter(isTrue)
      .map((field) => forbidden('privileged', field)),
  ({ containers }) =>
    containers
      .flatMap((container) => container.get('securityContext', 'capabilities', 'add').items)
      .filter(({ text = '' }) => !capabilitiesAllowed.has(text))
      .map((field) => forbidden(`capabilities.add ${field.text ?? ''}`, field)),
  ({ spec }) =>
    spec
      .get('volumes')
      .items.map((volume) => volume.get('hostPath'))
      .filter(({ value }) => value !== undefined)
      .map((field) => forbidden('hostPath', field)),
  ({ containers }) =>
    containers
      .flatMap((container) => container.get('ports').items)
      .map((port) => port.get('hostPort'))
      .filter(({ number }) => number !== undefined && number !== 0)
      .map((field) => forbidden(`hostPort ${field.text ?? ''}`, field)),
  (pod) =>
    contextsOf(pod)
      .map((context) => context.get('appArmorProfile', 'type'))
      .filter(({ text }) => text === 'Unconfined')
      .map((field) => forbidden('appArmorProfile Unconfined', field)),
  ({ template }) =>
    template
      .get('metadata', 'annotations')
      .entries.filter(
        ({ key, field }) =>
          key.startsWith('container.apparmor.security.beta.kubernetes.io/') &&
          field.text === 'unconfined',
      )
      .map(({ key, field }) => forbidden(key, field)),
  (pod) =>
    contextsOf(pod).flatMap((context) => {
      const options = context.get('seLinuxOptions')
      const named = ['user', 'role'].map((key) => options.get(key)).filter(({ text }) => text)
      const type = options.get('type')
      const found = seLinuxTypes.has(type.text ?? '') ? named : [type, ...named]
      return found.map((field) => forbidden(`seLinuxOptions ${field.text ?? ''}`, field))
    }),
  ({ spec, containers }) =>
    spec.get('hostUsers').text === 'false'
      ? []
      : containers
          .map((container) => container.get('securityContext', 'procMount'))
          .filter(({ text }) => text === 'Unmasked')
          .map((field) => forbidden('procMount Unmasked', field)),
  (pod) =>
    contextsOf(pod)
      .map((context) => context.get('seccompProfile', 'type'))
      .filter(({ text }) => text === 'Unconfined')
      .map((field) => forbidden('seccompProfile Unconfined', field)),
  ({ context }) =>
    context
      .get('sysctls')
      .items.map((sysctl) => sysctl.get('name'))
      .filter(({ text = '' }) => !sysctlsAllowed.has(text))
      .map((field) => forbidden(`sysctl ${field.text ?? ''}`, field)),
  (pod) =>
    contextsOf(pod)
      .map((context) => context.get('windowsOptions', 'hostProcess'))
      .filter(isTrue)
      .map((field) => forbidden('hostProcess', field)),
]

const volumesAllowed: ReadonlySet<string> = new Set([
  'name',
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'hostPath', // Named by the check of the lower level.
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
])

const restrictedChecks: readonly Check[] = [
  ({ spec }) =>
    spec
      .get('volumes')
      .items.flatMap((volume) => volume.entries)
      .filter(({ key }) => !volumesAllowed.has(key))
      .map(({ key, field }) => forbidden(`${key} volume`, field)),
  (pod) =>
    onLinux(pod, ({ containers }) =>
      containers
        .map((container) => container.get('securityContext', 'allowPrivilegeEscalation'))
        .filter(({ text }) => text !== 'false')
        .map((field) => missing('allowPrivilegeEscalation: false', field)),
    ),
  (pod) => (isInOwnUsers(pod) ? [] : nonRoot(pod)),
  (pod) =>
    isInOwnUsers(pod)
      ? []
      : contextsOf(pod)
          .map((context) => context.get('runAsUser'))
          .filter(({ number }) => number === 0)
          .map((field) => forbidden('runAsUser 0', field)),
  (pod) => onLinux(pod, seccomp),
  (pod) => onLinux(pod, capabilities),
]

const onLinux = (pod: PodFields, check: Check): readonly Violation[] =>
  pod.spec.get('os', 'name').text === 'windows' ? [] : check(pod)

/** In a user namespace of its own, root is root of nothing. */
const isInOwnUsers = ({ spec }: PodFields): boolean => spec.get('hostUsers').text === 'false'

function nonRoot({ context, containers }: PodFields): readonly Violation[] {
  const ofPod = context.get('runAsNonRoot')
  return containers
    .map((container) => container.get('securityContext', 'runAsNonRoot'))
    .filter((own) => !isTrue(own.value === undefined ? ofPod : own))
    .map((field) => missing('runAsNonRoot: true', field))
}

function seccomp({ context, containers }: PodFields): readonly Violation[] {
  const ofPod = context.get('seccompProfile', 'type')
  return containers
    .map((container) => container.get('securityContext', 'seccompProfile', 'type'))
    .filter((own) => (own.value === undefined ? ofPod : own).text === undefined)
    .map((field) => missing('seccompProfile', field))
}

function capabilities({ containers }: PodFields): readonly Violation[] {
  return containers.flatMap((container) => {
    const held = container.get('securityContext', 'capabilities')
    const added = held
      .get('add')
      .items.filter(({ text = '' }) => text !== 'NET_BIND_SERVICE' && capabilitiesAllowed.has(text))
      .map((field) => forbidden(`capabilities.add ${field.text ?? ''}`, field))
    const dropsAll = held.get('drop').items.some(({ text }) => text === 'ALL')
    return dropsAll ? added : [...added, missing('capabilities.drop ALL', held)]
  })
}
