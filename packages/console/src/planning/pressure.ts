// Raises the number of people step by step until something new goes wrong: nothing is estimated, every step is planned.

import { planPlatform } from '@llmflow/planner'
import { messageOf, type Diagnostic, type Language } from '@llmflow/spec'
import { dialsOf } from './dials.ts'
import type { Break, Pressure } from './messages.ts'
import type { PlannedFolder } from './planned.ts'

/** People are doubled until this many times as many: beyond it, nobody plans by adding people. */
const growthMax = 128
/** A break is told to within this share of the people at which it comes. */
const precision = 0.01
/** What is told: the first says what to do next, the others what comes then. */
const breaksMax = 3

/** `breathe` lets others in between the steps, and says whether anybody still waits for the answer. */
export async function pressureOn(
  { platform, inventory }: PlannedFolder,
  language: Language,
  breathe: () => Promise<boolean>,
): Promise<Pressure | undefined> {
  if (platform === undefined) return undefined
  const { value } = platform
  const dials = dialsOf(value)
  const began = Math.max(1, dials.concurrentUsers)
  const probe = (people: number): readonly Diagnostic[] => {
    const users = Math.max(value.demand.users, people)
    const demand = { ...value.demand, users, concurrentUsers: people }
    return planPlatform({ platform: { ...platform, value: { ...value, demand } }, inventory })
      .diagnostics
  }
  const known = new Set(probe(began).filter(isLoud).map(identityOf))
  const breaks = new Map<string, Break>()
  let low = began
  while (breaks.size < breaksMax && low < began * growthMax) {
    const high = Math.min(low * 2, began * growthMax)
    const fresh = newIn(probe(high), known)
    if (!(await breathe())) return undefined
    if (fresh.length === 0) {
      low = high
      continue
    }
    const found = await firstBetween(low, high, known, probe, breathe)
    if (found === undefined) return undefined
    for (const one of newIn(found.diagnostics, known)) {
      known.add(identityOf(one))
      const key = one.code
      if (!breaks.has(key)) breaks.set(key, breakOf(one, found.people, language))
    }
    low = found.people
  }
  const sorted = [...breaks.values()].toSorted(
    (one, other) => one.concurrentUsers - other.concurrentUsers,
  )
  return {
    concurrentUsers: dials.concurrentUsers,
    breaks: sorted.slice(0, breaksMax),
    triedUpTo: began * growthMax,
  }
}

const isLoud = ({ severity }: Diagnostic): boolean => severity !== 'info'

/** The same finding at another number of people: what it is about, without its numbers. */
const identityOf = ({ code, location, params }: Diagnostic): string =>
  JSON.stringify([
    code,
    location,
    Object.entries(params).filter(([, value]) => typeof value === 'string' && !/\d/.test(value)),
  ])

const newIn = (found: readonly Diagnostic[], known: ReadonlySet<string>): readonly Diagnostic[] =>
  found.filter((one) => isLoud(one) && !known.has(identityOf(one)))

type Found = { readonly people: number; readonly diagnostics: readonly Diagnostic[] }

async function firstBetween(
  from: number,
  until: number,
  known: ReadonlySet<string>,
  probe: (people: number) => readonly Diagnostic[],
  breathe: () => Promise<boolean>,
): Promise<Found | undefined> {
  let [low, high] = [from, until]
  while (high - low > Math.max(1, Math.floor(high * precision))) {
    const middle = Math.floor((low + high) / 2)
    if (newIn(probe(middle), known).length === 0) low = middle
    else high = middle
    if (!(await breathe())) return undefined
  }
  return { people: high, diagnostics: probe(high) }
}

function breakOf(found: Diagnostic, concurrentUsers: number, language: Language): Break {
  return {
    concurrentUsers,
    code: found.code,
    severity: found.severity,
    message: messageOf(found, language),
  }
}
