import { describe, expect, it } from 'vitest'
import { buildGraph } from '../../src/graph/build.js'
import { scrapeTarget } from '../../src/metrics/scraping/scrape-target.js'
import { readFiles } from '../../src/read/read.js'
import { findings } from './findings.js'
import { deployment, podMonitor, service, serviceMonitor } from './manifests.js'

const monitor = serviceMonitor('web', 'port: http')

describe('a monitor that selects nothing', () => {
  it('is told at the first label, and is an error where the files are all there is', () => {
    const files = { 'a.yaml': monitor, 'b.yaml': service('api', 'port: 80') }
    expect(findings(scrapeTarget, files)).toEqual(['warning metrics/no-target: web'])
    expect(findings(scrapeTarget, files, true)).toEqual(['error metrics/no-target: web'])
  })

  it('has pods, but no Service', () => {
    const pods = deployment('web', 'web:1.0', 'name: http, containerPort: 80')
    expect(findings(scrapeTarget, { 'a.yaml': monitor, 'b.yaml': pods })).toEqual([
      'warning metrics/no-target: web',
    ])
    expect(
      findings(scrapeTarget, { 'a.yaml': podMonitor('web', 'port: http'), 'b.yaml': pods }),
    ).toEqual([])
  })

  it('looks into its own namespace, or where namespaceSelector leads', () => {
    const elsewhere = service('web', 'port: 80').replace('namespace: shop', 'namespace: front')
    const wide = monitor.replace('spec:', 'spec:\n  namespaceSelector: { any: true }')
    const named = monitor.replace('spec:', 'spec:\n  namespaceSelector: { matchNames: [front] }')
    expect(findings(scrapeTarget, { 'a.yaml': monitor, 'b.yaml': elsewhere })).toHaveLength(1)
    expect(findings(scrapeTarget, { 'a.yaml': wide, 'b.yaml': elsewhere })).toEqual([])
    expect(findings(scrapeTarget, { 'a.yaml': named, 'b.yaml': elsewhere })).toEqual([])
  })

  it('is none of ours: what Kubernetes and charts bring, and what is filled in later', () => {
    const system = monitor.replace('namespace: shop', 'namespace: kube-system')
    const template = monitor.replace('app: web', "app: '{{ app }}'")
    const addon = `addons: [{ name: s, chart: stack, namespace: shop, values: {} }]`
    expect(findings(scrapeTarget, { 'a.yaml': system }, true)).toEqual([])
    expect(findings(scrapeTarget, { 'a.yaml': template }, true)).toEqual([])
    expect(findings(scrapeTarget, { 'a.yaml': monitor, 'install.yaml': addon }, true)).toEqual([])
    const made = `{ apiVersion: shop.example.com/v1, kind: Shop, metadata: { name: web, namespace: shop } }`
    expect(findings(scrapeTarget, { 'a.yaml': monitor, 'shop.yaml': made }, true)).toEqual([])
  })

  it('says where the program is usually found', () => {
    const text = podMonitor('gpus', 'port: nvidia-dcgm')
    const [finding] = scrapeTarget(buildGraph(readFiles([{ name: 'a.yaml', text }]), false))
    expect(finding?.advice).toEqual([
      {
        kind: 'list',
        items: [
          'app=nvidia-dcgm-exporter, port: metrics (GPU Operator)',
          'app.kubernetes.io/name=dcgm-exporter, port: metrics (dcgm-exporter)',
        ],
      },
    ])
  })

  it('understands expressions', () => {
    const expression = monitor.replace(
      'matchLabels: { app: web }',
      'matchExpressions: [{ key: app, operator: In, values: [web, api] }]',
    )
    expect(
      findings(scrapeTarget, { 'a.yaml': expression, 'b.yaml': service('api', 'port: 80') }),
    ).toEqual([])
    expect(
      findings(scrapeTarget, { 'a.yaml': expression, 'b.yaml': service('db', 'port: 80') }),
    ).toEqual(['warning metrics/no-target: app'])
  })
})
