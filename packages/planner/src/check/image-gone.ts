// Finds components whose image its registry no longer serves.

import { diagnostic, pointer } from '@llmflow/spec'
import type { Rule } from './rule.js'

/** Harmless while a registry of the platform's own holds a copy, and for whoever chose another image. */
export const imageGone: Rule = ({ context, platform, inPlatform }) =>
  [...context.enabled].flatMap((name) => {
    if (platform.components[name]?.image !== undefined) return []
    const gone = (context.factsOf(name).life ?? []).filter(({ status }) => status === 'image-gone')
    return gone.map(({ subject, since, note }) => {
      const registry = platform.registry?.host ?? ''
      const severity = registry === '' ? 'warning' : 'info'
      const at = inPlatform(pointer('components', name), 'key')
      return diagnostic(
        'life/image-gone',
        at,
        { image: subject, since, note, registry },
        { severity },
      )
    })
  })
