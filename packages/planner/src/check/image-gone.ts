// Finds images that their registry no longer serves.

import { diagnostic, pointer } from '@llmflow/spec'
import type { Rule } from './rule.js'

/** Harmless while a registry of the platform's own holds a copy. Looks only at images that are really used. */
export const imageGone: Rule = ({ context, draft, platform, inPlatform }) => {
  const gone = [...context.enabled].flatMap((name) => context.factsOf(name).life ?? [])
  const facts = gone.filter(({ status }) => status === 'image-gone')
  const used = new Map(
    Object.values(draft.plan.workloads).map(({ component, image }) => [
      image.repository,
      component,
    ]),
  )
  return [...used].flatMap(([repository, component]) => {
    const fact = facts.find(({ subject }) => `${withHost(repository)}/`.startsWith(`${subject}/`))
    if (fact === undefined) return []
    const registry = platform.registry?.host ?? ''
    const severity = registry === '' ? 'warning' : 'info'
    const chosen = platform.components[component]?.image === undefined ? [] : ['image']
    const at = inPlatform(
      pointer('components', component, ...chosen),
      chosen.length === 0 ? 'key' : 'value',
    )
    const { since, note } = fact
    return [
      diagnostic('life/image-gone', at, { image: repository, since, note, registry }, { severity }),
    ]
  })
}

/** `minio/minio` is short for `docker.io/minio/minio`, and `redis` for `docker.io/library/redis`. */
export function withHost(repository: string): string {
  const [first = '', ...rest] = repository.split('/')
  if (rest.length === 0) return `docker.io/library/${repository}`
  return /[.:]/.test(first) ? repository : `docker.io/${repository}`
}
