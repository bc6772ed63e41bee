// The places that a model can come from, and how people write them.

import { resolve } from 'node:path'
import { modelError } from './failure.js'

export type ModelSource =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'url'; readonly url: URL }
  | {
      readonly kind: 'hub'
      readonly repository: string
      readonly revision: string
      readonly file: string
    }
  | { readonly kind: 's3'; readonly bucket: string; readonly key: string }
  | {
      readonly kind: 'package'
      readonly name: string
      readonly version: string
      readonly file: string
    }

const hub = /^hf:([\w.-]+\/[\w.-]+?)(?:@([\w.-]+))?\/([\w./-]+)$/
const s3 = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(.+)$/
const python = /^pypi:([A-Za-z0-9][\w.-]*)==([\w.!+]+)\/([\w./+-]+)$/

/**
 * `hf:ORG/REPO[@REVISION]/FILE`, `pypi:NAME==VERSION/FILE`, `s3://BUCKET/KEY`, an http(s) URL or a path. Throws
 * `unknown-source` for anything else.
 */
export function readSource(text: string, workingDirectory: string): ModelSource {
  const [, repository, revision = 'main', hubFile] = hub.exec(text) ?? []
  if (repository !== undefined && hubFile !== undefined)
    return { kind: 'hub', repository, revision, file: safe(hubFile, text) }
  const [, bucket, key] = s3.exec(text) ?? []
  if (bucket !== undefined && key !== undefined) return { kind: 's3', bucket, key: safe(key, text) }
  const [, name, version, file] = python.exec(text) ?? []
  if (name !== undefined && version !== undefined && file !== undefined)
    return { kind: 'package', name, version, file: safe(file, text) }
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return { kind: 'url', url: new URL(text) }
  if (/^[./~]|\.gguf$/.test(text)) return { kind: 'path', path: resolve(workingDirectory, text) }
  throw modelError('unknown-source', text)
}

function safe(file: string, text: string): string {
  const climbs = file.split('/').some((part) => part === '' || part === '.' || part === '..')
  if (climbs) throw modelError('unknown-source', text)
  return file
}

/** As it may be shown and kept: no password, and no signature of a presigned URL. */
export function shownSource(source: ModelSource): string {
  switch (source.kind) {
    case 'path':
      return source.path
    case 'url':
      return `${source.url.origin}${source.url.pathname}`
    case 'hub':
      return `hf:${source.repository}@${source.revision}/${source.file}`
    case 's3':
      return `s3://${source.bucket}/${source.key}`
    case 'package':
      return `pypi:${source.name}==${source.version}/${source.file}`
  }
}
