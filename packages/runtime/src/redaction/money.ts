// Recognises where money is kept: payment cards, Korean bank accounts, IBANs; and US social security numbers.

import { isLuhn, isMod97 } from './checksums.js'
import {
  isAfter,
  isJoinedOnLeft,
  isWordCode,
  type FoundNumber,
  type Recogniser,
  type Span,
  words,
} from './recogniser.js'

/** Issuers by the first digits, with the lengths that they give out. Korean inland cards begin with 9. */
const issuers: readonly { readonly prefix: RegExp; readonly lengths: readonly number[] }[] = [
  { prefix: /^4/, lengths: [13, 16, 19] },
  { prefix: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { prefix: /^3[47]/, lengths: [15] },
  { prefix: /^3(?:0[0-5]|[689])/, lengths: [14, 16] },
  { prefix: /^35(?:2[89]|[3-8])/, lengths: [16] },
  { prefix: /^6(?:011|4[4-9]|5)/, lengths: [16, 19] },
  { prefix: /^62/, lengths: [16, 17, 18, 19] },
  { prefix: /^9[0-9]/, lengths: [16] },
]

const cardWords = /카드|card|visa|master|amex/i

/** The same separator throughout; a card that begins like an inland one and has none needs words that announce it. */
const cards: Recogniser = {
  kind: 'CARD',
  layouts: [
    '4-4-4-4',
    '4-6-5',
    '4-6-4',
    '4-4-4-4-3',
    '6-13',
    '13',
    '14',
    '15',
    '16',
    '17',
    '18',
    '19',
  ],
  accepts: (found) => {
    const { digits, separators } = found
    if (new Set(separators).size > 1 || !isLuhn(digits) || /^(\d)\1+$/.test(digits)) return false
    const issuer = issuers.find(({ prefix }) => prefix.test(digits))
    if (issuer === undefined || !issuer.lengths.includes(digits.length)) return false
    if (separators === '' && (digits.startsWith('9') || digits.length !== 16)) {
      return isAfter(found.text, found.start, cardWords)
    }
    return true
  },
}

const bankWords =
  /계좌|입금|송금|이체|예금|통장|은행|뱅크|농협|수협|신협|새마을금고|우체국|\baccount\b|\ba\/c\b/i
/** Short names are words too, so these stand right before the number. */
const shortBanks =
  /(?:국민|신한|우리|하나|기업|카뱅|케뱅|토스|산업|제일|씨티|부산|대구|광주|전북|경남|제주|KB|NH|IBK|SC|MG) ?:? ?$/
const banksAfter = /^[\s(,/]{0,3}(?:[가-힣A-Z]{1,4}(?:은행|뱅크)|농협|수협|신협|우체국|예금주)/

function isBeside({ text, start, end }: FoundNumber, reach: number): boolean {
  return (
    isAfter(text, start, bankWords, reach) ||
    isAfter(text, start, shortBanks, 8) ||
    banksAfter.test(text.slice(end, end + 12))
  )
}

/** Ways to write so many digits in groups of one to eight. */
function groupings(groups: number, digitsMin: number, digitsMax: number): readonly string[] {
  if (groups === 0) return digitsMin <= 0 ? [''] : []
  return [1, 2, 3, 4, 5, 6, 7, 8].flatMap((length) =>
    digitsMax < length
      ? []
      : groupings(groups - 1, digitsMin - length, digitsMax - length).map((rest) =>
          rest === '' ? String(length) : `${length}-${rest}`,
        ),
  )
}

/** Every bank has groups of its own: they say little, so words must say the rest, and closer where spaces part them. */
const accounts: Recogniser = {
  kind: 'ACCOUNT',
  layouts: [
    ...words('10 11 12 13 14 3-10 4-9-1'),
    ...[2, 3, 4].flatMap((groups) => groupings(groups, 10, 16)),
  ],
  accepts: (found) => {
    if (/^-*$/.test(found.separators)) return isBeside(found, 30)
    return /^ +$/.test(found.separators) && isBeside(found, 12)
  },
}

const securityWords = /\bssn\b|social\s+security|사회\s?보장/i

/** The rules of the Social Security Administration since 2011; two numbers became famous in advertisements. */
const socialSecurity: Recogniser = {
  kind: 'SSN',
  layouts: ['3-2-4', '9'],
  accepts: ({ digits, separators, text, start }) => {
    if (/^(?:000|666|9)/.test(digits) || /^...00/.test(digits) || digits.endsWith('0000')) {
      return false
    }
    if (digits === '078051120' || digits === '219099999') return false
    return separators === '--' || isAfter(text, start, securityWords)
  },
}

/** Lengths by country (SWIFT's registry): a number of another length is none. */
const ibanLengths = new Map(
  [
    'NO15 BE16 DK18 FI18 FO18 GL18 NL18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 XK20 CH21 HR21 LI21 LV21',
    'BG22 BH22 CR22 DE22 GB22 GE22 IE22 ME22 RS22 VA22 AE23 GI23 IL23 AD24 CZ24 ES24 MD24 PK24 RO24 SA24',
    'SE24 SK24 TN24 VG24 PT25 IS26 TR26 FR27 GR27 IT27 MC27 SM27 AL28 AZ28 CY28 DO28 GT28 HU28 LB28 PL28',
    'BR29 PS29 QA29 UA29 JO30 KW30 MU30 MT31 SC31',
  ]
    .join(' ')
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
)

const ibanStart = /[A-Z]{2}\d\d(?=[ -]?[A-Z0-9]{2})/y

/** Letters, spaces and digits up to the country's length; the mark stands on the first letter. */
function findIban(text: string, index: number): Span | undefined {
  if (isJoinedOnLeft(text, index)) return undefined
  ibanStart.lastIndex = index
  if (!ibanStart.test(text)) return undefined
  const length = ibanLengths.get(text.slice(index, index + 2))
  if (length === undefined) return undefined
  let account = ''
  let end = index
  while (account.length < length && end - index < length * 2) {
    const character = text.charAt(end)
    if (/[A-Z0-9]/.test(character)) account += character
    else if (character !== ' ' && character !== '-') return undefined
    end += 1
  }
  if (account.length < length || isWordCode(text.charCodeAt(end)) || !isMod97(account)) return
  return { start: index, end }
}

const ibanLetters = [...new Set([...ibanLengths.keys()].map((country) => country.charAt(0)))]

export const money: readonly Recogniser[] = [
  cards,
  accounts,
  socialSecurity,
  { kind: 'IBAN', triggers: ibanLetters.join(''), find: findIban },
]
