// Finds chosen images whose tag names another image tomorrow.

import { parseImage } from '@llmflow/catalog'
import { diagnostic, pointer, type Diagnostic, type Image } from '@llmflow/spec'
import { choicesIn } from './choices.js'
import type { Rule } from './rule.js'

export const mutableTag: Rule = ({ platform, inPlatform }) =>
  choicesIn(platform).flatMap(({ name, part }): readonly Diagnostic[] => {
    const image = platform.components[name]?.image
    if (part !== undefined || image === undefined || !isMutable(parseImage(image))) return []
    const at = pointer('components', name, 'image')
    return [diagnostic('airgap/mutable-tag', inPlatform(at), { image })]
  })

/** A tag without a digit names no version: `main`, `stable`, `nightly`. `latest` moves whatever stands beside it. */
function isMutable({ tag, digest }: Image): boolean {
  if (digest !== undefined) return false
  return !/\d/.test(tag) || tag.split(/[-_.]/).includes('latest')
}
