// Makes texts with identifiers whose places are known, and texts with neighbours that only look like some.

import { assert } from 'vitest'

/** A text, and what in it must be hidden: nothing where `kind` is undefined. */
export type LabelledText = {
  readonly kind?: string
  readonly text: string
  readonly hidden?: string
}

type Random = { below(limit: number): number; pick<Item>(items: readonly Item[]): Item }

/** Numbers that look drawn by chance and are the same in every run (mulberry32). */
function makeRandom(seed: number): Random {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    below: (limit) => Math.floor(next() * limit),
    pick(items) {
      const item = items[Math.floor(next() * items.length)]
      assert(item !== undefined)
      return item
    },
  }
}

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => String(random.below(10))).join('')
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function sum(text: string, weights: readonly number[]): number {
  return weights.reduce((total, weight, index) => total + weight * Number(text.charAt(index)), 0)
}

const residentWeights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]

function birth(random: Random, firstYear: number, years: number): { year: number; text: string } {
  const year = firstYear + random.below(years)
  return {
    year,
    text: `${two(year % 100)}${two(1 + random.below(12))}${two(1 + random.below(28))}`,
  }
}

function resident(random: Random): string {
  const { year, text } = birth(random, 1940, 80)
  const front = `${text}${(year >= 2000 ? 3 : 1) + random.below(2)}${digits(random, 5)}`
  return front + String((11 - (sum(front, residentWeights) % 11)) % 10)
}

function foreigner(random: Random): string {
  const { year, text } = birth(random, 1950, 60)
  const front = `${text}${(year >= 2000 ? 7 : 5) + random.below(2)}${digits(random, 5)}`
  return front + String((13 - (sum(front, residentWeights) % 11)) % 10)
}

/** Born since October 2020: the last six digits are chance, and here never fit the old checksum. */
function newResident(random: Random): string {
  const front = `2${1 + random.below(5)}${two(1 + random.below(12))}${two(1 + random.below(28))}${3 + random.below(2)}${digits(random, 5)}`
  const old = (11 - (sum(front, residentWeights) % 11)) % 10
  return front + String((old + 1 + random.below(9)) % 10)
}

/** A number whose checksum fails, for a birth in the last century: given out anew since October 2020. */
function changedResident(random: Random): string {
  const { text } = birth(random, 1940, 60)
  const front = `${text}${1 + random.below(2)}${digits(random, 5)}`
  const old = (11 - (sum(front, residentWeights) % 11)) % 10
  return front + String((old + 1 + random.below(9)) % 10)
}

function business(random: Random): string {
  const front = `${101 + random.below(899)}${digits(random, 6)}`
  const total =
    sum(front, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor((Number(front.charAt(8)) * 5) / 10)
  return front + String((10 - (total % 10)) % 10)
}

function corporate(random: Random): string {
  const front = `1${digits(random, 3)}${random.pick(['11', '21', '22'])}${digits(random, 6)}`
  return front + String((10 - (sum(front, [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2]) % 10)) % 10)
}

function luhn(front: string): string {
  const doubled = Array.from(front)
    .toReversed()
    .map((digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 2 : 1)
      return value > 9 ? value - 9 : value
    })
  const total = doubled.reduce((left, right) => left + right, 0)
  return front + String((10 - (total % 10)) % 10)
}

function iban(country: string, account: string): string {
  const numeric = Array.from(`${account}${country}00`)
    .map((letter) => parseInt(letter, 36))
    .join('')
  return `${country}${two(98 - Number(BigInt(numeric) % 97n))}${account}`
}

function grouped(number: string, lengths: readonly number[], separator: string): string {
  let position = 0
  return lengths.map((length) => number.slice(position, (position += length))).join(separator)
}

/** As Korean keyboards may write it. */
function fullWidth(text: string): string {
  return text.replace(/[0-9-]/g, (character) =>
    String.fromCharCode((character.codePointAt(0) ?? 0) + 0xfee0),
  )
}

const around: readonly (readonly [string, string])[] = [
  ['', ''],
  ['확인 부탁드립니다: ', ' 입니다.'],
  ['(', ')'],
  ['어제 접수된 건은 ', '로 처리했습니다. 2024년 3월 2일까지 회신 바랍니다.'],
  ['Please check ', ', thank you.'],
  ['1. ', '\n2. 다음 항목'],
  ['값="', '"'],
]

type Maker = {
  readonly kind: string
  readonly make: (random: Random) => string
  /** Words that announce it, where these must be there. */
  readonly announced?: readonly string[]
}

