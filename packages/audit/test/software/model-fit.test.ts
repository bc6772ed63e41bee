import { audit } from '@llmflow/audit'
import { messageOf } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'
import { modelFit } from '../../src/software/model-fit.js'
import { findings } from '../metrics/findings.js'

const server = (model: string, args: readonly string[], gpus = 4) => ({
  'deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: chat
spec:
  selector:
    matchLabels:
      app: chat
  template:
    metadata:
      labels:
        app: chat
    spec:
      containers:
        - name: chat
          image: vllm/vllm-openai:v0.6.0
          args:
            - --model=${model}
${args.map((arg) => `            - ${arg}`).join('\n')}
          resources:
            limits:
              nvidia.com/gpu: ${gpus}
`,
})

const qwen = 'Qwen/Qwen2.5-72B-Instruct'

describe('a model server', () => {
  it('has no longer context than its model', () => {
    expect(findings(modelFit, server(qwen, ['--max-model-len=131072']))).toEqual([
      'error capacity/context-exceeds-model: 131072',
    ])
    expect(findings(modelFit, server(qwen, ['--max-model-len=32768']))).toEqual([])
    expect(findings(modelFit, server('/models/unheard-of', ['--max-model-len=999999']))).toEqual([])
  })

  it('may stretch the context', () => {
    const stretched = ['--max-model-len=131072', `'--rope-scaling={"factor":4.0}'`]
    expect(findings(modelFit, server(qwen, stretched))).toEqual([])
  })

  it('knows the model by its folder, and by a likely name with doubt', () => {
    expect(
      findings(modelFit, server('/models/Qwen2.5-72B-Instruct/', ['--max-model-len=131072'])),
    ).toEqual(['error capacity/context-exceeds-model: 131072'])
    const values = `vllm:
  models:
    - name: qwen-2.5-72b
      replicaCount: 1
      maxModelLen: 131072
    - name: llama-3.1-70b
      replicaCount: 1
      maxModelLen: 131072
`
    expect(findings(modelFit, { 'values.yaml': values })).toEqual([
      'warning capacity/context-exceeds-model: 131072',
    ])
    const said = audit({ files: [{ name: 'values.yaml', text: values }] })
      .diagnostics.filter(({ code }) => code === 'capacity/context-exceeds-model')
      .map((found) => messageOf(found, 'en'))
    expect(said.join()).toMatch(/^if this is Qwen/)
  })

  it('shares its heads evenly among the GPUs', () => {
    expect(findings(modelFit, server(qwen, ['--tensor-parallel-size=3']))).toEqual([
      'error capacity/tensor-parallel: 3',
    ])
  })

  it('has a GPU for every rank', () => {
    expect(findings(modelFit, server(qwen, ['--tensor-parallel-size=8']))).toEqual([
      'error software/parallel-exceeds-gpus: 8',
    ])
    expect(
      findings(modelFit, server(qwen, ['--tensor-parallel-size=2', '--pipeline-parallel-size=4'])),
    ).toEqual(['error software/parallel-exceeds-gpus: 2'])
    expect(
      findings(
        modelFit,
        server(qwen, ['--tensor-parallel-size=8', '--distributed-executor-backend=ray']),
      ),
    ).toEqual([])
  })
})
