// Finds images of another version than the one whose settings LLMFlow writes.

import { compareVersions, parseImage, versionIn } from '@llmflow/catalog'
import { diagnostic, pointer, type Diagnostic } from '@llmflow/spec'
import { choicesIn } from './choices.js'
import type { Rule } from './rule.js'

/** A tag that names no version, or a date, is left alone. */
export const imageVersionDiffers: Rule = ({ platform, context, inPlatform }) =>
  choicesIn(platform).flatMap(({ name, part }): readonly Diagnostic[] => {
    const image = platform.components[name]?.image
    const { version } = context.factsOf(name)
    const own = image === undefined ? undefined : versionIn(parseImage(image).tag)
    if (part !== undefined || image === undefined || own === undefined) return []
    if (versionIn(version) === undefined || compareVersions(own, version) === 0) return []
    const at = pointer('components', name, 'image')
    const params = { component: name, image, own, version }
    return [diagnostic('plan/image-version-differs', inPlatform(at), params)]
  })
