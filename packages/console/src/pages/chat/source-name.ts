// The open source as an address carries it: which message, and which number in it.

export type OpenSource = { readonly messageId: string; readonly number: number }

export const sourceName = ({ messageId, number }: OpenSource): string => `${messageId}.${number}`

/** Undefined where somebody has changed the address. */
export function sourceOf(name: string | undefined): OpenSource | undefined {
  const [messageId = '', digits = '', ...rest] = (name ?? '').split('.')
  const isWhole = messageId !== '' && /^\d{1,3}$/.test(digits) && rest.length === 0
  return isWhole ? { messageId, number: Number(digits) } : undefined
}
