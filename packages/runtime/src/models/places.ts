// Which servers a pull may ask: those that a company has configured, and no other, whatever a reply says.

import { modelError } from './failure.js'

export type Places = {
  readonly hub: URL
  /** There is no usual one: most companies keep a mirror. */
  readonly packageIndex: URL | undefined
  readonly s3: URL | undefined
  /** More hosts that replies may lead to; `*.example.com` stands for every host below. */
  readonly moreHosts: readonly string[]
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
    moreHosts: [...(asked.hosts ?? []), ...(hub === publicHub.url ? publicHub.hosts : [])],
  }
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
