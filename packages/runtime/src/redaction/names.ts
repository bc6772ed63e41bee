// Recognises Korean names where a label or a form of address says that one stands there, and plates of vehicles.

import {
  groupBy,
  isDigitCode,
  isHangulCode,
  isWordCode,
  type Recogniser,
  type Span,
  words,
} from './recogniser.js'

const surnames = new Set(
  '김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부가복태목형피두감호음빈동온시',
)
const compoundSurnames = new Set(['남궁', '황보', '제갈', '사공', '선우', '서문', '독고', '동방'])

/** Syllables that given names are made of: a word with another one is no name. */
const givenSyllables = new Set(
  '가강건겸경계고관광교구국군권규균근금기길나남노다단달담대덕도동두라란람래려련례로루리린림마만매명모목무문미민바방백범별병보복봉부빈사산삼상새샘서석선설섭성세소솔송수숙순숭슬승시식신실심아안애양어언여연열영예오옥온완용우욱운웅원월위유육윤율은을의이익인일임자장재전정제조종주준중지진찬창채천철청초춘충치태택평필하학한해향헌혁현형혜호홍화환활황회효훈휘희흠',
)

/** Words that would pass for names: people by what they do. */
const notNames = new Set(
  '주문자 구매자 신청자 이용자 담당자 관리자 작성자 사용자 연구자 기술자 지원자 소유자 책임자 전문가 신청인 대리인 관리인 보증인 조합원 임직원 상담원 안내원 연구원 공무원 회사원 종업원 변호사 간호사 회계사 세무사 기관사 조종사 조합장 위원장 연구소 사무소 사무실 고객사 협력사 제조사 시공사 주치의 전공의 공동체 이사회 위원회 운영진 정회원 유저명 하나님 선생님 어머님 아버님 도련님 서비스 시스템 주임님 유관부 기획사 방문자 이해관 원고인 피고인 고소인 피해자 가해자 보호자 임차인 임대인 채무자 채권자 대표자 신고자 기부자 후원자 수신자 발신자 동거인 유지보 정보원 전도사 한의사 의전원 조리사 영양사 보육사 기록원 조부모 시부모 외조부 공영주 국민은 신청일 신고일 유공자 고령자 장애인 외국인 한국인 미국인 중국인 일본인 지인분'.split(
    ' ',
  ),
)

/** Names that end so are those of women of a certain age; else the last syllable makes a word for people. */
const beforeJa = new Set('영순미정말경명옥숙춘복금희애')
/** `이용한 고객` is a customer who used something: verbs that begin like a name. */
const verbs = new Set(
  '이용 신청 신고 선정 지정 제공 공유 안내 주관 인정 전달 추천 고용 채용 임용 전공 주최 주문 서명 구성 조성 조정 조사 정리 제정 제한 진행 기재 선임 위임 방문 변경 신설 유지 성공 심사 선택'.split(
    ' ',
  ),
)

function isWord(name: string): boolean {
  if (notNames.has(name)) return true
  if (name.endsWith('자')) return !beforeJa.has(name.charAt(1))
  return name.endsWith('한') && verbs.has(name.slice(0, 2))
}

const nameLength = 3

/** How many syllables from the place are a name: 0 for none. Names of two syllables need more than a title to be told. */
function nameLengthAt(text: string, start: number, isLabelled: boolean): number {
  const compound = compoundSurnames.has(text.slice(start, start + 2))
  if (compound && isGiven(text, start + 2) && isGiven(text, start + 3)) return 4
  if (!surnames.has(text.charAt(start)) || !isGiven(text, start + 1)) return 0
  const hasThird = isGiven(text, start + 2)
  if (hasThird && isWord(text.slice(start, start + nameLength))) return 0
  if (hasThird) return nameLength
  if (!isLabelled || labels.includes(text.slice(start, start + 2))) return 0
  return isHangulCode(text.charCodeAt(start + 2)) ? 0 : 2
}

function isGiven(text: string, index: number): boolean {
  return givenSyllables.has(text.charAt(index))
}

const titles = words(
  '님 씨 대리 과장 차장 부장 팀장 실장 본부장 주임 사원 계장 이사 상무 전무 사장 부사장 회장 대표 센터장 지점장 원장 소장 책임 선임 ' +
    '수석 매니저 교수 박사 선생 변호사 간호사 의원 고객',
)
/** What may follow a name or its title: the end of the word, or a particle. */
const ending =
  /(?:님|씨|께서|께|에게서?|한테|이라고?|라고|입니다|이며|이고|이다|이에요|예요|으로|로|은|는|이|가|을|를|의|와|과|도|만)?(?:님|은|는|이|가|을|를|의|께|도|과|와)?(?![가-힣])/y

