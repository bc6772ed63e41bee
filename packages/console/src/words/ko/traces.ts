// Korean words of the area traces.

import type { Words } from '../words.ts'

export const traces: Words['traces'] = { title: '추적' }
