// Stops on a plan that contradicts itself: a mistake of ours, never of the person who wrote the platform.

class BrokenPlan extends Error {
  readonly code = 'render/broken-plan'
  override readonly name = 'BrokenPlan'
}

/** States what every plan must keep to. */
export function assert(condition: boolean, invariant: string): asserts condition {
  if (!condition) throw new BrokenPlan(`the plan is broken: ${invariant}`)
}
