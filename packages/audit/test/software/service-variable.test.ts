import { describe, expect, it } from 'vitest'
import { serviceVariable } from '../../src/software/service-variable.js'
import { findings } from '../metrics/findings.js'

const server = (service: string, links = '', address = '') => ({
  'all.yaml': `apiVersion: v1
kind: Service
metadata:
  name: ${service}
  namespace: models
spec:
${address}  ports:
    - port: 8000
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: chat
  namespace: models
spec:
  selector:
    matchLabels:
      app: chat
  template:
    metadata:
      labels:
        app: chat
    spec:
${links}      containers:
        - name: chat
          image: vllm/vllm-openai:v0.6.0
`,
})

describe('a variable that Kubernetes sets for a Service', () => {
  it('is taken for a setting', () => {
    expect(findings(serviceVariable, server('vllm'))).toEqual([
      'error software/service-variable: vllm',
    ])
  })

  it('has another name, or is not set', () => {
    expect(findings(serviceVariable, server('chat'))).toEqual([])
    expect(findings(serviceVariable, server('vllm', '      enableServiceLinks: false\n'))).toEqual(
      [],
    )
    expect(findings(serviceVariable, server('vllm', '', '  clusterIP: None\n'))).toEqual([])
  })
})
