// Bounds what a document may be, so that no input can exhaust the machine that reads it.

/** Largest document, in characters: a platform of 1,000 nodes and 500 tenants is about 200,000. */
export const documentCharactersMax = 4_000_000
/** Deepest nesting; the schemas need eight. */
export const documentDepthMax = 64
/** Most aliases that one document may expand (the `yaml` library's own default). */
export const documentAliasesMax = 100
/** Most values (scalars, lists and maps) in one document after aliases are expanded. */
export const documentValuesMax = 500_000
/** Most syntax errors of one document that are told. */
export const documentErrorsMax = 20
