import { audit } from '@llmflow/audit'
import { messageOf } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'
import { buildGraph } from '../../src/graph/build.js'
import { readFiles } from '../../src/read/read.js'
import { settingNotRead } from '../../src/software/setting-not-read.js'
import { findings } from '../metrics/findings.js'

const composed = (image: string, rest: string): { readonly 'compose.yaml': string } => ({
  'compose.yaml': `services:\n  app:\n    image: ${image}\n${rest}\n`,
})

const found = (image: string, rest: string): readonly string[] =>
  findings(settingNotRead, composed(image, rest))

const variables = (...lines: readonly string[]): string =>
  ['    environment:', ...lines.map((line) => `      ${line}`)].join('\n')

describe('a setting that is not read', () => {
  it('is a variable that the version does not know', () => {
    const environment = variables(
      'MINIO_ACCESS_KEY: ${MINIO_ACCESS_KEY}',
      'MINIO_ADDRESS: minio:9000',
    )
    expect(found('milvusdb/milvus:v2.4.0', environment)).toEqual([
      'error wiring/setting-not-read: MINIO_ACCESS_KEY',
    ])
  })

  it('is an argument that the version does not know', () => {
    expect(
      found('vllm/vllm-openai:v0.6.0', '    command: --model /m --max-concurrent-requests 8'),
    ).toEqual(['error wiring/setting-not-read: --max-concurrent-requests'])
    expect(found('vllm/vllm-openai:v0.6.0', '    command: --model /m --max-num-seqs 8')).toEqual([])
  })

  it('is a slip of a letter, with the name that was meant', () => {
    const file = composed('vllm/vllm-openai:v0.6.0', '    command: --modl /m')
    const graph = buildGraph(
      readFiles([{ name: 'compose.yaml', text: file['compose.yaml'] }]),
      false,
    )
    expect(settingNotRead(graph)).toMatchObject([
      { advice: [{ kind: 'diff', remove: '--modl', add: '--model' }] },
    ])
  })

  it('may be one where only some names are known', () => {
    const image = 'postgres:16-alpine'
    expect(found(image, variables('POSTGRES_PASWORD: x'))).toEqual([
      'warning wiring/setting-not-read: POSTGRES_PASWORD',
    ])
    expect(found(image, variables('POSTGRES_SOMETHING: x', 'SHOP_PASSWORD: x'))).toEqual([])
  })

  it('is a variable under the program’s own name', () => {
    expect(found('vllm/vllm-openai:v0.6.0', variables('VLLM_FROBNICATE: 1'))).toEqual([
      'warning wiring/setting-not-read: VLLM_FROBNICATE',
    ])
  })

  it('is none where nothing is known of the version', () => {
    const environment = variables('MINIO_ACCESS_KEY: admin')
    expect(found('milvusdb/milvus:latest', environment)).toEqual([])
    expect(found('milvusdb/milvus:v2.3.1', environment)).toEqual([])
    expect(found('somebody/milvus:v2.4.0', environment)).toEqual([])
  })

  it('is none that others read: the system, libraries, the command line', () => {
    const environment = variables(
      'TZ: Asia/Seoul',
      'HTTPS_PROXY: http://proxy:3128',
      'OTEL_SERVICE_NAME: chat',
      'NCCL_DEBUG: INFO',
      'POD_IP: 10.0.0.1',
      'SOMETHING_OF_OURS: 1',
    )
    expect(found('vllm/vllm-openai:v0.6.0', environment)).toEqual([])
    expect(
      found(
        'vllm/vllm-openai:v0.6.0',
        `${variables('VLLM_FOLDER: /m')}\n    command: --model $VLLM_FOLDER`,
      ),
    ).toEqual([])
  })

  it('is none in another spelling of a flag that is read', () => {
    expect(
      found(
        'vllm/vllm-openai:v0.6.0',
        '    command: --model=/m --max_model_len=8 --no-enable-lora',
      ),
    ).toEqual([])
  })

  it('is none after another program on the command line', () => {
    const command = `    entrypoint: ["sh", "-c"]\n    command: ["download --to /m && serve"]`
    expect(found('vllm/vllm-openai:v0.6.0', command)).toEqual([])
  })

  it('is a variable in a list of variables that carries the name of a program', () => {
    const name = 'LLAMA_FACTORY_ADMIN_PASSWORD'
    expect(findings(settingNotRead, { '.env': `TZ=UTC\n${name}=secret\n` })).toEqual([
      `warning wiring/setting-not-read: ${name}`,
    ])
    const compose = 'services: { a: { image: "a:1", command: "${TZ} ${USER_ID}" } }\n'
    const files = [
      { name: '.env', text: `TZ=UTC\nUSER_ID=1\n${name}=secret\n` },
      { name: 'compose.yaml', text: compose },
    ]
    const said = audit({ files }).diagnostics.filter(({ location }) => location.document === '.env')
    expect(said.map((found) => messageOf(found, 'en'))).toEqual([
      expect.stringMatching(`^LLaMA-Factory does not read ${name}`),
    ])
    expect(
      findings(settingNotRead, {
        '.env': `${name}=secret\n`,
        ...composed('somebody/proxy:1', variables(`PASSWORD: \${${name}}`)),
      }),
    ).toEqual([])
  })
})
