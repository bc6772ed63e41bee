// Finds platforms that would pull their images from the internet.

import { diagnostic, pointer } from '@llmflow/spec'
import { firstClustered } from './clustered.js'
import type { Rule } from './rule.js'

/** Said once, at the first component that needs images. The embedded runtime needs none. */
export const noRegistry: Rule = ({ context, draft, platform, inPlatform }) => {
  if (platform.registry !== undefined) return []
  const clustered = firstClustered(context)
  const { images, addons } = draft.plan
  const upstream = new Set([
    ...Object.keys(images),
    ...Object.values(addons).flatMap((addon) => addon.images),
  ])
  if (clustered === undefined || upstream.size === 0) return []
  const at = inPlatform(pointer('components', clustered), 'key')
  return [diagnostic('airgap/no-registry', at, { images: upstream.size })]
}
