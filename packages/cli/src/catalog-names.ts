// Names what the catalog knows, for schemas that complete and check names.

import { components, releases, type Release } from '@llmflow/catalog'
import type { KnownNames } from '@llmflow/spec'

export const knownNames: KnownNames = {
  releases: releases.map(({ name }) => name),
  components: components.map(({ name }) => name),
}

/** The release line that a new platform begins with; their names are months, so they sort by age. */
export const newestRelease: Release | undefined = releases.toSorted((one, other) =>
  one.name < other.name ? 1 : -1,
)[0]
