// All Korean words, by the area of the console that uses them.

import type { Words } from '../words.ts'
import { account } from './account.ts'
import { chat } from './chat.ts'
import { common } from './common.ts'
import { knowledge } from './knowledge.ts'
import { operate } from './operate.ts'
import { platform } from './platform.ts'
import { signIn } from './sign-in.ts'
import { traces } from './traces.ts'

export const words: Words = { common, signIn, chat, knowledge, traces, platform, operate, account }
