import { describe, expect, it } from 'vitest'
import { monitorNotSelected } from '../../src/metrics/scraping/monitor-not-selected.js'
import { findings, type Texts } from './findings.js'

const rule = (labels: string, name = 'rules'): string => `
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: ${name}, labels: { ${labels} } }
spec: { groups: [] }
`
const judge = (texts: Texts) => findings(monitorNotSelected, texts)

describe('without a Prometheus in the files', () => {
  it('tells once of all objects that have no label at all', () => {
    expect(judge({ 'a.yaml': `${rule('')}---${rule('', 'more')}` })).toEqual([
      'info metrics/not-selected: rules',
    ])
    expect(judge({ 'a.yaml': rule('team: shop') })).toEqual([])
  })
})

describe('with a Prometheus in the files', () => {
  const prometheus = (selector: string): string => `
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: main }
spec: { ${selector} }
`
  it('goes by its selector', () => {
    const chosen = prometheus('ruleSelector: { matchLabels: { team: shop } }')
    expect(judge({ 'a.yaml': chosen, 'b.yaml': rule('team: shop') })).toEqual([])
    expect(judge({ 'a.yaml': chosen, 'b.yaml': rule('team: other') })).toEqual([
      'warning metrics/not-selected: rules',
    ])
  })

  it('knows that an empty selector takes everything and an absent one nothing', () => {
    expect(judge({ 'a.yaml': prometheus('ruleSelector: {}'), 'b.yaml': rule('') })).toEqual([])
    expect(judge({ 'a.yaml': prometheus('replicas: 1'), 'b.yaml': rule('') })).toHaveLength(1)
  })
})

describe('with the values of kube-prometheus-stack', () => {
  const stack = (spec: string): string =>
    `addons: [{ name: m, chart: kube-prometheus-stack, namespace: m, values: { prometheus: { prometheusSpec: { ${spec} } } } }]`

  it('wants the label of the release unless told otherwise', () => {
    expect(
      judge({ 'a.yaml': rule('team: shop'), 'install.yaml': stack('replicas: 2') }),
    ).toHaveLength(1)
    expect(judge({ 'a.yaml': rule('release: m'), 'install.yaml': stack('replicas: 2') })).toEqual(
      [],
    )
    const all = stack('ruleSelectorNilUsesHelmValues: false')
    expect(judge({ 'a.yaml': rule(''), 'install.yaml': all })).toEqual([])
  })
})
