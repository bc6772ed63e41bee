// Every object of the tree is one that the API server takes, and what it refers to is there.

import { describe, expect, it } from 'vitest'
import { platform } from './platform.js'
import { at, has, itemsAt, textAt } from './schemas/place.js'
import { isMatch, labelsAt, namesAt, renderedObjects, templateOf } from './tree.js'
import { validateStrict } from './validate-strict.js'

const objects = renderedObjects(platform)
const of = (kind: string) => objects.filter((object) => object.kind === kind)
const named = (kind: string, namespace: string) =>
  of(kind).flatMap((object) => (object.namespace === namespace ? [object.name] : []))

describe('every object', () => {
  it.each(objects)('$path meets its schema, with nothing unknown', ({ place }) => {
    expect(validateStrict(place.value)).toEqual([])
  })

  it('covers every kind that the plan can ask for', () => {
    expect([...new Set(objects.map(({ kind }) => kind))].toSorted()).toEqual([
      'Certificate',
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
  const pods = objects.flatMap((object) => {
    const template = templateOf(object)
    return template === undefined ? [] : [{ ...object, template }]
  })

  it('namespaces are rendered', () => {
    const namespaces = new Set(['', ...of('Namespace').map(({ name }) => name)])
    expect(objects.filter(({ namespace }) => !namespaces.has(namespace))).toEqual([])
  })

  it.each(pods)(
    '$path finds its account, files, claims and priority',
    ({ namespace, template }) => {
      const spec = at(template, 'spec')
      expect(named('ServiceAccount', namespace)).toContain(textAt(spec, 'serviceAccountName'))
      for (const volume of itemsAt(spec, 'volumes')) {
        const claim = textAt(volume, 'persistentVolumeClaim', 'claimName')
        if (claim !== undefined) {
          expect(named('PersistentVolumeClaim', namespace)).toContain(claim)
        }
        const files = textAt(volume, 'configMap', 'name')
        if (files !== undefined) expect(named('ConfigMap', namespace)).toContain(files)
      }
      const priority = textAt(spec, 'priorityClassName')
      if (priority !== undefined) expect(named('PriorityClass', '')).toContain(priority)
    },
  )

  it('every key of a secret is one that the plan names', () => {
    const references = pods.flatMap(({ template }) =>
      itemsAt(template, 'spec', 'containers').flatMap((container) =>
        itemsAt(container, 'env').flatMap((variable) => {
          const reference = at(variable, 'valueFrom', 'secretKeyRef')
          return has(reference) ? [reference] : []
        }),
      ),
    )
    expect(references.length).toBeGreaterThan(0)
    for (const reference of references) {
      const keys = platform.secrets[textAt(reference, 'name') ?? '']?.keys ?? {}
      expect(Object.keys(keys)).toContain(textAt(reference, 'key'))
    }
  })

  const services = of('Service')
  const selecting = services.filter(({ place }) => has(place, 'spec', 'selector'))

  it.each(selecting)('$path finds pods that have its ports', ({ place, namespace }) => {
    const selector = labelsAt(place, 'spec', 'selector')
    const behind = pods.filter(
      (pod) =>
        pod.namespace === namespace &&
        isMatch(selector, labelsAt(pod.template, 'metadata', 'labels')),
    )
    expect(behind).toHaveLength(1)
    const containers = behind.flatMap(({ template }) => itemsAt(template, 'spec', 'containers'))
    const offered = containers.flatMap((container) => namesAt(container, 'ports'))
    const wanted = itemsAt(place, 'spec', 'ports').map((port) => textAt(port, 'targetPort'))
    expect(offered).toEqual(expect.arrayContaining(wanted))
  })

  it('every Service without a selector has addresses', () => {
    const others = services.filter(({ place }) => !has(place, 'spec', 'selector'))
    expect(others.map(({ name }) => name)).toEqual(['postgresql'])
    expect(of('EndpointSlice').map(({ name }) => name)).toEqual(['postgresql'])
  })

  it.each(of('ServiceMonitor'))(
    '$path finds exactly one Service, with the ports that it names',
    ({ place, namespace }) => {
      const selector = labelsAt(place, 'spec', 'selector', 'matchLabels')
      const found = services.filter(
        (service) =>
          service.namespace === namespace &&
          isMatch(selector, labelsAt(service.place, 'metadata', 'labels')),
      )
      expect(found).toHaveLength(1)
      const offered = found.flatMap((service) => namesAt(service.place, 'spec', 'ports'))
      const wanted = itemsAt(place, 'spec', 'endpoints').map((endpoint) => textAt(endpoint, 'port'))
      expect(offered).toEqual(expect.arrayContaining(wanted))
    },
  )

  it.each([...of('HorizontalPodAutoscaler'), ...of('ScaledObject')])(
    '$path finds what it scales, and the passwords for it',
    ({ place, namespace }) => {
      const target = at(place, 'spec', 'scaleTargetRef')
      expect(named(textAt(target, 'kind') ?? '', namespace)).toContain(textAt(target, 'name'))
      const wanted = itemsAt(place, 'spec', 'triggers').flatMap(
        (trigger) => textAt(trigger, 'authenticationRef', 'name') ?? [],
      )
      expect(named('TriggerAuthentication', namespace)).toEqual(expect.arrayContaining(wanted))
    },
  )
})
