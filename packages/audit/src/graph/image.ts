// Takes an image reference apart as a container runtime does.

import type { Field, Location } from '@llmflow/spec'
import type { ImageUse } from './graph.js'

/** The image of a field such as `image: quay.io/coreos/etcd:v3.5.11`. */
export function imageOf(field: Field): ImageUse | undefined {
  const reference = field.text?.trim()
  if (reference === undefined || reference === '') return undefined
  return imageUse(reference, field.place, field.place)
}

export function imageUse(reference: string, place: Location, repositoryPlace: Location): ImageUse {
  const [name = '', digest = ''] = reference.split('@', 2)
  const colon = name.lastIndexOf(':')
  const hasTag = colon > name.lastIndexOf('/')
  return {
    reference,
    repository: withRegistry(hasTag ? name.slice(0, colon) : name),
    tag: hasTag ? name.slice(colon + 1) : '',
    digest,
    place,
    repositoryPlace,
  }
}

/** `redis` is `docker.io/library/redis`, `grafana/grafana` is `docker.io/grafana/grafana`. */
function withRegistry(repository: string): string {
  const [first = '', ...rest] = repository.split('/')
  const isHost = first.includes('.') || first.includes(':') || first === 'localhost'
  if (isHost && rest.length > 0) return repository
  return rest.length === 0 ? `docker.io/library/${repository}` : `docker.io/${repository}`
}
