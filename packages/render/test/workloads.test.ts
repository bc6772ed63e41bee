// How workloads become controllers, pods and volumes.

import { describe, expect, it } from 'vitest'
import { gibibytes, seconds, text, type Volume } from '@llmflow/spec'
import { platform } from './platform.js'
import { planOf, workloadOf } from './plans.js'
import { objectAt, pathsOf } from './tree.js'

const data: Volume = {
  kind: 'persistent',
  name: 'data',
  path: '/data',
  size: gibibytes(5),
  accessMode: 'ReadWriteOnce',
}

describe('a stateless workload', () => {
  const strategyOf = (wanted: Parameters<typeof workloadOf>[1]) =>
    objectAt(planOf([workloadOf('a', wanted)]), 'llmflow-system/deployment-a.yaml')

  it('grows before it shrinks when it is rolled out', () => {
    expect(strategyOf({})).toMatchObject({
      spec: {
        replicas: 1,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        progressDeadlineSeconds: 600,
      },
    })
  })

  it('shrinks first where it has GPUs, or a node for each replica: no room is kept free', () => {
    const { resources } = workloadOf('a')
    expect(strategyOf({ resources: { ...resources, gpus: 4 } })).toMatchObject({
      spec: { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },
    })
    const spread = { nodes: 'required', zones: 'none' } as const
    expect(strategyOf({ spread, unavailableMax: 2 })).toMatchObject({
      spec: { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 2 } } },
    })
  })

  it('stops before it starts where a volume takes one replica at a time', () => {
    expect(strategyOf({ volumes: [data] })).toMatchObject({
      spec: { strategy: { type: 'Recreate' } },
    })
    const plan = planOf([workloadOf('a', { volumes: [data] })])
    expect(objectAt(plan, 'llmflow-system/persistentvolumeclaim-a-data.yaml')).toMatchObject({
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '5Gi' } } },
    })
  })

  it('may take as long to start as its probe allows, and to be pulled', () => {
    expect(objectAt(platform, 'llmflow-inference/deployment-vllm.yaml')).toMatchObject({
      spec: { progressDeadlineSeconds: 2400 },
    })
  })

  it('gets its place from the plan, and whole GPUs', () => {
    expect(objectAt(platform, 'llmflow-inference/deployment-vllm.yaml')).toMatchObject({
      spec: {
        template: {
          spec: {
            priorityClassName: 'llmflow-1000',
            nodeSelector: { 'llmflow.io/pool': 'gpu' },
            tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
            terminationGracePeriodSeconds: 120,
            imagePullSecrets: [{ name: 'harbor' }],
            containers: [
              {
                image: 'harbor.example.com/docker.io/example/vllm:1.0',
                resources: {
                  requests: { cpu: '8', memory: '64Gi', 'nvidia.com/gpu': '4' },
                  limits: { cpu: '16', memory: '64Gi', 'nvidia.com/gpu': '4' },
                },
                volumeMounts: [{ name: 'shared-memory', mountPath: '/dev/shm' }],
              },
            ],
            volumes: [{ name: 'shared-memory', emptyDir: { medium: 'Memory', sizeLimit: '8Gi' } }],
          },
        },
      },
    })
  })
})

describe('a stateful workload', () => {
  it('starts its members together, each with its volume, on nodes of their own', () => {
    expect(objectAt(platform, 'llmflow-infra/statefulset-etcd.yaml')).toMatchObject({
      spec: {
        serviceName: 'etcd',
        replicas: 3,
        podManagementPolicy: 'Parallel',
        template: {
          spec: {
            affinity: {
              podAntiAffinity: {
                requiredDuringSchedulingIgnoredDuringExecution: [
                  {
                    labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'etcd' } },
                    topologyKey: 'kubernetes.io/hostname',
                  },
                ],
              },
            },
            topologySpreadConstraints: [
              { topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule' },
            ],
          },
        },
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { storageClassName: 'fast' } }],
      },
    })
  })
})

