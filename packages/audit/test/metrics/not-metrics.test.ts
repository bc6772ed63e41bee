import { describe, expect, it } from 'vitest'
import { notMetrics } from '../../src/metrics/scraping/not-metrics.js'
import { findings, type Texts } from './findings.js'
import { deployment, podMonitor, service, serviceMonitor } from './manifests.js'

const vllm = 'vllm/vllm-openai:v0.6.0'
const judge = (texts: Texts) => findings(notMetrics, texts)

/** A monitor on a port, through a Service, to a pod with that port. */
const chain = (image: string, number: number, endpoint = 'port: metrics', more = ''): Texts => ({
  'monitor.yaml': serviceMonitor('app', endpoint),
  'service.yaml': service('app', 'name: metrics, port: 80, targetPort: m'),
  'pods.yaml': deployment('app', image, `name: m, containerPort: ${number}`, more),
})

describe('the port behind a monitor', () => {
  it('is not where the program serves metrics', () => {
    expect(judge(chain(vllm, 8080))).toEqual(['error metrics/wrong-port: metrics'])
    expect(judge(chain(vllm, 8000))).toEqual([])
  })

  it('is where the program is told to listen', () => {
    expect(judge(chain(vllm, 8080, 'port: metrics', '          args: [--port=8080]'))).toEqual([])
    expect(judge(chain(vllm, 8080, 'port: metrics', '          args: [--port, "8080"]'))).toEqual(
      [],
    )
  })

  it('is uncertain where a command or a file may say otherwise', () => {
    const command = '          command: [sh, -c, start]'
    expect(judge(chain(vllm, 8080, 'port: metrics', command))).toEqual([
      'warning metrics/wrong-port: metrics',
    ])
    const files =
      '          volumeMounts: [{ name: c, mountPath: /c }]\n      volumes: [{ name: c, configMap: { name: c } }]'
    expect(judge(chain(vllm, 8080, 'port: metrics', files))).toEqual([
      'warning metrics/wrong-port: metrics',
    ])
  })

  it('is judged without a Service, by the pods that have the labels', () => {
    const { 'service.yaml': _, ...files } = chain(vllm, 8080, 'port: m')
    expect(judge(files)).toEqual(['warning metrics/wrong-port: m'])
  })

  it('belongs to the container that declares it', () => {
    const exporter =
      '        - { name: exporter, image: me/exporter:1, ports: [{ name: e, containerPort: 9104 }] }'
    expect(
      judge({
        'monitor.yaml': podMonitor('app', 'port: e'),
        'pods.yaml': deployment('app', vllm, 'name: m, containerPort: 8000', exporter),
      }),
    ).toEqual([])
  })
})

describe('a program', () => {
  it('serves no metrics', () => {
    expect(judge(chain('langgenius/dify-api:0.11.0', 5001))).toEqual([
      'error metrics/serves-none: metrics',
    ])
  })

  it('is not known, or not at that version', () => {
    expect(judge(chain('me/thing:1.0', 5001))).toEqual([])
    expect(judge(chain('langgenius/dify-api:99.1', 5001))).toEqual([])
  })

  it('serves metrics only when told to', () => {
    const on = '          env: [{ name: KC_METRICS_ENABLED, value: "true" }]'
    const off = '          env: [{ name: KC_HEALTH_ENABLED, value: "true" }]'
    const keycloak = 'quay.io/keycloak/keycloak:23.0'
    expect(judge(chain(keycloak, 8080, 'port: metrics', off))).toEqual([
      'warning metrics/endpoint-off: metrics',
    ])
    expect(judge(chain(keycloak, 8080, 'port: metrics', on))).toEqual([])
  })

  it('serves them under another path', () => {
    const on = '          env: [{ name: MINIO_PROMETHEUS_AUTH_TYPE, value: public }]'
    const minio = 'minio/minio:RELEASE.2024-01-01T16-36-33Z'
    expect(judge(chain(minio, 9000, 'port: metrics, path: /metrics', on))).toEqual([
      'warning metrics/wrong-path: /metrics',
    ])
    expect(judge(chain(minio, 9000, 'port: metrics, path: /minio/v2/metrics/cluster', on))).toEqual(
      [],
    )
  })
})

describe('a path', () => {
  it('is not the one of the program, unless a setting may have moved it', () => {
    expect(judge(chain(vllm, 8000, 'port: metrics, path: /stats'))).toEqual([
      'warning metrics/wrong-path: /stats',
    ])
    const moved = '          args: [--root-path=/v]'
    expect(judge(chain(vllm, 8000, 'port: metrics, path: /v/metrics', moved))).toEqual([])
    const files =
      '          volumeMounts: [{ name: c, mountPath: /c }]\n      volumes: [{ name: c, configMap: { name: c } }]'
    expect(judge(chain(vllm, 8000, 'port: metrics, path: /stats', files))).toEqual([])
  })

  it('of a health check is no path of metrics, whoever answers', () => {
    const files = chain('me/thing:1.0', 80, 'port: metrics, path: /healthz')
    expect(judge(files)).toEqual(['warning metrics/health-path: /healthz'])
    expect(judge(chain('me/thing:1.0', 80, 'port: metrics, path: /health/metrics'))).toEqual([])
  })
})

describe('a monitor without Services and pods', () => {
  it('is judged by the name in its labels', () => {
    expect(judge({ 'a.yaml': serviceMonitor('tei', 'port: metrics') })).toEqual([
      'warning metrics/undefined-port: metrics',
    ])
    expect(judge({ 'a.yaml': serviceMonitor('unstructured', 'port: m, path: /metrics') })).toEqual([
      'warning metrics/serves-none: /metrics',
    ])
    expect(judge({ 'a.yaml': serviceMonitor('shop', 'port: metrics') })).toEqual([])
  })

  it('is judged by the compose service of that name', () => {
    const compose = `services:\n  embed:\n    image: ghcr.io/huggingface/text-embeddings-inference:1.5\n`
    const files = { 'a.yaml': serviceMonitor('embed', 'port: metrics'), 'compose.yaml': compose }
    expect(judge(files)).toEqual(['warning metrics/undefined-port: metrics'])
  })
})
