import { describe, expect, it } from 'vitest'
import { knownProblems } from '../../src/software/known-problems.js'
import { findings } from '../metrics/findings.js'

const code = 'software/known-problem'

const login = (tag: string, rest: string): { readonly 'compose.yaml': string } => ({
  'compose.yaml': `services:
  login:
    image: quay.io/keycloak/keycloak:${tag}
    command: start
    deploy:
      replicas: 2
${rest}`,
})

describe('a known problem', () => {
  const enabled = `    environment:
      KC_HEALTH_ENABLED: "true"
      KC_METRICS_ENABLED: "true"
`

  it('concerns the versions that have it', () => {
    expect(findings(knownProblems, login('23.0.7', enabled))).toEqual([`warning ${code}: replicas`])
    expect(findings(knownProblems, login('26.4.0', enabled))).toEqual([])
    expect(findings(knownProblems, login('latest', enabled))).toEqual([])
  })

  it('is unknown while settings come from what is not here', () => {
    const elsewhere = '    env_file: login.env\n'
    expect(findings(knownProblems, login('23.0.7', elsewhere))).toEqual([])
  })

  it('is found in arguments as well as in variables', () => {
    const command = login('23.0.7', enabled)['compose.yaml'].replace(
      'command: start',
      'command: start --cache-stack=kubernetes',
    )
    expect(findings(knownProblems, { 'compose.yaml': command })).toEqual([])
  })

  it('is found in the script of a shell', () => {
    const server = (folder: string) => ({
      'compose.yaml': `services:
  chat:
    image: vllm/vllm-openai:v0.6.6
    entrypoint: ["sh", "-c", "download && vllm serve /m --tensor-parallel-size 2"]
    volumes:
      - models:${folder}
`,
    })
    expect(findings(knownProblems, server('/m'))).toEqual([`warning ${code}: volumes`])
    expect(findings(knownProblems, server('/dev/shm'))).toEqual([])
  })

  it('is reported once for a block of values and the blocks in it', () => {
    const values = `tei:
  replicaCount: 1
  embedding:
    replicaCount: 1
    image:
      repository: ghcr.io/huggingface/text-embeddings-inference
      tag: "1.6"
    resources:
      limits:
        memory: 8Gi
`
    expect(findings(knownProblems, { 'values.yaml': values })).toEqual([`warning ${code}: "1.6"`])
  })

  it('is not told of values whose chart is here with its templates: what they lack may stand there', () => {
    const values =
      'langfuse:\n  enabled: true\n  replicas: 2\n  image: { repository: langfuse/langfuse, tag: "2" }\n'
    const chart = {
      'acme/values.yaml': values,
      'acme/Chart.yaml': 'apiVersion: v2\nname: acme\nversion: 1.0.0\n',
    }
    const template = 'spec: { replicas: {{ $.Values.langfuse.replicas }} }\n'
    expect(findings(knownProblems, chart)).not.toEqual([])
    expect(findings(knownProblems, { ...chart, 'acme/templates/pods.yaml': template })).toEqual([])
  })
})
