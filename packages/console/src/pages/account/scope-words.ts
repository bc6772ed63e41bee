// Under which names the words of scopes stand: a colon parts names of words.

import type { Scope } from './key-queries.ts'

export const scopeWords = {
  chat: 'chat',
  models: 'models',
  'knowledge:read': 'knowledgeRead',
  'knowledge:write': 'knowledgeWrite',
  admin: 'admin',
} as const satisfies { readonly [scope in Scope]: string }
