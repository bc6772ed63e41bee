// Files of an object store: where one lies, and the signature that each request for it carries where there are keys.

import { AwsV4Signer } from 'aws4fetch'
import type { Wanted } from './download.js'
import { modelError } from './failure.js'
import type { Places, S3Keys } from './places.js'
import type { ModelSource } from './source.js'

type S3Source = Extract<ModelSource, { readonly kind: 's3' }>

/**
 * Throws `no-server` where no store is named. Buckets are paths, as every store has them that a company runs itself.
 */
export function wantedFromS3({ bucket, key }: S3Source, { s3, s3Keys, moreHosts }: Places): Wanted {
  if (s3 === undefined) throw modelError('no-server', 's3')
  const url = new URL(s3)
  const path = [bucket, ...key.split('/')].map(encodeURIComponent).join('/')
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${path}`
  const wanted = { url, hosts: [url.host, ...moreHosts], sha256: undefined, sizeBytes: undefined }
  return s3Keys === undefined ? wanted : { ...wanted, sign: (url) => signatureOf(url, s3Keys) }
}

/** The range that is asked for is not part of what is signed. */
async function signatureOf(url: URL, keys: S3Keys): Promise<{ readonly [name: string]: string }> {
  const signer = new AwsV4Signer({ ...keys, service: 's3', method: 'GET', url: url.href })
  const { headers } = await signer.sign()
  return Object.fromEntries([...headers].filter(([name]) => name !== 'host'))
}
