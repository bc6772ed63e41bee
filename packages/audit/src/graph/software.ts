// Recognises the program that an image holds, and what is known of it at that version.

import { softwareOfImage, versionOf } from '@llmflow/catalog'
import type { ImageUse, KnownSoftware } from './graph.js'

export function softwareOf(image: ImageUse | undefined): KnownSoftware | undefined {
  if (image === undefined) return undefined
  const found = softwareOfImage(image.repository)
  if (found === undefined) return undefined
  const { software, part } = found
  return { software, part: part ?? '', version: versionOf(software, image.tag) }
}