const surnames = [
  '김',
  '이',
  '박',
  '최',
  '정',
  '강',
  '조',
  '윤',
  '장',
  '임',
  '한',
  '오',
  '서',
  '신',
  '권',
]
const given = [
  '민준',
  '서연',
  '길동',
  '영희',
  '철수',
  '지우',
  '하은',
  '도윤',
  '현우',
  '수진',
  '미경',
  '성호',
]

const hosts = ['example.com', 'mail.example.co.kr', 'corp-1.example.org']

const makers: readonly Maker[] = [
  { kind: 'RRN', make: (random) => grouped(resident(random), [6, 7], '-') },
  { kind: 'RRN', make: resident },
  { kind: 'RRN', make: (random) => grouped(resident(random), [6, 7], ' ') },
  { kind: 'RRN', make: (random) => grouped(resident(random), [6, 7], '-\n') },
  { kind: 'RRN', make: (random) => grouped(resident(random), [6, 7], '/') },
  { kind: 'RRN', make: (random) => fullWidth(grouped(resident(random), [6, 7], '-')) },
  { kind: 'RRN', make: (random) => grouped(newResident(random), [6, 7], '-') },
  { kind: 'RRN', make: (random) => grouped(changedResident(random), [6, 7], '-') },
  { kind: 'RRN', make: newResident, announced: ['주민등록번호: ', '주민번호 ', 'RRN '] },
  { kind: 'FRN', make: (random) => grouped(foreigner(random), [6, 7], '-') },
  { kind: 'FRN', make: foreigner },
  { kind: 'BUSINESS_NUMBER', make: (random) => grouped(business(random), [3, 2, 5], '-') },
  { kind: 'BUSINESS_NUMBER', make: business, announced: ['사업자등록번호: ', '사업자번호 '] },
  {
    kind: 'CORPORATE_NUMBER',
    make: (random) => grouped(corporate(random), [6, 7], '-'),
    announced: ['법인등록번호: ', '법인번호 '],
  },
  {
    kind: 'DRIVER_LICENCE',
    make: (random) => grouped(`${11 + random.below(16)}${digits(random, 10)}`, [2, 2, 6, 2], '-'),
  },
  {
    kind: 'DRIVER_LICENCE',
    make: (random) => `${11 + random.below(16)}${digits(random, 10)}`,
    announced: ['운전면허번호: ', '면허 '],
  },
  { kind: 'PASSPORT', make: (random) => `M${3 + random.below(7)}${digits(random, 7)}` },
  {
    kind: 'PASSPORT',
    make: (random) => `M${digits(random, 3)}${random.pick(['A', 'B', 'K'])}${digits(random, 4)}`,
  },
  {
    kind: 'PASSPORT',
    make: (random) => `S${digits(random, 8)}`,
    announced: ['여권번호: ', 'passport '],
  },
  ...['-', '', ' ', '.', '-\n'].map((separator) => ({
    kind: 'PHONE',
    make: (random: Random) => grouped(`010${digits(random, 8)}`, [3, 4, 4], separator),
  })),
  {
    kind: 'PHONE',
    make: (random) => fullWidth(grouped(`010${digits(random, 8)}`, [3, 4, 4], '-')),
  },
  {
    kind: 'PHONE',
    make: (random) => `010-${digits(random, 4)}-${digits(random, 2)}\n${digits(random, 2)}`,
  },
  { kind: 'PHONE', make: (random) => `+82 10-${digits(random, 4)}-${digits(random, 4)}` },
  { kind: 'PHONE', make: (random) => `+82-2-${digits(random, 4)}-${digits(random, 4)}` },
  { kind: 'PHONE', make: (random) => `02-${digits(random, 3)}-${digits(random, 4)}` },
  { kind: 'PHONE', make: (random) => `02)${digits(random, 4)}-${digits(random, 4)}` },
  { kind: 'PHONE', make: (random) => `031 ${digits(random, 3)} ${digits(random, 4)}` },
  { kind: 'PHONE', make: (random) => `070-${digits(random, 4)}-${digits(random, 4)}` },
  { kind: 'PHONE', make: (random) => `0505-${digits(random, 3)}-${digits(random, 4)}` },
  {
    kind: 'PHONE',
    make: (random) => `02${digits(random, 8)}`,
    announced: ['전화: ', 'TEL ', '연락처 '],
  },
  {
    kind: 'ACCOUNT',
    make: (random) => grouped(digits(random, 14), [6, 2, 6], '-'),
    announced: ['국민은행 ', '입금 계좌: ', '농협 계좌번호 '],
  },
  {
    kind: 'ACCOUNT',
    make: (random) => grouped(`11${digits(random, 10)}`, [3, 3, 6], '-'),
    announced: ['신한은행 ', '계좌번호: ', '송금할 곳 '],
  },
  {
    kind: 'ACCOUNT',
    make: (random) => `3333${digits(random, 9)}`,
    announced: ['카카오뱅크 ', '계좌: '],
  },
  {
    kind: 'ACCOUNT',
    make: (random) => grouped(digits(random, 12), [5, 3, 4], '-'),
    announced: ['신한 ', 'KB ', '카뱅 : '],
  },
  {
    kind: 'ACCOUNT',
    make: (random) => grouped(digits(random, 12), [3, 3, 6], ' '),
    announced: ['우리은행 ', '계좌 '],
  },
  { kind: 'CARD', make: (random) => grouped(luhn(`4${digits(random, 14)}`), [4, 4, 4, 4], '-') },
  { kind: 'CARD', make: (random) => luhn(`5${1 + random.below(5)}${digits(random, 13)}`) },
  { kind: 'CARD', make: (random) => grouped(luhn(`94${digits(random, 13)}`), [4, 4, 4, 4], ' ') },
  { kind: 'CARD', make: (random) => grouped(luhn(`37${digits(random, 12)}`), [4, 6, 5], '-') },
  { kind: 'EMAIL', make: (random) => `hong.${digits(random, 3)}+x@${random.pick(hosts)}` },
  { kind: 'EMAIL', make: (random) => `010${digits(random, 8)}@${random.pick(hosts)}` },
  {
    kind: 'IP',
    make: (random) =>
      `${random.pick(['203', '8', '211', '121'])}.${32 + random.below(200)}.${random.below(255)}.${random.below(255)}`,
  },
  { kind: 'IP', make: (random) => `2001:db8:${digits(random, 2)}::${1 + random.below(9)}a` },
  { kind: 'IBAN', make: (random) => iban('DE', digits(random, 18)) },
  {
    kind: 'IBAN',
    make: (random) => grouped(iban('GB', `WEST${digits(random, 14)}`), [4, 4, 4, 4, 4, 2], ' '),
  },
  {
    kind: 'SSN',
    make: (random) =>
      `${100 + random.below(500)}-${10 + random.below(89)}-${1000 + random.below(8999)}`,
  },
  { kind: 'SECRET', make: (random) => `llf_${digits(random, 12)}abcdefghijkl${digits(random, 8)}` },
  { kind: 'SECRET', make: (random) => `sk-proj-${digits(random, 10)}abcdefghijABCDEFGHIJ` },
  { kind: 'SECRET', make: (random) => `AKIA${digits(random, 8)}ABCDEFGH` },
  { kind: 'SECRET', make: (random) => `ghp_${digits(random, 18)}abcdefghijABCDEFGH` },
  {
    kind: 'SECRET',
    make: (random) =>
      `-----BEGIN RSA PRIVATE KEY-----\nMIIE${digits(random, 40)}/+=\n-----END RSA PRIVATE KEY-----`,
  },
  {
    kind: 'NAME',
    make: (random) => random.pick(surnames) + random.pick(given),
    announced: ['성명: ', '이름 : ', '예금주: ', '담당자: '],
  },
]

