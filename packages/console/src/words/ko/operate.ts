// Korean words of the area operate.

import type { Words } from '../words.ts'

export const operate: Words['operate'] = { title: '운영' }
