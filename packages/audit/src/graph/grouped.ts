// Puts what has the same key together, in the order in which it comes.

/** Items by their keys. */
export function grouped<Key, Item>(
  pairs: Iterable<readonly [Key, Item]>,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const [key, item] of pairs) {
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
