// Fills every hole of an object with what the plan says.

import { textOfValue } from './canonical.js'
import { fieldsOf, hashOfTexts, ingredientsOf } from './digest.js'
import { type Hole, holeOf, labelCut, type TemplateText } from './template.js'

/** The object as a target takes it that leaves nothing open. */
export function resolve(value: unknown): unknown {
  const hole = holeOf(value)
  return hole === undefined ? fieldsOf(value, resolve) : resolveHole(hole)
}

export const resolveText = (text: TemplateText): string => textOfValue(resolve(text))

function resolveHole(hole: Hole): unknown {
  switch (hole.kind) {
    case 'parameter':
      return hole.cut === 'label' ? labelCut(textOfValue(hole.value)) : hole.value
    case 'text':
      return hole.parts.map((part) => textOfValue(resolve(part))).join('')
    case 'hash': {
      const { fixed, parameters } = ingredientsOf(hole.of)
      const texts = parameters.map(({ value }) => textOfValue(value))
      return hashOfTexts(fixed, texts, hole.length)
    }
    case 'element':
      return resolve(hole.element)
  }
}
