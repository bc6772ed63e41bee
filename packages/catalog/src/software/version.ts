// Tells which version a tag of an image means, and which of two versions came first.

import type { Software, SoftwareVersion } from '../software.js'

/**
 * The version in a tag: `v2.4.0` is 2.4.0, `cpu-1.6` is 1.6, `16-alpine` is 16. Undefined for tags that name none, such
 * as `latest` or a digest, and for dates, which are compared as they are written.
 */
export function versionIn(tag: string): string | undefined {
  const dotted = /(?:^|[-_v])(\d+(?:\.\d+)+)/.exec(tag)?.[1]
  return dotted ?? /^v?(\d{1,5})(?![\w.])/.exec(tag)?.[1]
}

/**
 * What is known of the version that a tag means. `2` is the newest known 2; an unknown version has no facts. Where no
 * version is stated anywhere, the newest one answers.
 */
export function versionOf(software: Software, tag: string): SoftwareVersion | undefined {
  if (tag === '') return software.versions[0]
  const exact = software.versions.find(
    ({ version, tags }) => version === tag || tags?.includes(tag) === true,
  )
  const stated = exact === undefined ? versionIn(tag) : undefined
  if (stated === undefined) return exact
  return software.versions.find(
    ({ version }) => isWithin(stated, version) || isWithin(version, stated),
  )
}

/** Whether a version is another one or belongs to its line: 23.0.7 is within 23.0. */
const isWithin = (version: string, line: string): boolean =>
  version === line || version.startsWith(`${line}.`)

/** Below zero when the left version came first. A line and a version within it are equal: 5 and 5.15. */
export function compareVersions(left: string, right: string): number {
  const lefts = left.split('.').map(Number)
  const rights = right.split('.').map(Number)
  for (const [index, number] of lefts.entries()) {
    const other = rights[index]
    if (other === undefined) return 0
    if (number !== other) return number - other
  }
  return 0
}
