// Says in Korean what the terms of a sum are; rules write them in English, and names stay as they are.

const patterns: readonly (readonly [english: RegExp, korean: string])[] = [
  [/^need$/, '필요량'],
  [/^nodes × (\S+)$/, '노드 × $1'],
  [/^switches × (\S+)$/, '스위치 × $1'],
  [/^(\S+) weights ÷ (\d+)$/, '$1 가중치 ÷ $2'],
  [/^(\d+) of (\d+) drives of a set$/, '세트의 드라이브 $2개 가운데 $1개'],
  [
    /^reserve: (\d+) = (\d+) superusers \+ (\d+) Patroni \+ (\d+) exporter \+ (\d+) administration$/,
    '예비: $1 = 슈퍼유저 $2 + Patroni $3 + exporter $4 + 관리 $5',
  ],
]

export function labelInKorean(english: string): string {
  const found = patterns.find(([pattern]) => pattern.test(english))
  return found === undefined ? english : english.replace(...found)
}
