import { expect, it } from 'vitest'
import { idlePort } from '../../src/metrics/scraping/idle-port.js'
import { findings } from './findings.js'
import { deployment } from './manifests.js'

const judge = (image: string, port: string, more = '') =>
  findings(idlePort, { 'a.yaml': deployment('app', image, port, more) })

const vllm = 'vllm/vllm-openai:v0.6.0'

it('finds a port for metrics where the program does not listen', () => {
  expect(judge(vllm, 'name: metrics, containerPort: 8080')).toEqual([
    'warning metrics/idle-port: 8080',
  ])
})

it('takes the port of the program, one that it is told, and names for something else', () => {
  expect(judge(vllm, 'name: metrics, containerPort: 8000')).toEqual([])
  expect(
    judge(vllm, 'name: metrics, containerPort: 8080', '          args: [--port=8080]'),
  ).toEqual([])
  expect(judge(vllm, 'name: admin, containerPort: 8080')).toEqual([])
  expect(judge('me/thing:1', 'name: metrics, containerPort: 8080')).toEqual([])
})
