// Reads digits in groups, such as `010-1234-5678`, and offers them under each layout that they may have.

import { isDigitCode, isJoinedOnLeft, isWordCode, type FoundNumber } from './recogniser.js'

const groupsMax = 6
const digitsMax = 20
/** Spaces or one sign between two groups; a line may end beside a sign, or instead of a space. */
const gapSpacesMax = 2
const indentMax = 12

type Gap = { readonly separator: string; readonly end: number }

function skipSpaces(text: string, from: number, most: number): number {
  let index = from
  while (index - from < most && (text.charCodeAt(index) === 32 || text.charCodeAt(index) === 9)) {
    index += 1
  }
  return index
}

/** Past spaces and at most one end of a line; `isBroken` tells that there was one. */
function skipBreak(
  text: string,
  from: number,
): { readonly end: number; readonly isBroken: boolean } {
  const spaced = skipSpaces(text, from, gapSpacesMax)
  const afterReturn = text.charCodeAt(spaced) === 13 ? spaced + 1 : spaced
  if (text.charCodeAt(afterReturn) !== 10) return { end: spaced, isBroken: false }
  return { end: skipSpaces(text, afterReturn + 1, indentMax), isBroken: true }
}

function readGap(text: string, from: number): Gap | undefined {
  const first = skipBreak(text, from)
  const sign = text.charAt(first.end)
  const isSign = sign !== '' && '-.)/'.includes(sign)
  const second = isSign ? skipBreak(text, first.end + 1) : first
  // `+82 (0)10`
  const open = text.charCodeAt(second.end) === 40 ? second.end + 1 : second.end
  if (open === from || !isDigitCode(text.charCodeAt(open))) return undefined
  if (first.isBroken && isSign && second.isBroken) return undefined
  const separator = isSign ? sign : first.isBroken ? '\n' : ' '
  return { separator, end: open }
}

/** Layouts are compared as numbers in base 20: `6-7` is 6 × 20 + 7. */
export function layoutKey(lengths: readonly number[]): number {
  return lengths.reduce((key, length) => key * digitsMax + length, 0)
}

/** What stands before a number and makes it a part of something longer: a digit, a word, `2-`. */
function isPartOnLeft(text: string, start: number, isOneGroup: boolean): boolean {
  const before = text.charCodeAt(start - 1)
  if (isDigitCode(before) || before === 95) return true
  if (isOneGroup && (isJoinedOnLeft(text, start) || before === 35)) return true
  const joiners = isOneGroup ? '-./' : '-.'
  if (start < 2 || !joiners.includes(text.charAt(start - 1))) return false
  const further = text.charCodeAt(start - 2)
  return isDigitCode(further) || (isOneGroup && isWordCode(further))
}

function isPartOnRight(text: string, end: number): boolean {
  const after = text.charCodeAt(end)
  if (isWordCode(after)) return true
  if (after === 45) return isWordCode(text.charCodeAt(end + 1))
  return after === 46 && isDigitCode(text.charCodeAt(end + 1))
}

/** Layouts that somebody asks for, and whoever is offered a number of one: it says whether it took it. */
type Taker = {
  has(layout: number): boolean
  take(layout: number, found: FoundNumber): boolean
}

/**
 * Offers each number that begins at the place, by its layout, unless it is a part of something longer. A number that a
 * line's end cuts in the middle of a group is offered a second time in one piece, when a sign elsewhere shows that it is
 * one number.
 */
export function readNumbers(text: string, start: number, taker: Taker): void {
  const isBroken = readGroups(text, start, false, taker)
  if (isBroken) readGroups(text, start, true, taker)
}

function endOfDigits(text: string, start: number): number {
  let end = start
  while (end - start < digitsMax && isDigitCode(text.charCodeAt(end))) end += 1
  return end
}

/** Says whether the end of a line was among the gaps. */
function readGroups(text: string, start: number, joinsBroken: boolean, taker: Taker): boolean {
  let layout = 0
  let count = 0
  let separators = ''
  let hasBreak = false
  let hasFound = false
  let position = start
  for (let groups = 1; groups <= groupsMax; groups += 1) {
    const end = endOfDigits(text, position)
    const isJoined = joinsBroken && separators.endsWith('\n')
    count += end - position
    if (count >= digitsMax) return hasBreak
    layout = (isJoined ? layout : layout * digitsMax) + end - position
    if (isJoined) separators = separators.slice(0, -1)
    const isOffered = joinsBroken === hasBreak || !joinsBroken
    if (isOffered && taker.has(layout) && (!hasBreak || isHeld(separators))) {
      const found = foundNumber(text, start, end, separators, groups === 1)
      if (found !== undefined && taker.take(layout, found)) hasFound = true
    }
    const gap = readGap(text, end)
    if (gap === undefined) return hasBreak
    if (gap.separator === '\n') {
      // What is whole on its line does not go on in the next one.
      if (hasBreak || hasFound) return hasBreak
      hasBreak = true
    }
    separators += gap.separator
    position = gap.end
  }
  return hasBreak
}

/** Whether something beside the end of a line keeps the groups together. */
function isHeld(separators: string): boolean {
  return separators.replace('\n', '') !== ''
}

function foundNumber(
  text: string,
  start: number,
  end: number,
  separators: string,
  isOneGroup: boolean,
): FoundNumber | undefined {
  if (isPartOnLeft(text, start, isOneGroup) || isPartOnRight(text, end)) return undefined
  return {
    text,
    start,
    end,
    digits: text.slice(start, end).replace(/\D/g, ''),
    separators: separators.replace('\n', separators.includes(' ') ? ' ' : separators.charAt(0)),
  }
}
