// Tests what the commands of a service say when it does not start, and about the files that they are given.

import { main, type Host } from 'llmflow'
import { describe, expect, it } from 'vitest'
import { findFiles } from '../src/service/files.js'
import type { ServiceHost, StartRefusal } from '../src/host/service.js'
import { memoryDisk, memoryHost } from './memory-host.js'

async function servicesThatRefuse(refused: StartRefusal): Promise<ServiceHost> {
  const services = await memoryHost(memoryDisk({})).services()
  const start: ServiceHost['start'] = () => ({
    started: Promise.resolve(refused),
    ended: Promise.resolve(1),
    stop: () => {},
  })
  return { ...services, start, adminSocket: () => Promise.resolve(undefined) }
}

async function said(refused: StartRefusal, ...args: readonly string[]): Promise<string> {
  const services = await servicesThatRefuse(refused)
  const host = memoryHost(memoryDisk({}), { services: () => Promise.resolve(services) })
  expect(await main(['key', 'create', '--data', '/srv/data', ...args], host)).toBe(1)
  return host.error()
}

describe('a service that does not start', () => {
  it.each([
    ['port-taken', '127.0.0.1:8080', '127.0.0.1:8080 is taken', '127.0.0.1:8080은 이미 사용 중'],
    ['foreign-files', 'words of its own', 'it holds other files', '다른 파일이 들어 있습니다'],
    ['not-writable', 'words of its own', 'it cannot be made', '쓰기 권한이 있는'],
    ['no-such-address', '192.0.2.1:80', 'no address 192.0.2.1:80', '이 장비의 주소가 아닙니다'],
    ['port-forbidden', '127.0.0.1:80', 'you may not listen', '사용할 권한이 없습니다'],
    ['other', 'the disk is full', 'the disk is full', 'the disk is full'],
  ] as const)('says why in both languages: %s', async (fault, refusal, english, korean) => {
    expect(await said({ fault, refusal })).toContain(english)
    const inKorean = await said({ fault, refusal }, '--lang', 'ko')
    expect(inKorean).toContain(korean)
    if (fault !== 'other') expect(inKorean).not.toContain('words of its own')
  })
})

const found = async (files: { readonly [path: string]: string }, ...given: readonly string[]) => {
  const host: Host = memoryHost(memoryDisk(files))
  const { files: kept, diagnostics } = await findFiles(host, given)
  return { names: kept.map(({ name }) => name), codes: diagnostics.map(({ code }) => code) }
}

describe('files to ingest', () => {
  const files = { '/docs/north/notice.txt': 'a', '/docs/south/notice.txt': 'b' }

  it('never replace each other in one command', async () => {
    expect(await found(files, '/docs/north', '/docs/south')).toEqual({
      names: ['notice.txt'],
      codes: ['service/same-name'],
    })
  })

  it('go along under their paths when the folder above is named', async () => {
    expect(await found(files, '/docs')).toEqual({
      names: ['north/notice.txt', 'south/notice.txt'],
      codes: [],
    })
  })

  it('may be named twice', async () => {
    expect(await found(files, '/docs/north', '/docs/north/notice.txt')).toEqual({
      names: ['notice.txt'],
      codes: [],
    })
  })

  it('are the same when only the composition of their letters differs', async () => {
    const name = '한글.txt'
    const both = { [`/a/${name}`]: 'a', [`/b/${name.normalize('NFD')}`]: 'b' }
    expect((await found(both, '/a', '/b')).codes).toEqual(['service/same-name'])
  })
})

/** A service that runs, takes every upload, and is stopped waiting for when that many were sent. */
async function servicesThatTake(sent: { count: number }): Promise<ServiceHost> {
  const services = await memoryHost(memoryDisk({})).services()
  return {
    ...services,
    adminSocket: () => Promise.resolve('/srv/data/sockets/admin.sock'),
    request: (_address, { method, path }) => {
      const isUpload = method === 'POST' && path.endsWith('/documents')
      if (isUpload) sent.count += 1
      const listed = { items: [{ id: 'handbook', name: 'handbook' }] }
      const document = { id: `${sent.count}`, name: 'a.txt', stage: 'queued', done: 0, total: 0 }
      return Promise.resolve({ status: 200, json: isUpload ? document : listed })
    },
  }
}

describe('an ingest that is interrupted', () => {
  it.each([
    ['en', '2 of 3 documents uploaded to handbook; the same command again uploads the others\n'],
    ['ko', 'handbook: 문서 3건 중 2건을 올렸습니다. 같은 명령을 다시 실행하면 나머지를 올립니다\n'],
  ])('says what is not uploaded: %s', async (language, text) => {
    const sent = { count: 0 }
    const services = await servicesThatTake(sent)
    const files = { '/docs/a.txt': 'a', '/docs/b.txt': 'b', '/docs/c.txt': 'c' }
    const host = memoryHost(memoryDisk(files), {
      services: () => Promise.resolve(services),
      watchInterrupt: () => ({ isInterrupted: () => sent.count >= 2, end: () => {} }),
    })
    const argv = ['ingest', '--data', '/srv/data', '--dataset', 'handbook', '/docs']
    expect(await main([...argv, '--lang', language], host)).toBe(130)
    expect(host.out()).toBe(text)
  })
})

describe('an address to smoke', () => {
  it.each(['nonsense', 'localhost:8080'])('is refused when it is none: %s', async (url) => {
    const host = memoryHost(memoryDisk({}))
    expect(await main(['smoke', '--url', url, '--key', 'llf_1'], host)).toBe(2)
    expect(host.error()).toContain('an address is written as http://127.0.0.1:8080')
  })
})

/** A service that refuses everything so. */
async function servicesThatReply(status: number, message: string): Promise<ServiceHost> {
  const services = await memoryHost(memoryDisk({})).services()
  const adminSocket = (): Promise<string> => Promise.resolve('/srv/data/sockets/admin.sock')
  const request = () => Promise.resolve({ status, json: { error: { message } } })
  return { ...services, adminSocket, request }
}

describe('what a service refuses', () => {
  const files = { '/docs/a.txt': 'a' }
  it.each([
    [
      404,
      'key create --data /srv/data --tenant hr',
      'there is no tenant hr',
      'hr 테넌트가 없습니다',
    ],
    [404, 'ingest --data /srv/data --tenant hr --dataset a /docs', 'tenant hr', 'hr 테넌트가'],
    [401, 'smoke --url http://127.0.0.1 --key llf_1', 'its own words', '키가 없거나 올바르지'],
    [418, 'key create --data /srv/data', 'its own words', 'its own words'],
  ])('is said in both languages: %i %s', async (status, line, english, korean) => {
    const services = await servicesThatReply(status, 'its own words')
    const told = async (language: string): Promise<string> => {
      const host = memoryHost(memoryDisk(files), { services: () => Promise.resolve(services) })
      expect(await main([...line.split(' '), '--lang', language], host)).toBe(1)
      return host.error()
    }
    expect(await told('en')).toContain(english)
    expect(await told('ko')).toContain(korean)
  })
})