describe('a workload that ends', () => {
  const jobOf = (command: string) =>
    pathsOf(planOf([workloadOf('a', { kind: 'job', command: [command] })])).filter((path) =>
      path.includes('/job-'),
    )

  it('is a Job under a name that changes with what it runs', () => {
    expect(jobOf('one')).toEqual([
      expect.stringMatching(/^llmflow-system\/job-a-[0-9a-f]{8}\.yaml$/),
    ])
    expect(jobOf('one')).toEqual(jobOf('one'))
    expect(jobOf('one')).not.toEqual(jobOf('two'))
  })

  it('is a CronJob in the zone of its people, never two at once', () => {
    expect(objectAt(platform, 'llmflow-system/cronjob-backup.yaml')).toMatchObject({
      spec: {
        schedule: '0 3 * * *',
        timeZone: 'Asia/Seoul',
        concurrencyPolicy: 'Forbid',
        jobTemplate: { spec: { template: { spec: { restartPolicy: 'Never' } } } },
      },
    })
  })
})

describe('files', () => {
  const planWith = (content: string) =>
    planOf([
      workloadOf('a', {
        files: [
          { path: '/etc/a/b.yaml', content: text`value: ${content}` },
          { path: '/etc/a.b.yaml', content: ['other'] },
        ],
      }),
    ])
  const templateOf = (content: string) =>
    objectAt(planWith(content), 'llmflow-system/deployment-a.yaml')

  it('lie in one ConfigMap, each under a key of its own', () => {
    expect(objectAt(planWith('x'), 'llmflow-system/configmap-a-files.yaml')).toMatchObject({
      data: { 'etc.a.b.yaml': 'value: x', 'etc.a.b.yaml-2': 'other' },
    })
  })

  it('start new pods when they change', () => {
    expect(templateOf('x')).toEqual(templateOf('x'))
    expect(templateOf('x')).not.toEqual(templateOf('y'))
  })

  it('can be programs', () => {
    expect(objectAt(platform, 'llmflow-system/deployment-dify-api.yaml')).toMatchObject({
      spec: {
        template: {
          spec: {
            volumes: [
              {},
              {},
              {
                configMap: {
                  name: 'dify-api-files',
                  defaultMode: 0o444,
                  items: [{ key: 'etc.dify.config.yaml' }, { key: 'opt.start.sh', mode: 0o555 }],
                },
              },
            ],
          },
        },
      },
    })
  })
})

describe('volumes in common', () => {
  it('have one claim in each namespace, as large as the largest wish', () => {
    const common = (size: number): Volume => ({
      kind: 'common',
      name: 'models',
      path: '/models',
      claim: 'model-store',
      size: gibibytes(size),
      accessMode: 'ReadWriteMany',
      readOnly: true,
    })
    const plan = planOf([
      workloadOf('a', { volumes: [common(10)] }),
      workloadOf('b', { volumes: [common(5)] }),
      workloadOf('c', { namespace: 'other', volumes: [common(5)] }),
    ])
    expect(pathsOf(plan).filter((path) => path.includes('claim'))).toEqual([
      'llmflow-system/persistentvolumeclaim-model-store.yaml',
      'other/persistentvolumeclaim-model-store.yaml',
    ])
    expect(objectAt(plan, 'llmflow-system/persistentvolumeclaim-model-store.yaml')).toMatchObject({
      spec: { resources: { requests: { storage: '10Gi' } } },
    })
  })
})

describe('secret files', () => {
  const modeOf = (volumesGroup?: number) => {
    const { security } = workloadOf('a')
    const workload = workloadOf('a', {
      volumes: [{ kind: 'secret', name: 'key', path: '/key', secret: 'key' }],
      security: volumesGroup === undefined ? security : { ...security, volumesGroup },
    })
    return objectAt(planOf([workload]), 'llmflow-system/deployment-a.yaml')
  }
  const withMode = (defaultMode: number) => ({
    spec: { template: { spec: { volumes: [{ secret: { secretName: 'key', defaultMode } }] } } },
  })

  it('are for the group of the volumes, or where there is none for the process alone in its pod', () => {
    expect(modeOf(1000)).toMatchObject(withMode(0o440))
    expect(modeOf()).toMatchObject(withMode(0o444))
  })
})

describe('short times', () => {
  it('are rounded up to the second that Kubernetes counts in', () => {
    const probe = {
      check: { kind: 'command', command: ['true'] },
      every: seconds(0.2),
      timeout: seconds(1.5),
      failures: 3,
    } as const
    const plan = planOf([workloadOf('a', { probes: { ready: probe } })])
    expect(objectAt(plan, 'llmflow-system/deployment-a.yaml')).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              {
                readinessProbe: {
                  exec: { command: ['true'] },
                  periodSeconds: 1,
                  timeoutSeconds: 2,
                  failureThreshold: 3,
                },
              },
            ],
          },
        },
      },
    })
  })
})
