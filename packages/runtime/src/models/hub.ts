// Files of a model hub: where one lies, and what the hub says of it beforehand.

import { get } from './request.js'
import type { Wanted } from './download.js'
import type { Places } from './places.js'
import type { ModelSource } from './source.js'

type HubSource = Extract<ModelSource, { readonly kind: 'hub' }>

/** Large files carry their digest in the head of the first reply; mirrors that don't say it are fine. */
export async function wantedFromHub(
  { repository, revision, file }: HubSource,
  { hub, moreHosts }: Places,
  signal: AbortSignal,
): Promise<Wanted> {
  const url = new URL(hub)
  url.pathname = `${hub.pathname.replace(/\/$/, '')}/${repository}/resolve/${revision}/${file}`
  const hosts = [hub.host, ...moreHosts]
  const { reply } = await get({ url, hosts, signal, method: 'HEAD', isFollowed: false })
  await reply.body.dump()
  const digest = /^"?([0-9a-f]{64})"?$/.exec(textOf(reply.headers['x-linked-etag']))?.[1]
  const size = /^\d+$/.exec(textOf(reply.headers['x-linked-size']))?.[0]
  return { url, hosts, sha256: digest, sizeBytes: size === undefined ? undefined : Number(size) }
}

const textOf = (value: string | readonly string[] | undefined): string =>
  typeof value === 'string' ? value : ''
