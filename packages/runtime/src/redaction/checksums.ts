// The arithmetic by which identifiers tell a slip of the pen: nothing here knows about texts.

function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0)
}

const residentWeights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]

/** Korean resident registration numbers given out before October 2020: 13 digits. */
export function isResidentChecksum(digits: string): boolean {
  return (11 - (weightedSum(digits, residentWeights) % 11)) % 10 === Number(digits[12])
}

/** Korean registration numbers of foreigners given out before October 2020: 13 digits. */
export function isForeignerChecksum(digits: string): boolean {
  return (13 - (weightedSum(digits, residentWeights) % 11)) % 10 === Number(digits[12])
}

const businessWeights = [1, 3, 7, 1, 3, 7, 1, 3, 5]

/** Korean business registration numbers: 10 digits. */
export function isBusinessChecksum(digits: string): boolean {
  const carried = Math.floor((Number(digits[8]) * 5) / 10)
  return (10 - ((weightedSum(digits, businessWeights) + carried) % 10)) % 10 === Number(digits[9])
}

const corporateWeights = [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2]

/** Korean corporate registration numbers: 13 digits. */
export function isCorporateChecksum(digits: string): boolean {
  return (10 - (weightedSum(digits, corporateWeights) % 10)) % 10 === Number(digits[12])
}

/** Payment cards (ISO/IEC 7812-1, annex B). */
export function isLuhn(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index])
    const doubled = digit * 2
    sum += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** International bank account numbers (ISO 13616): letters and digits without spaces. */
export function isMod97(account: string): boolean {
  const moved = account.slice(4) + account.slice(0, 4)
  let rest = 0
  for (const character of moved) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

/** Whether a month has such a day; a year of 0 may be a leap year. */
export function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return days !== undefined && day <= days
}
