// Step: the images that the platform runs, by the reference under which its registry serves them.

import type { Image, PlannedImage, Plan, Workload } from '@llmflow/spec'

/** `docker.io/vllm/vllm-openai:v0.6.0`, with the digest where one is known. */
function upstreamOf({ repository, tag, digest }: Image): string {
  return `${repository}${tag === '' ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`
}

/**
 * Images by upstream reference. The registry keeps the upstream's host as the first part of the path, so two
 * upstreams never share a name: `harbor.example.com/docker.io/vllm/vllm-openai:v0.6.0`.
 */
export function planImages(
  workloads: { readonly [id: string]: Workload },
  registry: Plan['registry'],
): { readonly [upstream: string]: PlannedImage } {
  const users = new Map<string, string[]>()
  const recipes = new Map<string, readonly string[]>()
  for (const { id, image } of Object.values(workloads)) {
    const upstream = upstreamOf(image)
    if (image.recipe !== undefined) recipes.set(upstream, image.recipe)
    users.set(upstream, [...(users.get(upstream) ?? []), id])
  }
  return Object.fromEntries(
    [...users]
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([upstream, ids]): [string, PlannedImage] => [
        upstream,
        {
          reference: referenceOf(upstream, registry),
          workloads: ids,
          ...recipeOf(recipes.get(upstream)),
        },
      ]),
  )
}

const recipeOf = (recipe: readonly string[] | undefined): Pick<PlannedImage, 'recipe'> =>
  recipe === undefined ? {} : { recipe }

function referenceOf(upstream: string, registry: Plan['registry']): string {
  if (registry === null || upstream.startsWith(`${registry.host}/`)) return upstream
  return `${registry.host}/${upstream}`
}
