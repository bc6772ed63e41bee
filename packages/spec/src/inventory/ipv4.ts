// Does arithmetic with IPv4 addresses and ranges.

/** Addresses from `first` to `last`, both within, as numbers. */
export type Range = { readonly first: number; readonly last: number }

/** Reads `10.40.0.0/24`, or one address as a range of one; host bits are ignored, as routers ignore them. The schema has checked the form. */
export function rangeOf(text: string): Range {
  const [address = '', prefix = '32'] = text.split('/')
  const size = 2 ** (32 - Number(prefix))
  const first = Math.floor(numberOf(address) / size) * size
  return { first, last: first + size - 1 }
}

function numberOf(address: string): number {
  return address.split('.').reduce((total, octet) => total * 256 + Number(octet), 0)
}

export function overlaps(left: Range, right: Range): boolean {
  return left.first <= right.last && right.first <= left.last
}

export function contains(outer: Range, inner: Range): boolean {
  return outer.first <= inner.first && inner.last <= outer.last
}

/** Whether an address, or a whole range, lies in the range of that text. */
export const isWithin = (outer: string, inner: string): boolean =>
  contains(rangeOf(outer), rangeOf(inner))
