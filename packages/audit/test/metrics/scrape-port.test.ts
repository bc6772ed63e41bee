import { expect, it } from 'vitest'
import { scrapePort } from '../../src/metrics/scraping/scrape-port.js'
import { findings } from './findings.js'
import { deployment, podMonitor, service, serviceMonitor } from './manifests.js'

it('finds no port of that name in the Services that are selected', () => {
  const files = (name: string) => ({
    'a.yaml': serviceMonitor('web', 'port: metrics'),
    'b.yaml': service('web', `name: ${name}, port: 80`),
  })
  expect(findings(scrapePort, files('http'))).toEqual(['error metrics/no-such-port: metrics'])
  expect(findings(scrapePort, files('metrics'))).toEqual([])
})

it('finds no port of that name in the pods that are selected', () => {
  const files = (name: string) => ({
    'a.yaml': podMonitor('web', 'port: metrics'),
    'b.yaml': deployment('web', 'web:1.0', `name: ${name}, containerPort: 80`),
  })
  expect(findings(scrapePort, files('http'))).toEqual(['error metrics/no-such-port: metrics'])
  expect(findings(scrapePort, files('metrics'))).toEqual([])
})

it('says nothing of a Service that is not here', () => {
  expect(findings(scrapePort, { 'a.yaml': serviceMonitor('web', 'port: metrics') })).toEqual([])
})

it('says nothing of a Service that another one with its labels may stand beside, unless it knows all', () => {
  const files = {
    'a.yaml': serviceMonitor('web', 'port: metrics'),
    'b.yaml': service('web', 'name: http, port: 80').replace(
      '{ name: web,',
      '{ name: web-outside,',
    ),
  }
  expect(findings(scrapePort, files)).toEqual([])
  expect(findings(scrapePort, files, true)).toEqual(['error metrics/no-such-port: metrics'])
})
