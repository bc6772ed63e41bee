import { describe, expect, it } from 'vitest'
import { gpuRollout } from '../../src/software/gpu-rollout.js'
import { findings } from '../metrics/findings.js'

const deployment = (strategy: string, gpus = 2) => ({
  'deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: chat
spec:
  replicas: 2
${strategy}  selector:
    matchLabels:
      app: chat
  template:
    metadata:
      labels:
        app: chat
    spec:
      containers:
        - name: chat
          image: registry.example.com/chat:1
          resources:
            limits:
              nvidia.com/gpu: ${gpus}
`,
})

describe('a rolling update of pods with GPUs', () => {
  it('needs free GPUs by default', () => {
    expect(findings(gpuRollout, deployment(''))).toEqual([
      'warning software/rollout-needs-gpus: nvidia.com/gpu',
    ])
  })

  it('needs none when it ends a pod first', () => {
    const strategy = '  strategy:\n    rollingUpdate:\n      maxSurge: 0\n      maxUnavailable: 1\n'
    expect(findings(gpuRollout, deployment(strategy))).toEqual([])
    expect(findings(gpuRollout, deployment('  strategy:\n    type: Recreate\n'))).toEqual([])
  })

  it('is of no concern without GPUs', () => {
    expect(findings(gpuRollout, deployment('', 0))).toEqual([])
  })
})
