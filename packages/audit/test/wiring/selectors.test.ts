// Proves that a workload must select its own pods, and no others'.
import { describe, expect, it } from 'vitest'
import { workloadSelector } from '../../src/wiring/services/selectors.js'
import { spreadLabels } from '../../src/wiring/nodes/spread.js'
import { documents, told, workload } from './rule-findings.js'

describe('selectors of workloads', () => {
  it('fails on a label that the own template lacks', () => {
    const text = workload({ labels: 'app: shop', selector: 'app: store' })
    expect(told(workloadSelector, { 'a.yaml': text })).toEqual([
      'error wiring/selector-mismatch: store',
    ])
    expect(told(workloadSelector, { 'a.yaml': workload() })).toEqual([])
  })

  it('warns once of two workloads with the same labels', () => {
    const text = documents(
      workload({ name: 'shop' }),
      workload({ name: 'cart', labels: 'app: shop' }),
    )
    expect(told(workloadSelector, { 'a.yaml': text })).toEqual([
      'warning wiring/overlapping-selectors: selector',
    ])
  })

  it('is silent on other labels, other namespaces and two versions of one workload', () => {
    const text = documents(
      workload({ labels: 'app: shop, track: stable' }),
      workload({ name: 'canary', labels: 'app: shop, track: canary' }),
      workload({ name: 'shop', labels: 'app: shop, track: stable', namespace: 'test' }),
      workload({ labels: 'app: shop, track: stable', spec: 'replicas: 3' }),
    )
    expect(told(workloadSelector, { 'a.yaml': text })).toEqual([])
  })
})

describe('spread constraints', () => {
  it('must count the pods that they are written on', () => {
    const spread = (label: string): string =>
      workload({
        pod: `topologySpreadConstraints:
  - { maxSkew: 1, topologyKey: zone, labelSelector: { matchLabels: { app: ${label} } } }`,
      })
    expect(told(spreadLabels, { 'a.yaml': spread('shpo') })).toEqual([
      'warning wiring/spread-misses-pods: shpo',
    ])
    expect(told(spreadLabels, { 'a.yaml': spread('shop') })).toEqual([])
  })
})
