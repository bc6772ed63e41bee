// Korean words of the area knowledge.

import type { Words } from '../words.ts'

export const knowledge: Words['knowledge'] = { title: '지식' }