const titled = ['님', ' 님', '씨', ' 씨', ' 대리', ' 과장', '과장', ' 부장님', ' 팀장이']

/** Each kind in each of its forms, between words and at the ends of a text. */
export function labelledTexts(count: number): readonly LabelledText[] {
  const random = makeRandom(20_261_123)
  const made = makers.flatMap(({ kind, make, announced }) =>
    Array.from({ length: count }, () => {
      const hidden = make(random)
      const [before, after] = random.pick(around)
      const words = announced === undefined ? '' : random.pick(announced)
      // A quotation mark or a bracket would stand between the words and what they announce.
      return announced === undefined
        ? { kind, hidden, text: `${before}${hidden}${after}` }
        : { kind, hidden, text: `${words}${hidden}${after}` }
    }),
  )
  const addressed = Array.from({ length: count * 3 }, () => {
    const hidden = random.pick(surnames) + random.pick(given)
    return { kind: 'NAME', hidden, text: `어제 ${hidden}${random.pick(titled)} 연락 왔습니다.` }
  })
  return [...made, ...addressed]
}

const neighbours: readonly ((random: Random) => string)[] = [
  (random) =>
    `주문번호 20${20 + random.below(7)}${two(1 + random.below(12))}${two(1 + random.below(28))}-${digits(random, 7)}`,
  (random) =>
    `주문 ${two(10 + random.below(10))}${two(1 + random.below(12))}${two(1 + random.below(28))}-3${digits(random, 3)}0`,
  (random) => `order #${digits(random, 10)} was shipped`,
  (random) => `송장 ${digits(random, 12)}`,
  (random) =>
    `2024-${two(1 + random.below(12))}-${two(1 + random.below(28))} 10:${two(random.below(60))}:00`,
  (random) => `2024.${two(1 + random.below(12))}.${two(1 + random.below(28))}. 시행`,
  (random) =>
    `버전 ${random.below(9)}.${random.below(20)}.${random.below(200)}.${random.below(200)}`,
  (random) => `v${random.below(9)}.${random.below(90)}.${random.below(99)}-rc.${random.below(9)}`,
  (random) => `${1 + random.below(999)},${digits(random, 3)},${digits(random, 3)}원`,
  (random) => `$${1 + random.below(99)},${digits(random, 3)}.${digits(random, 2)}`,
  (random) => `민법 제${100 + random.below(900)}조 제${1 + random.below(9)}항`,
  (random) => `대법원 20${10 + random.below(14)}다${digits(random, 5)} 판결`,
  (random) => `개인정보 보호법 제${1 + random.below(70)}조의${1 + random.below(5)}`,
  (random) => `timestamp ${1_600_000_000 + random.below(99_999_999)}`,
  (random) => `${1_600_000_000_000 + random.below(99_999_999_999)} ms`,
  (random) => `id=${digits(random, 20)}`,
  (random) => `550e8400-e29b-41d4-a716-${digits(random, 12)}`,
  (random) => `sha ${digits(random, 8)}abcdef${digits(random, 13)}`,
  (random) => `ISBN 978-89-${digits(random, 4)}-${digits(random, 3)}-${digits(random, 1)}`,
  (random) => `좌표 37.${digits(random, 6)}, 127.${digits(random, 6)}`,
  (random) => `1588-${digits(random, 4)}로 문의`,
  (random) => `M2024${two(1 + random.below(12))}${two(1 + random.below(28))} 회의록`,
  (random) => `부품 S${digits(random, 8)}`,
  (random) => `3.${random.below(9)}.${random.below(9)}.${random.below(9)} 절 참조`,
  (random) => `모델 RTX-${digits(random, 4)}, 포트 ${1024 + random.below(60_000)}`,
  (random) => `우리 회사 ${digits(random, 4)}-${digits(random, 8)} 건, 은행 영업일 2024-03-02`,
  (random) => `2024/03/${two(1 + random.below(28))} 3/4 1/12`,
  (random) => `${10 + random.below(13)}:${two(random.below(60))}:${two(random.below(60))} 기록`,
  (random) => `std::vector<int> a(${random.below(99)}); x::y`,
  (random) => `@team ${random.below(99)}% @ ${random.below(9)}`,
  (random) => `npm install vitest@${random.below(9)}.${random.below(20)}.${random.below(9)}`,
  (random) => `task-list risk-free-${digits(random, 4)}-disk-abcdefghijklmnop`,
  (random) => `10.${random.below(255)}.${random.below(255)}.${32 + random.below(200)} 내부 서버`,
  (random) =>
    `카드 ${grouped(luhn(`4${digits(random, 14)}`), [4, 4, 4, 4], '-')}-${digits(random, 4)}`,
  (random) => `no. ${digits(random, 1)}${grouped(resident(random), [6, 7], '-')}`,
]

