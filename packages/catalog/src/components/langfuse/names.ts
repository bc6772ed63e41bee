// Names what the parts of Langfuse call each other, and the variables that several of them read.

import { secretOf, type SecretText } from '@llmflow/spec'

export const langfuseSecret = 'langfuse'
export const clickhouseSecret = 'langfuse-clickhouse'
/** The authority that signed the gateway’s certificate, which Node.js does not know by itself. */
export const authoritySecret = 'langfuse-authority'
export const authorityFile = 'ca.crt'
export const clickhouseWorkload = 'langfuse-clickhouse'
export const clickhouseUser = 'langfuse'
/** The organisation and the project of the platform’s own traces. */
export const project = 'llmflow'

/** What clickhouse-client and Langfuse read alike. */
export const clientVariables: { readonly [name: string]: SecretText } = {
  CLICKHOUSE_USER: [clickhouseUser],
  CLICKHOUSE_PASSWORD: [secretOf(clickhouseSecret, 'password')],
}
