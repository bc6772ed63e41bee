// Builds what `helm test` runs for a component: a pod that knocks at every port of its Services, and the doors for it.

import type { Plan, Workload } from '@llmflow/spec'
import type { Pod } from 'kubernetes-types/core/v1.js'
import type { NetworkPolicy } from 'kubernetes-types/networking/v1.js'
import { type Metadata, type Named, platformLabels } from '../kubernetes/object.js'
import { imageReference, pullSecretName } from '../kubernetes/parameters.js'
import { peerOfPods, peersOfWorkload } from '../kubernetes/peers.js'
import { containerSecurityOf, podSecurityOf } from '../kubernetes/pod/security.js'
import { clientPortsOf } from '../kubernetes/service.js'
import { addressesOf } from '../text.js'

/** A knock takes a moment; what does not answer in this time altogether does not answer. */
const waitSeconds = 300

export function buildTests(
  plan: Plan,
  component: string,
): readonly (Named<Pod> | Named<NetworkPolicy>)[] {
  const asked = askedOf(plan, component)
  const [first] = asked
  const asking = askingOf(plan, component)
  if (first === undefined || asking === undefined) return []
  const { namespace } = first
  const inCluster = asked.filter(({ runsOn }) => runsOn === 'cluster')
  return [
    buildPod(plan, component, namespace, asked, asking),
    buildWayOut(plan, component, namespace, asked),
    ...[...new Set(inCluster.map((one) => one.namespace))].map((other) =>
      buildWayIn(
        component,
        namespace,
        other,
        inCluster.filter((one) => one.namespace === other),
      ),
    ),
  ]
}

/** What always runs and has a Service. */
const askedOf = ({ workloads }: Plan, component: string): readonly Workload[] =>
  Object.values(workloads).filter(
    (workload) =>
      workload.component === component &&
      workload.replicas.minimum > 0 &&
      numbersOf(workload).length > 0,
  )

const numbersOf = (workload: Workload): readonly number[] =>
  clientPortsOf(workload)
    .filter(({ protocol = 'TCP' }) => protocol === 'TCP')
    .map(({ number }) => number)

/** An image that the platform has anyway and that can knock at any port; the component's own where it can. */
function askingOf({ workloads }: Plan, component: string): Workload | undefined {
  const able = Object.values(workloads).filter(
    ({ image, security, resources, runsOn }) =>
      image.asks === 'bash' &&
      security.user !== 0 &&
      (resources.gpus ?? 0) === 0 &&
      runsOn === 'cluster',
  )
  return able.find((one) => one.component === component) ?? able[0]
}

function buildPod(
  plan: Plan,
  component: string,
  namespace: string,
  asked: readonly Workload[],
  asking: Workload,
): Named<Pod> {
  const pullSecret = plan.registry?.pullSecret
  const { user, group } = asking.security
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadataOf(component, namespace, `${component}-test`, podWeight),
    spec: {
      restartPolicy: 'Never',
      activeDeadlineSeconds: waitSeconds,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: podSecurityOf({ user, group, readOnlyRoot: true }),
      ...(pullSecret === undefined
        ? {}
        : { imagePullSecrets: [{ name: pullSecretName(pullSecret) }] }),
      containers: [
        {
          name: 'test',
          image: imageReference(plan, asking),
          command: ['bash', '-c', knocking(plan, asked)],
          resources: {
            requests: { cpu: '50m', memory: '32Mi' },
            limits: { cpu: '200m', memory: '128Mi' },
          },
          securityContext: containerSecurityOf({ user, group, readOnlyRoot: true }),
        },
      ],
    },
  }
}

const knocking = (plan: Plan, asked: readonly Workload[]): string =>
  [
    'failed=0',
    'for door in \\',
    ...asked.flatMap((workload) =>
      numbersOf(workload).map((number) => `  ${addressesOf(plan, workload.id).host}/${number} \\`),
    ),
    '; do',
    '  if (exec 3<>"/dev/tcp/$door") 2>/dev/null; then echo "answers: $door"',
    '  else echo "no answer: $door"; failed=1; fi',
    'done',
    'exit "$failed"',
  ].join('\n')

function buildWayOut(
  plan: Plan,
  component: string,
  namespace: string,
  asked: readonly Workload[],
): Named<NetworkPolicy> {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(component, namespace, `${component}-test-out`, doorWeight),
    spec: {
      podSelector: { matchLabels: testLabel(component) },
      policyTypes: ['Egress'],
      egress: asked.map((workload) => ({
        to: peersOfWorkload(plan, workload.id),
        ports: numbersOf(workload).map((port) => ({ port, protocol: 'TCP' })),
      })),
    },
  }
}

function buildWayIn(
  component: string,
  from: string,
  namespace: string,
  asked: readonly Workload[],
): Named<NetworkPolicy> {
  const ports = [...new Set(asked.flatMap(numbersOf))]
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(component, namespace, `${component}-test-in`, doorWeight),
    spec: {
      podSelector: { matchLabels: { 'app.kubernetes.io/component': component } },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [peerOfPods(from, testLabel(component))],
          ports: ports.map((port) => ({ port, protocol: 'TCP' })),
        },
      ],
    },
  }
}

/** Doors are open before somebody knocks. */
const [doorWeight, podWeight] = ['-1', '0'] as const

const testLabel = (component: string): { readonly 'llmflow.io/test': string } => ({
  'llmflow.io/test': component,
})

const metadataOf = (
  component: string,
  namespace: string,
  name: string,
  weight: string,
): Metadata => ({
  name,
  namespace,
  labels: { ...platformLabels, ...testLabel(component) },
  annotations: {
    'helm.sh/hook': 'test',
    'helm.sh/hook-weight': weight,
    'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
  },
})
