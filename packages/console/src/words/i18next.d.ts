// Tells i18next which words there are, so that a missing one is an error of types.

import 'i18next'
import type { words } from './en/words.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof words }
  }
}
