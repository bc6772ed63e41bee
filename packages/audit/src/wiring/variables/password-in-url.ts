// Finds variables that are put as a password into a URL as they are.

import { diagnostic, isSecretName, type Diagnostic } from '@llmflow/spec'
import type { AuditRule } from '../../rule.js'

const pattern = /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"']*:(\$\{(\w+)[^}]*\}|\$\((\w+)\))@/g

/** Where the program takes the parts apart is known to nobody here, so it stays a warning. */
export const passwordInUrl: AuditRule = ({ processes }) =>
  processes.flatMap(({ environment }) =>
    environment.flatMap(({ excerpt }) =>
      [...excerpt.text.matchAll(pattern)].flatMap((match): readonly Diagnostic[] => {
        const [whole, use = ''] = match
        const variable = match[2] ?? match[3] ?? ''
        if (!isSecretName(variable)) return []
        const place = excerpt.place(match.index + whole.length - use.length - 1, use.length)
        return [diagnostic('wiring/password-in-url', place, { variable })]
      }),
    ),
  )
