// Knows the words that only ask: rare in documents, so that by rarity alone they would decide what is found.

import type { Word } from './words.js'

const korean =
  /^(?:무엇|무슨|뭐|뭔|뭘|어떻|어떤|어떠|어디|누구|누가|언제|얼마|어느|왜|몇|알려|알고|싶|궁금|있나|있는|있을|있어|되나|하나요|인가)/

const english = new Set(
  (
    'a an the of to in on at for from by with and or if is are was be been am do does did done ' +
    'can could may might must shall should will would have has had what which who whom whose when where why how ' +
    'i we you they he she it me my our your their its this that these those there here please tell say about'
  ).split(' '),
)

export const asksOnly = ({ kind, text }: Word): boolean =>
  (kind === 'hangul' && korean.test(text)) || (kind === 'latin' && english.has(text))
