// Reads of Markdown what link checking needs: the prose without code, and the anchors of the headings.

/** The text with code blanked, so that lines stay where they are. */
export function proseOf(text: string): string {
  let fence: string | undefined
  return text
    .split('\n')
    .map((line) => {
      const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1]
      if (fence === undefined && mark === undefined) return line.replace(/`[^`]*`/g, '')
      if (fence === undefined) fence = mark
      else if (mark?.startsWith(fence) === true) fence = undefined
      return ''
    })
    .join('\n')
}

/** The anchors that GitHub gives the headings of a page, and those written as HTML. */
export function slugsOf(text: string): ReadonlySet<string> {
  const counts = new Map<string, number>()
  const headings = Array.from(stripFences(text).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm), (match) => {
    const slug = slugOf(match[1] ?? '')
    const count = counts.get(slug) ?? 0
    counts.set(slug, count + 1)
    return count === 0 ? slug : `${slug}-${count}`
  })
  const written = Array.from(text.matchAll(/<a (?:id|name)="([^"]+)"/g), (match) => match[1] ?? '')
  return new Set([...headings, ...written])
}

const stripFences = (text: string): string => text.replace(/^\s*```[^]*?^\s*```/gm, '')

const slugOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
