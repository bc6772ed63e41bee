// Pulls a model out of a real MinIO, which checks each signature itself.

import { AwsClient } from 'aws4fetch'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { placesOf } from '../../src/models/places.js'
import { pullModel } from '../../src/models/pull.js'
import { writeChatModel } from '../adapters/llama/tiny-models.js'

const program = process.env['LLMFLOW_MINIO']
if (program === undefined) process.stdout.write('skipped: there is no MinIO\n')

const keys = { accessKeyId: 'tester', secretAccessKey: 'tester-secret' }
/** Signs of names that are written differently in a path and in what is signed. */
const key = "모델 1/tiny (a+b)='c'%20.gguf"

describe.skipIf(program === undefined)('a pull from MinIO', () => {
  let folder = ''
  let url = ''
  let minio: ChildProcess

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'minio-'))
    await mkdir(join(folder, 'objects', 'models'), { recursive: true })
    const address = `127.0.0.1:${await freePort()}`
    url = `http://${address}`
    assert(program !== undefined)
    const args = ['server', '--quiet', '--address', address, join(folder, 'objects')]
    minio = spawn(program, args, {
      stdio: 'ignore',
      env: {
        HOME: folder,
        MINIO_ROOT_USER: keys.accessKeyId,
        MINIO_ROOT_PASSWORD: keys.secretAccessKey,
        MINIO_BROWSER: 'off',
      },
    })
    await untilReady(`${url}/minio/health/ready`)
    await writeChatModel(join(folder, 'tiny.gguf'))
    const client = new AwsClient({ ...keys, service: 's3', region: 'us-east-1' })
    const path = key.split('/').map(encodeURIComponent).join('/')
    const body = await readFile(join(folder, 'tiny.gguf'))
    const put = await client.fetch(`${url}/models/${path}`, { method: 'PUT', body })
    expect(put.status).toBe(200)
  })

  afterAll(async () => {
    minio.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })

  const pull = (environment: { readonly [name: string]: string }) =>
    pullModel(
      {
        data: join(folder, 'data'),
        source: `s3://models/${key}`,
        name: 'tiny',
        places: placesOf({ s3: url }, environment),
        workingDirectory: folder,
      },
      { planned: () => undefined, progress: () => undefined },
      AbortSignal.timeout(30_000),
    )

  it('is refused without keys and with a wrong one', async () => {
    const refused = { detail: { reason: 'refused' } }
    await expect(pull({})).rejects.toMatchObject(refused)
    const wrong = { AWS_ACCESS_KEY_ID: keys.accessKeyId, AWS_SECRET_ACCESS_KEY: 'another-secret' }
    await expect(pull(wrong)).rejects.toMatchObject(refused)
  })

  it('brings the model with the right keys, whatever signs its name has', async () => {
    const { manifest } = await pull({
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    })
    expect(manifest).toMatchObject({ name: 'tiny', kind: 'chat', source: `s3://models/${key}` })
  })
})

async function untilReady(address: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const reply = await fetch(address).catch(() => undefined)
    if (reply?.ok === true) return
    await sleep(100)
  }
  expect.unreachable('MinIO does not start')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      assert(typeof address === 'object' && address !== null)
      server.close(() => resolve(address.port))
    })
  })
}
