// Recognises telephone numbers: Korean mobile and land lines, and any number that begins with `+`.

import { isAfter, type FoundNumber, type Recogniser, words } from './recogniser.js'

const mobile = /^01[016789]\d{7,8}$/
/** Area codes, internet telephony (070), personal numbers (050n) and free calls (080). */
const landLine = /^(?:02|0(?:3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|80))\d{7,8}$/
const personal = /^050[2-8]\d{7,8}$/
const inland = /^(?:1[016789]\d{7,8}|2\d{7,8}|(?:3[1-3]|4[1-4]|5[1-5]|6[1-4]|70)\d{7,8})$/
const phoneWords = /전화|연락|휴대|핸드폰|팩스|문의|tel|phone|fax|mobile|call|☎/i

const koreanLayouts = words('2-3-4 2-4-4 3-3-4 3-4-4 4-3-4 4-4-4 3-7 3-8 2-7 2-8 9 10 11 12')

const korean: Recogniser = {
  kind: 'PHONE',
  layouts: koreanLayouts,
  accepts: ({ digits, separators, text, start }) => {
    if (!digits.startsWith('0')) return false
    if (mobile.test(digits)) return true
    if (!landLine.test(digits) && !personal.test(digits)) return false
    return separators !== '' || isAfter(text, start, phoneWords)
  },
}

/** `+82 10…`, `82-10…`, and `+82 (0)10…`, whose zero is a group of its own. */
const koreanAbroad: Recogniser = {
  kind: 'PHONE',
  layouts: words(
    '2-2-4-4 2-2-3-4 2-1-4-4 2-1-3-4 2-3-4-4 2-3-3-4 2-10 2-9 2-11 2-1-2-4-4 ' +
      '2-1-2-3-4 2-1-1-4-4 2-1-1-3-4 4-4-4 4-3-4 12 11 2-2-8 2-2-7 2-3-8 2-3-7',
  ),
  accepts: (found) =>
    found.digits.startsWith('82') &&
    inland.test(found.digits.slice(2).replace(/^0/, '')) &&
    (found.separators !== '' || isInternational(found)),
}

function isInternational({ text, start }: FoundNumber): boolean {
  return text.charAt(start - 1) === '+'
}

const abroad: Recogniser = {
  kind: 'PHONE',
  layouts: words(
    '1-3-3-4 2-3-3-4 2-4-6 2-4-4 2-2-4-4 2-3-4-4 3-4-4 3-3-3-3 1-10 2-1-2-2-2-2 ' +
      '2-3-4-3 2-2-3-4 2-10 2-9 11 12 13 2-4-3-3',
  ),
  accepts: (found) => isInternational(found) && !found.digits.startsWith('0'),
}

export const phones: readonly Recogniser[] = [korean, koreanAbroad, abroad]
