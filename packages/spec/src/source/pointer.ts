// Joins and splits JSON pointers (RFC 6901), the way LLMFlow names a place in a document or a plan.

/** A JSON pointer; the empty string is the root. */
export type Pointer = string

export function pointer(...segments: readonly (string | number)[]): Pointer {
  return segments
    .map((segment) => `/${`${segment}`.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')
}

export function segmentsOf(path: Pointer): readonly string[] {
  if (path === '') return []
  return path
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
}

export function parentOf(path: Pointer): Pointer {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}
