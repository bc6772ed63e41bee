// Collects the reasons that the steps of planning give for the values they set.

import type { Because, Explained, Pointer, Reason } from '@llmflow/spec'

/** A side table under construction. Each path has one reason. */
export class Reasons {
  private readonly table = new Map<Pointer, Reason>()

  add(step: string, path: Pointer, because: Because): void {
    this.table.set(path, { step, ...because })
  }

  /** Notes the reason of a value and returns the bare value. */
  take<Value>(step: string, path: Pointer, explained: Explained<Value>): Value {
    this.add(step, path, explained.because)
    return explained.value
  }

  /** The finished table, sorted by path so that it does not depend on the order of steps. */
  finish(): { readonly [path: Pointer]: Reason } {
    return Object.fromEntries(
      [...this.table].toSorted(([left], [right]) => (left < right ? -1 : 1)),
    )
  }
}
