// Writes the schema of a chart's values: nothing unknown, and each leaf with its description and unit.

import { isJsonObject, type JsonObject } from '@llmflow/spec'
import type { Node } from './values.js'

export const schemaOf = (root: Node): JsonObject => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Values of the platform',
  ...nodeSchema(root, 0),
})

function nodeSchema(node: Node, depth: number): JsonObject {
  if (node.kind === 'leaf') {
    const { schema, description, unit } = node.setting
    return {
      ...schema,
      description: unit === undefined ? description : `${description} (${unit})`,
    }
  }
  const own = [...node.nodes].map(([key, inner]): [string, JsonObject] => [
    key,
    depth === 0 && !umbrellaKeys.includes(key)
      ? withGlobal(nodeSchema(inner, 1))
      : nodeSchema(inner, depth + 1),
  ])
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(own) }
}

/** What no sub-chart is called. */
const umbrellaKeys = ['global', 'platform']

/** Helm itself hands what is global to each sub-chart, and then judges the whole. */
function withGlobal(schema: JsonObject): JsonObject {
  const properties = schema['properties']
  const own = isJsonObject(properties) ? properties : {}
  return { ...schema, properties: { ...own, global: { description: 'What Helm copies here' } } }
}
