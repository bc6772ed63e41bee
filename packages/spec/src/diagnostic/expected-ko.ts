// Says in Korean what a setting expects; the schemas say it in English.

const types: { readonly [english: string]: string } = {
  string: '문자열',
  number: '숫자',
  int: '정수',
  boolean: 'true 또는 false',
  object: '맵',
  record: '맵',
  array: '목록',
  list: '목록',
  null: 'null',
  'another form': '다른 형식',
}

const phrases: { readonly [english: string]: string } = {
  'an amount such as 72GiB or 4TB': '72GiB, 4TB 같은 용량',
  'threads such as 2, 1.5 or 500m': '2, 1.5, 500m 같은 CPU 수',
  'a duration such as 250ms, 5s, 1h30m or 30d': '250ms, 5s, 1h30m, 30d 같은 기간',
  'shares that come to 100%': '합이 100%인 비율',
  'more than 0': '0보다 큰 값',
  'a percentage such as 99.9%': '99.9% 같은 백분율',
  'a name that no programming language reserves': '프로그래밍 언어의 예약어가 아닌 이름',
  'lower-case letters, digits and dashes, such as llmflow':
    'llmflow처럼 소문자, 숫자, 붙임표로 된 이름',
  'lower-case letters, digits, dots and dashes': '소문자, 숫자, 점, 붙임표로 된 이름',
  'a DNS name in lower case': '소문자로 된 DNS 이름',
  'a host such as harbor.example.com': 'harbor.example.com 같은 호스트',
  'a range such as 10.40.0.0/24': '10.40.0.0/24 같은 주소 대역',
  'an IPv4 address such as 10.40.0.11': '10.40.0.11 같은 IPv4 주소',
  'a minor version such as 1.29': '1.29 같은 마이너 버전',
  'a name of letters, digits and underscores, such as LOG_LEVEL':
    'LOG_LEVEL처럼 영문자, 숫자, 밑줄로 된 이름',
  'a label such as llmflow.io/workload-type': 'llmflow.io/workload-type 같은 레이블',
  'letters, digits, dashes, dots and underscores': '영문자, 숫자, 붙임표, 점, 밑줄',
  'a quantity such as 100, 500m or 200Gi': '100, 500m, 200Gi 같은 수량',
  'Invalid IPv4 address': 'IPv4 주소',
  'Invalid URL': 'URL',
}

/** `string or number` as `문자열 또는 숫자`. */
export function expectedType(english: string): string {
  return english
    .split(' or ')
    .map((type) => types[type] ?? type)
    .join(' 또는 ')
}

export function expectedValue(english: string): string {
  const [, bound = '', limit = ''] = /^at (most|least) (.+)$/.exec(english) ?? []
  if (limit !== '') return `${limit} ${bound === 'most' ? '이하' : '이상'}`
  return phrases[english] ?? english
}