const sentences = [
  '주문자님께 안내드립니다. 고객님, 선생님, 사장님, 담당자님 모두 감사합니다.',
  '이번 대리점 계약은 과장 광고와 무관하며 부장 판사가 맡았다.',
  '이름: 서버, 담당자: 미정, 작성자: 정보보안팀',
  '신용장 대금은 이사회 의결 후 사장 결재를 받는다.',
  '이사 비용과 전무한 사례, 상무 위원회, 대표 상품을 정리했다.',
  '고객 서비스 이용자 수가 늘었다. 김치찌개 씨름 대회도 있었다.',
  '연구원님이 정하신 신규 과장급 인사 발령은 미정입니다.',
  '성명은 필수 항목이며 이름은 선택 항목입니다.',
  '서울 남대문 시장 님비 현상, 전주시 대책 회의.',
  '공영주차장 요금은 시부모님과 이용한 고객이 낸다. 이름은 주소로 채우고 신청인은 신청일을 적는다.',
  'postgresql://app:${PASSWORD}@store:5432/app',
  'The version is 12.4 and section 3.2.1 applies; ratio 16:9, 1920x1080.',
]

/** Texts in which nothing may be hidden. */
export function plainTexts(count: number): readonly LabelledText[] {
  const random = makeRandom(1_123_2026)
  const made = neighbours.flatMap((make) =>
    Array.from({ length: count }, () => {
      const [before, after] = random.pick(around.slice(0, 6))
      return { text: `${before}${make(random)}${after}` }
    }),
  )
  return [...made, ...sentences.map((text) => ({ text }))]
}
