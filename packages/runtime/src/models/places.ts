// Which servers a pull may ask: those that a company has configured, and no other, whatever a reply says.

import { modelError } from './failure.js'

export type Places = {
  readonly hub: URL
  /** There is no usual one: most companies keep a mirror. */
  readonly packageIndex: URL | undefined
  readonly s3: URL | undefined
  /** Absent where the store is open to everybody. */
  readonly s3Keys: S3Keys | undefined
  /** More hosts that replies may lead to; `*.example.com` stands for every host below. */
  readonly moreHosts: readonly string[]
}

export type S3Keys = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly region: string
}

type Asked = {
  readonly hub?: string | undefined
  readonly index?: string | undefined
  readonly s3?: string | undefined
  readonly hosts?: readonly string[] | undefined
}

type Environment = { readonly [name: string]: string | undefined }

/** The hub that laptops use, with the hosts that it sends downloads to. */
const publicHub = { url: 'https://huggingface.co', hosts: ['*.huggingface.co', '*.hf.co'] }

/** Options come first, then what other programs of the same servers read. */
export function placesOf(asked: Asked, environment: Environment): Places {
  const hub = asked.hub ?? environment['HF_ENDPOINT'] ?? publicHub.url
  const index = asked.index ?? environment['PIP_INDEX_URL']
  const s3 = asked.s3 ?? environment['AWS_ENDPOINT_URL_S3'] ?? environment['AWS_ENDPOINT_URL']
  return {
    hub: serverOf(hub),
    packageIndex: index === undefined ? undefined : serverOf(index),
    s3: s3 === undefined ? undefined : serverOf(s3),
    s3Keys: s3KeysOf(environment),
    moreHosts: [...(asked.hosts ?? []), ...(hub === publicHub.url ? publicHub.hosts : [])],
  }
}

/** MinIO and most others are in this region, whatever they are told. */
const usualRegion = 'us-east-1'

/** Keys are secrets, so that no option takes them. */
function s3KeysOf(environment: Environment): S3Keys | undefined {
  const of = (name: string): string => environment[name]?.trim() ?? ''
  const [accessKeyId, secretAccessKey] = [of('AWS_ACCESS_KEY_ID'), of('AWS_SECRET_ACCESS_KEY')]
  if (accessKeyId === '' || secretAccessKey === '') return undefined
  const region = of('AWS_REGION') || of('AWS_DEFAULT_REGION') || usualRegion
  const sessionToken = of('AWS_SESSION_TOKEN')
  return { accessKeyId, secretAccessKey, region, ...(sessionToken !== '' && { sessionToken }) }
}

function serverOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    throw modelError('unknown-source', text)
  return url
}

/** Hosts with their ports, as `URL.host` gives them. */
export function isAllowed(url: URL, hosts: readonly string[]): boolean {
  if (!['http:', 'https:'].includes(url.protocol)) return false
  return hosts.some((host) =>
    host.startsWith('*.') ? url.host.endsWith(host.slice(1)) : url.host === host,
  )
}
