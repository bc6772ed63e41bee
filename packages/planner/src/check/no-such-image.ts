// Finds chosen images that were never published.

import { parseImage, software } from '@llmflow/catalog'
import { diagnostic, pointer, type Diagnostic } from '@llmflow/spec'
import { choicesIn } from './choices.js'
import { withHost } from './image-gone.js'
import type { Rule } from './rule.js'

const wrong = software.flatMap(({ wrongImages = [] }) => wrongImages)

export const noSuchImage: Rule = ({ platform, inPlatform }) =>
  choicesIn(platform).flatMap(({ name, part }): readonly Diagnostic[] => {
    const image = platform.components[name]?.image
    if (part !== undefined || image === undefined) return []
    const { repository, tag } = parseImage(image)
    const fact = wrong.find(
      (known) => known.repository === withHost(repository) && (known.tags?.includes(tag) ?? true),
    )
    if (fact === undefined) return []
    const isTag = fact.tags !== undefined && !fact.instead.includes(':')
    const instead = isTag ? `${repository}:${fact.instead}` : fact.instead
    const at = inPlatform(pointer('components', name, 'image'))
    return [diagnostic('airgap/no-such-image', at, { image, instead })]
  })
