// Names a conversation after its first question.

const charactersMax = 40

/** One line of a few words: cut where a word ends, when one ends in time. */
export function nameOf(question: string): string {
  const line = question.replace(/\s+/g, ' ').trim()
  if (line.length <= charactersMax) return line
  const cut = line.slice(0, charactersMax)
  const space = cut.lastIndexOf(' ')
  return `${(space > charactersMax / 2 ? cut.slice(0, space) : cut).trimEnd()}…`
}
