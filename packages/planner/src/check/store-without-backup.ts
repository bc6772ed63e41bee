// Finds stores that hold data and that no backup covers.

import { days, diagnostic, pointer, ratio, type Diagnostic } from '@llmflow/spec'
import { ownerOf, storeUses } from './stores.js'
import type { Rule } from './rule.js'

/** Who may lose a month of work has said that the data can be made again. */
const dispensable = days(30)
/** From this availability on a platform is more than a trial. */
const serious = ratio(0.99)

export const storeWithoutBackup: Rule = (subject) => {
  const { platform, inPlatform } = subject
  const { availability, recoveryPoint } = platform.objectives
  if (recoveryPoint >= dispensable) return []
  const severity = availability >= serious ? 'error' : 'warning'
  const uses = storeUses(subject)
  const bare = [...new Set(uses.map(({ store }) => store))].filter(
    (store) => platform.backup.stores[store] === undefined,
  )
  return bare.flatMap((store): readonly Diagnostic[] => {
    const component = ownerOf(store, uses)
    if (component === undefined) return []
    const at = inPlatform(pointer('components', component), 'key')
    return [diagnostic('life/store-without-backup', at, { store, component }, { severity })]
  })
}
