// Finds two components that do the same job, of which a platform has one.

import type { Component, Context, Rival } from '@llmflow/catalog'
import { diagnostic, pointer, type Diagnostic } from '@llmflow/spec'
import type { Rule } from './rule.js'

type Pair = { readonly first: string; readonly second: string; readonly rival: Rival }

export const rivalComponents: Rule = ({ context, inPlatform }) =>
  pairsOf(context).map(({ first, second, rival }): Diagnostic =>
    diagnostic('plan/rival-components', inPlatform(pointer('components', second), 'key'), {
      component: second,
      rival: first,
      reason: rival.reason,
    }),
  )

/** Pairs of rivals in the order of the catalog, each once although both may name the other. */
function pairsOf(context: Context): readonly Pair[] {
  const { components } = context
  return components.flatMap((second, index) =>
    components.slice(0, index).flatMap((first) => {
      const rival = rivalryOf(context, first, second) ?? rivalryOf(context, second, first)
      return rival === undefined ? [] : [{ first: first.name, second: second.name, rival }]
    }),
  )
}

const rivalryOf = (context: Context, one: Component, other: Component): Rival | undefined =>
  one.rivals?.find(
    ({ component, unless }) => component === other.name && unless?.(context) !== true,
  )
