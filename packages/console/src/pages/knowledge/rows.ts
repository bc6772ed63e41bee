// Which rows of a long list are seen.

/** Rows beyond what is seen, so that scrolling shows no gaps. */
const aroundRows = 8

/** From the first to the one after the last. */
export function rowsWithin(
  count: number,
  topPixels: number,
  heightPixels: number,
  rowPixels: number,
): { readonly from: number; readonly to: number } {
  const first = Math.floor(topPixels / rowPixels) - aroundRows
  const last = Math.ceil((topPixels + heightPixels) / rowPixels) + aroundRows
  const from = Math.min(Math.max(0, first), Math.max(0, count - 1))
  return { from, to: Math.max(from, Math.min(count, last)) }
}
