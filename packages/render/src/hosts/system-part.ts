// Defines what a part of every machine brings: packages, files, and what is done with units.

import type { HostFile } from './host-file.js'

export type SystemPart = {
  /** Debian packages, `name` or `name=version` as apt takes it. */
  readonly packages?: readonly string[]
  /** Packages that no upgrade of the machine may move. */
  readonly holds?: readonly string[]
  /** Units of packages that would stand in the way. */
  readonly masks?: readonly string[]
  readonly files?: readonly HostFile[]
  /** Units that are to run, besides those of programs. */
  readonly units?: readonly string[]
}

export const joined = (parts: readonly SystemPart[]): Required<SystemPart> => ({
  packages: parts.flatMap(({ packages = [] }) => packages),
  holds: parts.flatMap(({ holds = [] }) => holds),
  masks: parts.flatMap(({ masks = [] }) => masks),
  files: parts.flatMap(({ files = [] }) => files),
  units: parts.flatMap(({ units = [] }) => units),
})