function isEnd(text: string, index: number): boolean {
  ending.lastIndex = index
  return ending.test(text)
}

/** Whether a name may end here: with its word, before a particle or before a title. */
export function isEndOfName(text: string, index: number): boolean {
  return isEnd(text, index) || isTitled(text, index)
}

const titlesByFirst = groupBy(titles, (title) => title.charAt(0))

function findBeforeTitle(text: string, index: number): Span | undefined {
  const end = text.charAt(index - 1) === ' ' ? index - 1 : index
  if (!isHangulCode(text.charCodeAt(end - 1)) || !isHangulCode(text.charCodeAt(end - 3))) return
  const title = titlesByFirst
    .get(text.charAt(index))
    ?.find((word) => text.startsWith(word, index) && isEnd(text, index + word.length))
  // 주차장, 승차장: where cars stand.
  if (title === undefined || (title === '차장' && end === index && text.charAt(end - 1) === '주')) {
    return undefined
  }
  return [4, nameLength]
    .map((length) => ({ start: end - length, end }))
    .find(
      ({ start }) =>
        start >= 0 &&
        !isHangulCode(text.charCodeAt(start - 1)) &&
        nameLengthAt(text, start, false) === end - start,
    )
}

const labels = words(
  '성명 성함 이름 예금주 대표자 담당자 작성자 신청인 신청자 고객명 환자명 직원명 사원명 피보험자 계약자 보호자 수령인 수취인 발신인 임차인 ' +
    '임대인 매도인 매수인 원고 피고 피고인 환자 근로자 참석자',
)
const labelsByFirst = groupBy(labels, (label) => label.charAt(0))
/** `성명: `, `이름(한글): `, `이름은 `: a label must be closed, or any sentence would do. */
const closed = /(?:명|의 성명)?(?:\([^()\n]{1,6}\))?\\?["']?[ \t]{0,3}[:=|][ \t|"'\\]{0,4}/y
const sentence = /은 |는 /y
/** A sentence that only says the name, for `이름은` begins many others. */
const copula = /(?:님|씨)?(?:입니다|이고|고|이며|며|이다|이에요|예요|이라고|라고)(?![가-힣])/y
const spaced = /[가-힣] {1,2}[가-힣] {1,2}[가-힣](?![가-힣])/y

function findAfterLabel(text: string, index: number): Span | undefined {
  const label = labelsByFirst.get(text.charAt(index))?.find((word) => text.startsWith(word, index))
  if (label === undefined) return undefined
  closed.lastIndex = index + label.length
  if (!closed.test(text)) return findInSentence(text, index + label.length, label)
  const start = closed.lastIndex
  const length = nameLengthAt(text, start, true)
  if (length > 0 && isEndOfName(text, start + length)) return { start, end: start + length }
  spaced.lastIndex = start
  const found = spaced.exec(text)?.[0]
  if (found === undefined || nameLengthAt(found.replaceAll(' ', ''), 0, true) === 0) return
  return { start, end: start + found.length }
}

function findInSentence(text: string, index: number, label: string): Span | undefined {
  sentence.lastIndex = index
  if (!['성명', '성함', '이름'].includes(label) || !sentence.test(text)) return undefined
  const start = sentence.lastIndex
  const end = start + nameLengthAt(text, start, false)
  copula.lastIndex = end
  return end > start && copula.test(text) ? { start, end } : undefined
}

function isTitled(text: string, index: number): boolean {
  return (
    titlesByFirst.get(text.charAt(index))?.some((word) => text.startsWith(word, index)) ?? false
  )
}

const plateSyllables =
  '가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자허하호배'
const plate = new RegExp(`[${plateSyllables}] ?\\d{4}(?!\\d)`, 'y')

/** `12가 3456` and `123가3456`; the place is the syllable. */
function findPlate(text: string, index: number): Span | undefined {
  if (!isDigitCode(text.charCodeAt(index - 1)) || !isDigitCode(text.charCodeAt(index - 2))) return
  plate.lastIndex = index
  if (!plate.test(text)) return undefined
  const end = plate.lastIndex
  const start = isDigitCode(text.charCodeAt(index - 3)) ? index - 3 : index - 2
  const left = text.charCodeAt(start - 1)
  return isWordCode(left) || /[.,제]/.test(text.charAt(start - 1)) ? undefined : { start, end }
}

export const names: readonly Recogniser[] = [
  { kind: 'NAME', triggers: [...titlesByFirst.keys()].join(''), find: findBeforeTitle },
  { kind: 'NAME', triggers: [...labelsByFirst.keys()].join(''), find: findAfterLabel },
  { kind: 'PLATE', triggers: plateSyllables, find: findPlate },
]
