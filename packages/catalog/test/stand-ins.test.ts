// What stands for the monitoring chart where there is no cluster: the same programs, reached by the target's own names.

import { describe, expect, it } from 'vitest'
import { monitoring } from '../src/components/monitoring/component.js'
import { contextOf, printed } from './contexts.js'

const components = { monitoring: {}, keycloak: {}, postgresql: {} }
const chartFor = (more: object = {}) => {
  const context = contextOf({ components: { ...components, ...more } })
  const [chart] = monitoring.addons?.(context, monitoring.size(context)) ?? []
  return chart
}
const standIns = chartFor()?.standIns ?? []

describe('stand-ins of the monitoring chart', () => {
  it('serve each of its endpoints, at its ports', () => {
    const served = standIns.map(
      ({ endpoint, workload }) => `${endpoint} ${workload.ports?.[0]?.number}`,
    )
    const offered = Object.entries(chartFor()?.endpoints ?? {}).map(
      ([name, { port }]) => `${name} ${port}`,
    )
    expect(new Set(served)).toEqual(new Set(offered))
  })

  it('run the images that the chart would', () => {
    const images = chartFor()?.images ?? []
    const own = standIns.map(({ workload: { image } }) => `${image.repository}:${image.tag}`)
    expect(own.filter((image) => !images.includes(image))).toEqual([])
  })

  it('know no name of a cluster', () => {
    const texts = standIns.flatMap(({ workload: { environment = {}, files = [] } }) => [
      ...Object.values(environment).map((text) => text.filter((part) => typeof part === 'string')),
      ...files.map(({ content }) => [printed(content)]),
    ])
    expect(texts.length).toBeGreaterThan(10)
    expect(texts.flat().filter((text) => text.includes('.svc.'))).toEqual([])
  })

  it('read only secrets that the chart reads', () => {
    const read = standIns.flatMap(({ workload: { environment = {} } }) =>
      Object.values(environment).flatMap((text) =>
        text.flatMap((part) =>
          typeof part !== 'string' && part.kind === 'secret' ? part.secret : [],
        ),
      ),
    )
    expect(new Set(read)).toEqual(new Set(chartFor()?.secrets))
  })

  it('open the way to where alerts go', () => {
    const options = { alertWebhook: 'https://chat.example.com/hook' }
    const alertmanager = chartFor({ monitoring: { options } })?.standIns?.find(
      ({ endpoint }) => endpoint === 'alertmanager',
    )
    expect(alertmanager?.workload.edges).toEqual([
      { to: { kind: 'external', host: 'chat.example.com', port: 443 }, purpose: 'alerts' },
    ])
    expect(standIns.find(({ endpoint }) => endpoint === 'alertmanager')?.workload.edges).toEqual([])
  })
})
