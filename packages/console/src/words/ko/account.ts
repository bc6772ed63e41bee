// Korean words of the area account.

import type { Words } from '../words.ts'

export const account: Words['account'] = { title: '내 계정' }
