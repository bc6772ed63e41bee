// Wants every source file to parse: what does not parse was not judged.

import type { Rule } from '../rule.js'

export const parses: Rule = {
  name: 'parses',
  check: ({ modules }) =>
    modules.flatMap(({ path, syntaxErrors }) =>
      syntaxErrors.map(({ message, line }) => ({
        path,
        line,
        message: `does not parse: ${message}`,
      })),
    ),
}
