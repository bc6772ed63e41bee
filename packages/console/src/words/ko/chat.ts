// Korean words of the area chat.

import type { Words } from '../words.ts'

export const chat: Words['chat'] = { title: '대화' }
