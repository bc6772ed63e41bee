// The messages between the main process and a child; both ends of the channel are our own program.

import { z } from 'zod'

/** `next` asks a stream for one more value; so a slow reader is never flooded. */
export const requestMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), id: z.number(), method: z.string(), input: z.unknown() }),
  z.object({ kind: z.literal('stream'), id: z.number(), method: z.string(), input: z.unknown() }),
  z.object({ kind: z.literal('next'), id: z.number() }),
  z.object({ kind: z.literal('cancel'), id: z.number() }),
])

export type RequestMessage = z.infer<typeof requestMessage>

const failure = z.object({
  code: z.string(),
  message: z.string(),
  isRetryable: z.boolean(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})

export type Failure = z.infer<typeof failure>

export const replyMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('unready'), failure }),
  z.object({ kind: z.literal('value'), id: z.number(), value: z.unknown() }),
  z.object({ kind: z.literal('end'), id: z.number() }),
  z.object({ kind: z.literal('failed'), id: z.number(), failure }),
])

export type ReplyMessage = z.infer<typeof replyMessage>
