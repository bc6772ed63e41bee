// Walks what a platform chose for its components and their parts, with the place of each choice.

import { findComponent, type Component } from '@llmflow/catalog'
import { pointer, type PartChoice, type Platform, type Pointer } from '@llmflow/spec'

/** The choices that a component and its parts share, under `/components/NAME` or `…/parts/PART`. */
export type Choice = {
  readonly name: string
  readonly component: Component
  /** The part that the choice is for; undefined when it is for the whole component. */
  readonly part: string | undefined
  readonly choice: PartChoice
  readonly at: Pointer
}

/** The choices for every enabled component that the catalog knows. */
export function choicesIn(platform: Platform): readonly Choice[] {
  return Object.entries(platform.components).flatMap(([name, choice]): readonly Choice[] => {
    const component = findComponent(name)
    if (component === undefined || !choice.enabled) return []
    const at = pointer('components', name)
    const ofParts = Object.entries(choice.parts ?? {}).map(([part, chosen]): Choice => ({
      name,
      component,
      part,
      choice: chosen,
      at: `${at}${pointer('parts', part)}`,
    }))
    return [{ name, component, part: undefined, choice, at }, ...ofParts]
  })
}

/** The place where a choice for a workload stands: with its part, else with its component; undefined when nowhere. */
export function choiceFor(
  platform: Platform,
  { component, part }: { readonly component: string; readonly part: string },
  isMade: (choice: PartChoice) => boolean,
): Pointer | undefined {
  const choices = choicesIn(platform).filter(
    ({ name, choice }) => name === component && isMade(choice),
  )
  const own = choices.find((choice) => choice.part === part)
  return (own ?? choices.find((choice) => choice.part === undefined))?.at
}
