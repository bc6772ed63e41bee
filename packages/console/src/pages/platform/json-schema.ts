// Finds in a JSON Schema what may be written at a place, and what it means.

export type Setting = {
  readonly name: string
  readonly description: string | undefined
  readonly types: readonly string[]
  readonly fallback: string | undefined
  readonly values: readonly string[]
  readonly isRequired: boolean
}

type Schema = ReadonlyMap<string, unknown>

const schemaFrom = (value: unknown): Schema | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map<string, unknown>(Object.entries(value))
    : undefined

const listFrom = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The schemas that a place may follow: several where a setting has more than one form. */
function schemasAt(root: unknown, path: readonly string[]): readonly Schema[] {
  let current = formsOf(schemaFrom(root))
  for (const segment of path) current = current.flatMap((schema) => formsOf(below(schema, segment)))
  return current
}

function formsOf(schema: Schema | undefined): readonly Schema[] {
  if (schema === undefined) return []
  const forms = listFrom(schema.get('anyOf') ?? schema.get('oneOf'))
  return [schema, ...forms.flatMap((form) => formsOf(schemaFrom(form)))]
}

function below(schema: Schema, segment: string): Schema | undefined {
  if (segment === '[]') return schemaFrom(schema.get('items'))
  const own = schemaFrom(schema.get('properties'))?.get(segment)
  return schemaFrom(own) ?? schemaFrom(schema.get('additionalProperties'))
}

/** The settings that may be written below a path. */
export function settingsBelow(root: unknown, path: readonly string[]): readonly Setting[] {
  return schemasAt(root, path).flatMap((schema) => {
    const required = new Set(listFrom(schema.get('required')))
    const known = [...(schemaFrom(schema.get('properties')) ?? [])].map(([name, value]) =>
      settingOf(name, value, required.has(name)),
    )
    const names = listFrom(schemaFrom(schema.get('propertyNames'))?.get('enum'))
    const value = schema.get('additionalProperties')
    return [...known, ...names.map((name) => settingOf(String(name), value, false))]
  })
}

/** What is known of one setting. */
export function settingAt(root: unknown, path: readonly string[]): Setting | undefined {
  const name = path.at(-1) ?? ''
  return settingsBelow(root, path.slice(0, -1)).find((setting) => setting.name === name)
}

function settingOf(name: string, value: unknown, isRequired: boolean): Setting {
  const forms = formsOf(schemaFrom(value))
  const types = forms.flatMap((form) => listFrom([form.get('type')]).filter(isText))
  const fallback = forms.map((form) => form.get('default')).find((one) => one !== undefined)
  return {
    name,
    description: forms.map((form) => form.get('description')).find(isText),
    types: [...new Set(types)],
    fallback: isScalar(fallback) ? String(fallback) : undefined,
    values: forms.flatMap(valuesOf),
    isRequired,
  }
}

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

const isText = (value: unknown): value is string => typeof value === 'string'

function valuesOf(schema: Schema): readonly string[] {
  const fixed = schema.get('const')
  const listed = listFrom(schema.get('enum'))
  const values = fixed === undefined ? listed : [fixed]
  if (values.length > 0) return values.map((value) => quoted(value))
  return schema.get('type') === 'boolean' ? ['true', 'false'] : []
}

/** A text that YAML would take for a number is quoted. */
const quoted = (value: unknown): string =>
  typeof value === 'string' && /^[\d.]+$/.test(value) ? `'${value}'` : String(value)
