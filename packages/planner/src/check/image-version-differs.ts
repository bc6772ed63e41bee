// Finds images of another version than the one whose settings LLMFlow writes.

import { compareVersions, parseImage, versionIn } from '@llmflow/catalog'
import { diagnostic, pointer, type Diagnostic } from '@llmflow/spec'
import { choicesIn } from './choices.js'
import type { Rule } from './rule.js'

/** A tag that names no version, or a date, is left alone. */
export const imageVersionDiffers: Rule = ({ platform, context, inPlatform }) =>
  choicesIn(platform).flatMap(({ name, part }): readonly Diagnostic[] => {
    const image = platform.components[name]?.image
    const facts = context.factsOf(name)
    const planned = versionIn(Object.values(facts.images)[0]?.tag ?? '')
    const own = image === undefined ? undefined : versionIn(parseImage(image).tag)
    if (part !== undefined || image === undefined || own === undefined || planned === undefined) {
      return []
    }
    // A line such as 16 takes all of its versions.
    if ([planned, facts.version].some((version) => compareVersions(own, version) === 0)) return []
    const at = pointer('components', name, 'image')
    const params = { component: name, image, own, version: planned }
    const severity = lineOf(own) === lineOf(planned) ? 'info' : 'warning'
    return [diagnostic('plan/image-version-differs', inPlatform(at), params, { severity })]
  })

/** Versions that differ in the last number are meant to take each other's settings. */
const lineOf = (version: string): string => version.split('.').slice(0, 2).join('.')
