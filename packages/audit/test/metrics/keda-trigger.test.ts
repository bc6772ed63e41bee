import { expect, it } from 'vitest'
import { kedaTrigger } from '../../src/metrics/scaling/keda-trigger.js'
import { findings } from './findings.js'
import { deployment } from './manifests.js'

const scaler = (type: string, metadata: string): string => `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: app, namespace: shop }
spec:
  scaleTargetRef: { name: app }
  triggers:
    - type: ${type}
      metadata: { ${metadata} }
`
const variables = (more: string): string => `          env: [{ name: MODE, value: worker }${more}]`
const worker = (more = ''): string =>
  deployment('app', 'langgenius/dify-api:0.11.0', 'containerPort: 5001', variables(more))
const broker = ', { name: CELERY_BROKER_URL, value: "redis://:p@redis:6379/1" }'

const judge = (type: string, metadata: string, pods = worker()) =>
  findings(kedaTrigger, { 'a.yaml': scaler(type, metadata), 'b.yaml': pods })

it('finds a field that is no longer read', () => {
  const query = 'query: sum(x), threshold: "1"'
  expect(judge('prometheus', `metricName: x, ${query}`)).toEqual([
    'warning metrics/ignored-field: metricName',
  ])
  expect(judge('prometheus', query)).toEqual([])
  expect(judge('azure-monitor', `metricName: x`)).toEqual([])
})

it('finds a queue that the program does not fill', () => {
  expect(judge('redis', 'listName: celery')).toEqual(['error metrics/unknown-queue: celery'])
  expect(judge('redis', 'listName: dataset')).toEqual([])
  const own = worker(', { name: CELERY_QUEUES, value: "dataset,urgent" }')
  expect(judge('redis', 'listName: urgent', own)).toEqual([])
  const other = deployment('app', 'me/worker:1.0', 'containerPort: 80')
  expect(judge('redis', 'listName: celery', other)).toEqual([])
})

it('finds a database that is not the broker’s', () => {
  expect(judge('redis', 'listName: dataset', worker(broker))).toEqual([
    'error metrics/wrong-database: dataset',
  ])
  expect(judge('redis', 'listName: dataset, databaseIndex: "2"', worker(broker))).toEqual([
    'error metrics/wrong-database: "2"',
  ])
  expect(judge('redis', 'listName: dataset, databaseIndex: "1"', worker(broker))).toEqual([])
})
