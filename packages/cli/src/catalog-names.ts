// Names what the catalog knows, for schemas that complete and check names.

import { components, releases } from '@llmflow/catalog'
import type { KnownNames } from '@llmflow/spec'

export const knownNames: KnownNames = {
  releases: releases.map(({ name }) => name),
  components: components.map(({ name }) => name),
}
