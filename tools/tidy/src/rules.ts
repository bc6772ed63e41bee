// The list of what tidy judges; a rule that is not here does not exist.

import type { Rule } from './rule.js'
import { bans } from './rules/bans.js'
import { deadCode } from './rules/dead-code.js'
import { exports } from './rules/exports.js'
import { folders } from './rules/folders.js'
import { headers } from './rules/headers.js'
import { imports } from './rules/imports.js'
import { links } from './rules/links.js'
import { manifests } from './rules/manifests.js'
import { parses } from './rules/parses.js'
import { purity } from './rules/purity.js'
import { versions } from './rules/versions.js'

export const rules: readonly Rule[] = [
  bans,
  deadCode,
  exports,
  folders,
  headers,
  imports,
  links,
  manifests,
  parses,
  purity,
  versions,
]
