// Remembers what rules ask of the same graph again and again: nothing in a graph ever changes.

/** The same answer for the same object, worked out at the first question. */
export function remembered<Of extends object, Answer>(
  answer: (of: Of) => Answer,
): (of: Of) => Answer {
  const known = new WeakMap<Of, { readonly answer: Answer }>()
  return (of) => {
    const before = known.get(of) ?? { answer: answer(of) }
    known.set(of, before)
    return before.answer
  }
}
