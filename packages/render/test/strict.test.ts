// Every object of the tree is one that the API server takes, and what it refers to is there.

import { describe, expect, it } from 'vitest'
import { platform } from './platform.js'
import { faultsAmong, referenceFaults } from './references.js'
import { labelsAt, renderedObjects } from './tree.js'
import { validateStrict } from './validate-strict.js'

const objects = renderedObjects(platform)

describe('every object', () => {
  it.each(objects)('$path meets its schema, with nothing unknown', ({ place }) => {
    expect(validateStrict(place.value)).toEqual([])
  })

  it('covers every kind that the plan can ask for', () => {
    expect([...new Set(objects.map(({ kind }) => kind))].toSorted()).toEqual([
      'Certificate',
      'ClusterIssuer',
      'ConfigMap',
      'CronJob',
      'Deployment',
      'EndpointSlice',
      'HorizontalPodAutoscaler',
      'Job',
      'LimitRange',
      'Namespace',
      'NetworkPolicy',
      'PersistentVolumeClaim',
      'PodDisruptionBudget',
      'PodMonitor',
      'PriorityClass',
      'Probe',
      'PrometheusRule',
      'ResourceQuota',
      'ScaledObject',
      'ScrapeConfig',
      'Service',
      'ServiceAccount',
      'ServiceMonitor',
      'StatefulSet',
      'TriggerAuthentication',
    ])
  })

  it.each(objects)('$path says who made it', ({ place }) => {
    expect(labelsAt(place, 'metadata', 'labels')).toMatchObject({
      'app.kubernetes.io/part-of': 'llmflow',
      'app.kubernetes.io/managed-by': 'llmflow',
    })
  })
})

describe('what an object refers to', () => {
  it('is there', () => {
    expect(referenceFaults(platform)).toEqual([])
  })

  it.each([
    ['_cluster/namespace-llmflow-infra.yaml', 'no namespace llmflow-infra'],
    ['_cluster/priorityclass-llmflow-1000.yaml', 'no PriorityClass llmflow-1000'],
    ['llmflow-infra/endpointslice-postgresql.yaml', 'no addresses'],
    ['llmflow-infra/service-etcd.yaml', 'finds 0 services'],
    ['llmflow-infra/statefulset-etcd.yaml', 'finds 0 workloads'],
    ['llmflow-system/configmap-dify-api-files.yaml', 'no ConfigMap dify-api-files'],
    ['llmflow-system/deployment-apisix.yaml', 'no Deployment apisix'],
    ['llmflow-system/persistentvolumeclaim-dify-files.yaml', 'no PersistentVolumeClaim dify-files'],
    ['llmflow-system/serviceaccount-apisix.yaml', 'no ServiceAccount apisix'],
    [
      'llmflow-system/triggerauthentication-dify-worker.redis.password.yaml',
      'no TriggerAuthentication dify-worker.redis.password',
    ],
  ])('is missed without %s', (path, fault) => {
    const rest = objects.filter((object) => object.path !== path)
    expect(rest).toHaveLength(objects.length - 1)
    expect(faultsAmong(platform, rest)).toContainEqual(expect.stringContaining(fault))
  })

  it('includes secrets, which somebody else makes', () => {
    const faults = referenceFaults({ ...platform, secrets: {}, certificates: {} })
    expect(faults).toContainEqual(expect.stringContaining('no secret postgresql/password'))
    expect(faults).toContainEqual(expect.stringContaining('no secret apisix-tls'))
    expect(faults).toContainEqual(expect.stringContaining('no secret harbor'))
  })
})
