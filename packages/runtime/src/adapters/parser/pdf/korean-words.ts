// Whether a Korean word was parted at the end of a line: Korean is often broken between any two syllables, without a hyphen.

const hangul = /\p{Script=Hangul}/u

/** Syllables that stand alone as words, and so end a line without asking for more. */
const alone = new Set(
  '이 그 저 각 본 및 등 수 것 한 두 세 네 전 후 더 또 매 총 약 제 당 타 내 외 위 중 시 때 곳 데 바 년 월 일 명 개 원 건 회 항 호 조 장 절 할 될 된 못 안 잘 꼭 단 즉 다 왜 몇 첫 새 옛 온 갖 맨 만 억 천 백 십 줄 뿐 채 척 듯'.split(
    ' ',
  ),
)

/** Particles and endings, which never begin a word. */
const bound = new Set(
  '을 를 은 는 의 에 로 와 과 도 만 가 로서 로써 으로 으로서 에서 에게 에는 에도 부터 까지 보다 처럼 마다 조차 라도 이나 이며 이고 하고 하며 하여 하는 한다 된다 되는 되며 되어 이다 다 며 고 여 서 면 니다 습니다 합니다 입니다 하여야 되어야'.split(
    ' ',
  ),
)

const lettersOf = (word: string): string => word.replaceAll(/[\p{P}\p{S}]+/gu, '')

/** The words of a text, without signs. */
export function wordsIn(text: string): readonly string[] {
  return text
    .split(/\s+/)
    .map(lettersOf)
    .filter((word) => hangul.test(word))
}

/** True when the end of the one and the beginning of the other line are one word, by the words of the document. */
export function isOneWord(above: string, below: string, words: ReadonlySet<string>): boolean {
  if (!/\p{Script=Hangul}$/u.test(above) || !/^\p{Script=Hangul}/u.test(below)) return false
  const before = lettersOf(/\S+$/.exec(above)?.[0] ?? '')
  const after = lettersOf(/^\S+/.exec(below)?.[0] ?? '')
  if (words.has(before + after)) return !(words.has(before) && words.has(after))
  if (bound.has(after)) return true
  return before.length === 1 && !alone.has(before)
}
