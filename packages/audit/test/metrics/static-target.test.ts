import { describe, expect, it } from 'vitest'
import { staticTarget } from '../../src/metrics/scraping/static-target.js'
import { findings, type Texts } from './findings.js'
import { deployment, service } from './manifests.js'

const judge = (texts: Texts) => findings(staticTarget, texts)
const configuration = (target: string, more = ''): string =>
  `scrape_configs:\n  - job_name: chat\n    static_configs: [{ targets: ['${target}'] }]\n${more}`
const compose = 'services:\n  chat:\n    image: vllm/vllm-openai:v0.6.0\n'

describe('a static target', () => {
  it('is a compose service at another port than its metrics', () => {
    const files = (target: string) => ({
      'prometheus.yml': configuration(target),
      'compose.yaml': compose,
    })
    expect(judge(files('chat:8080'))).toEqual(['warning metrics/wrong-port: 8080'])
    expect(judge(files('chat:8000'))).toEqual([])
    expect(judge(files('other:8080'))).toEqual([])
  })

  it('is a Service that leads past the metrics', () => {
    const files = (target: string) => ({
      'prometheus.yml': configuration(target),
      'service.yaml': service('chat', 'port: 80, targetPort: 8080'),
      'pods.yaml': deployment('chat', 'vllm/vllm-openai:v0.6.0', 'containerPort: 8080'),
    })
    expect(judge(files('chat.shop.svc:80'))).toEqual(['error metrics/wrong-port: 80'])
    expect(judge(files('chat.shop.svc:81'))).toEqual([])
  })

  it('is asked by somebody else when the address is rewritten', () => {
    const probe =
      '    relabel_configs: [{ source_labels: [__address__], target_label: __param_target }]\n'
    const files = { 'prometheus.yml': configuration('chat:8080', probe), 'compose.yaml': compose }
    expect(judge(files)).toEqual([])
  })

  it('has a path that answers a health check', () => {
    const path = '    metrics_path: /health\n'
    expect(judge({ 'prometheus.yml': configuration('me:80', path) })).toEqual([
      'warning metrics/health-path: /health',
    ])
  })

  it('may stand in a ScrapeConfig', () => {
    const object = `
apiVersion: monitoring.coreos.com/v1alpha1
kind: ScrapeConfig
metadata: { name: chat }
spec: { staticConfigs: [{ targets: ['chat:8080'] }] }
`
    expect(judge({ 'a.yaml': object, 'compose.yaml': compose })).toEqual([
      'warning metrics/wrong-port: 8080',
    ])
  })

  it('may be switched on in a mounted file of a form that is not read', () => {
    const clickhouse = (more: string) => ({
      'prometheus.yml': configuration('store:9363'),
      'compose.yaml': `services:\n  store:\n    image: clickhouse/clickhouse-server:25.8\n${more}`,
    })
    expect(judge(clickhouse(''))).toEqual(['warning metrics/endpoint-off: 9363'])
    const mounted = '    volumes: ["./metrics.xml:/etc/clickhouse-server/config.d/metrics.xml"]\n'
    expect(judge(clickhouse(mounted))).toEqual([])
  })
})
