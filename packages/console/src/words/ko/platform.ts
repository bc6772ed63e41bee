// Korean words of the area platform.

import type { Words } from '../words.ts'

export const platform: Words['platform'] = { title: '플랫폼' }
