// Recognises numbers that Korea gives to people and companies: registration numbers, licences, passports.

import {
  isBusinessChecksum,
  isCorporateChecksum,
  isDate,
  isForeignerChecksum,
  isResidentChecksum,
} from './checksums.js'
import {
  isAfter,
  isDigitCode,
  isJoinedOnLeft,
  type FoundNumber,
  type Recogniser,
  type Span,
} from './recogniser.js'

const registrationWords =
  /주민|외국인|등록\s?번호|생년월일|거소|resident|registration|RRN|\bFRN\b|alien/i
const businessWords = /사업자|business|BRN|등록\s?번호/i
const corporateWords = /법인|corporat/i
const licenceWords = /면허|licen[cs]e/i
const passportWords = /여권|passport/i

/** Nobody alive is older, so that an order number which begins with a date of this century is no birth of the last. */
const ageMax = 110

/** The century of a birth, by the seventh digit. */
const centuries = [1800, 1900, 1900, 2000, 2000, 1900, 1900, 2000, 2000, 1800]

/** The day of birth as yyyymmdd, or undefined when nobody who lives was born then. */
function birthDay(digits: string): number | undefined {
  const year = (centuries[Number(digits[6])] ?? 0) + Number(digits.slice(0, 2))
  const month = Number(digits.slice(2, 4))
  const day = Number(digits.slice(4, 6))
  const thisYear = new Date().getUTCFullYear()
  if (year > thisYear || thisYear - year > ageMax || !isDate(year, month, day)) return undefined
  return year * 10_000 + month * 100 + day
}

/** From this day on, the last six digits of new numbers are drawn by chance: no checksum can be asked for. */
const randomSince = 2020_10_01

/**
 * Numbers from before October 2020 have a checksum, later ones do not. Without one, a number counts with words that
 * announce it; or when written as `yymmdd-nnnnnnn`, unless the date could be that of an order: 2000 to September 2020.
 */
function isRegistration(found: FoundNumber, isChecked: boolean): boolean {
  const born = birthDay(found.digits)
  if (born === undefined) return false
  if (isChecked || isAfter(found.text, found.start, registrationWords)) return true
  return found.separators === '-' && (born < 2000_01_01 || born >= randomSince)
}

const residents: Recogniser = {
  kind: 'RRN',
  layouts: ['6-7', '13'],
  accepts: (found) =>
    '12349'.includes(found.digits.charAt(6)) &&
    isRegistration(found, isResidentChecksum(found.digits)) &&
    !(isCorporation(found) && !isResidentChecksum(found.digits)),
}

const foreigners: Recogniser = {
  kind: 'FRN',
  layouts: ['6-7', '13'],
  accepts: (found) =>
    '5678'.includes(found.digits.charAt(6)) &&
    isRegistration(found, isForeignerChecksum(found.digits)),
}

const businesses: Recogniser = {
  kind: 'BUSINESS_NUMBER',
  layouts: ['3-2-5', '10'],
  accepts: (found) =>
    isBusinessChecksum(found.digits) &&
    Number(found.digits.slice(0, 3)) >= 101 &&
    (found.separators === '--' || isAfter(found.text, found.start, businessWords)),
}

/** Kinds of companies, in the fifth and sixth digit of a corporate number. */
const companyTypes = new Set(['11', '12', '13', '14', '15', '21', '22', '31', '32', '33', '71'])

function isCorporation(found: FoundNumber): boolean {
  return (
    isCorporateChecksum(found.digits) &&
    found.digits.startsWith('1') &&
    companyTypes.has(found.digits.slice(4, 6)) &&
    (found.separators === '-' || isAfter(found.text, found.start, corporateWords))
  )
}

const corporations: Recogniser = {
  kind: 'CORPORATE_NUMBER',
  layouts: ['6-7', '13'],
  accepts: (found) =>
    isCorporation(found) ||
    (isCorporateChecksum(found.digits) && isAfter(found.text, found.start, corporateWords)),
}

const licences: Recogniser = {
  kind: 'DRIVER_LICENCE',
  layouts: ['2-2-6-2', '12'],
  accepts: (found) => {
    const region = Number(found.digits.slice(0, 2))
    if (region < 11 || region > 28 || region === 27) return false
    return found.separators === '---' || isAfter(found.text, found.start, licenceWords)
  },
}

const regionNames =
  /(?:서울|부산|경기|강원|충북|충남|전북|전남|경북|경남|제주|대구|인천|광주|대전|울산)[ -]{0,2}$/

/** Licences from before the regions had numbers. */
const oldLicences: Recogniser = {
  kind: 'DRIVER_LICENCE',
  layouts: ['2-6-2'],
  accepts: (found) => found.separators === '--' && isAfter(found.text, found.start, regionNames, 6),
}

const passport = /[MSRGDOT](?:\d{8}|\d{3}[A-Z]\d{4})(?![A-Za-z0-9_])/y
const datePassport = /^.(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/

/** `M123A4567` since 2021 and `M12345678` before; only the most common letter goes without words that announce it. */
function findPassport(text: string, index: number): Span | undefined {
  if (!isDigitCode(text.charCodeAt(index + 1)) || isJoinedOnLeft(text, index)) return
  passport.lastIndex = index
  const found = passport.exec(text)?.[0]
  if (found === undefined) return undefined
  const isPlain = found.startsWith('M') && !datePassport.test(found)
  if (!isPlain && !isAfter(text, index, passportWords)) return undefined
  return { start: index, end: index + found.length }
}

export const koreanNumbers: readonly Recogniser[] = [
  residents,
  foreigners,
  businesses,
  corporations,
  licences,
  oldLicences,
  { kind: 'PASSPORT', triggers: 'MSRGDOT', find: findPassport },
]
