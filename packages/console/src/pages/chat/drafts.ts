// What is typed and not sent yet, outside the page.

/** What was typed and not sent, by thread: it waits while one looks something up elsewhere. */
const drafts = new Map<string, string>()
const draftListeners = new Set<() => void>()

export const draftOf = (thread: string): string => drafts.get(thread) ?? ''

export function keepDraft(thread: string, text: string): void {
  drafts.set(thread, text)
  for (const listener of draftListeners) listener()
}

export function subscribeDrafts(listener: () => void): () => void {
  draftListeners.add(listener)
  return () => draftListeners.delete(listener)
}
