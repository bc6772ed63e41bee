// Says in both languages what is wrong with a YAML text and what to do, in words that are not the library’s.

/** What is wrong with a YAML text. `unknown` is what the library says and nobody here has words for. */
export type YamlFault =
  | 'alias-decorated'
  | 'alias-unresolved'
  | 'anchors-many'
  | 'block-in-brackets'
  | 'bracket-open'
  | 'bracket-stray'
  | 'character-missing'
  | 'colon-missing'
  | 'comma-missing'
  | 'comma-stray'
  | 'dash-missing'
  | 'directive'
  | 'directive-open'
  | 'document-second'
  | 'escape'
  | 'first-character'
  | 'indentation'
  | 'indentation-of-text'
  | 'key-not-text'
  | 'key-on-two-lines'
  | 'key-repeated'
  | 'key-too-long'
  | 'line-break-missing'
  | 'list-as-key'
  | 'list-beside-key'
  | 'map-beside-key'
  | 'name-empty'
  | 'nested-too-deep'
  | 'order'
  | 'quote-open'
  | 'space-after-colon'
  | 'space-after-name'
  | 'space-before-comment'
  | 'structure'
  | 'tab'
  | 'tag'
  | 'tag-of-another-kind'
  | 'tags-many'
  | 'text-behind-value'
  | 'token'
  | 'unknown'

export type YamlSyntax = {
  readonly fault: YamlFault
  /** The bracket, quote, key or sign that it is about; empty where the fault says it all. */
  readonly detail: string
  /** The library’s own words. */
  readonly reason: string
}

type Says = { readonly [F in YamlFault]: (syntax: YamlSyntax) => string }

const english: Says = {
  'alias-decorated': () =>
    'an alias (*) has an anchor (&) or a tag (!) before it; leave the alias alone',
  'alias-unresolved': ({ detail }) =>
    `no anchor &${detail} stands before the alias *${detail}; quote a value that begins with *`,
  'anchors-many': () => 'one value has two anchors (&); keep one',
  'block-in-brackets': () =>
    'brackets hold entries with commas between them, not lines with keys or dashes; add the comma, or drop the brackets',
  'bracket-open': ({ detail }) =>
    `a bracket is not closed by ${detail}, or a line inside it is not indented deeper than its key; close it, and indent its lines`,
  'bracket-stray': ({ detail }) =>
    `${detail} closes a bracket that nothing opens here; remove it, or quote the value`,
  'character-missing': () =>
    'a character is missing here; look at quotes, brackets, commas and spaces around this place',
  'colon-missing': () =>
    'a key without a colon; write `key: value`, or indent the line deeper when it continues the value above',
  'comma-missing': () => 'a comma is missing between entries in brackets; add it',
  'comma-stray': () => 'a comma in brackets has no entry before it; remove it',
  'dash-missing': () =>
    'an entry of a list has no dash; write `- value`, or indent the line deeper',
  directive: () =>
    'this is no directive of YAML; remove the line, or quote a value that begins with %',
  'directive-open': () =>
    'a line `---` is missing between the directive (%) and the document; add it, or remove the directive',
  'document-second': () =>
    'a second document begins here; a file holds one, so remove the line `---`',
  escape: ({ detail }) =>
    `${detail} means nothing between double quotes; double the backslash, or use single quotes`,
  'first-character': ({ detail }) =>
    `a value without quotes cannot begin with ${detail}; quote the whole value`,
  indentation: () =>
    'the indentation does not fit; keys of one map and entries of one list begin at the same column',
  'indentation-of-text': () =>
    'the lines of a text behind | or > are not indented alike; indent all of them deeper than the key, by spaces',
  'key-not-text': () => 'a key is not a text; quote it',
  'key-on-two-lines': () =>
    'a key spans two lines; write the key and its colon on one line, and see that the line above has its colon and its indentation',
  'key-repeated': ({ detail }) =>
    `${detail === '' ? 'a key' : `the key ${detail}`} stands twice in one map; keep one`,
  'key-too-long': () => 'a key is longer than 1,024 characters; shorten it',
  'line-break-missing': () =>
    'a map or a list cannot begin on this line; begin it on the next line, indented',
  'list-as-key': () =>
    'a list stands where a key belongs; give the entries of a list the same indentation',
  'list-beside-key': () =>
    'a list cannot begin on the line of its key; begin it on the next line, or quote the value',
  'map-beside-key': () =>
    'a line has two keys; quote a value that has a colon in it, or begin the map on the next line, indented',
  'name-empty': () => '* or & without a name; quote a value that begins with such a sign',
  'nested-too-deep': () => 'the document is nested too deep to be read; make it flatter',
  order: () => 'an anchor (&) or a tag (!) stands before -, ? or :; put it behind',
  'quote-open': ({ detail }) =>
    `a quote is not closed; put ${detail} at the end of the value, and indent its lines deeper than the key`,
  'space-after-colon': () => 'a space is missing behind the colon; add it before the value',
  'space-after-name': () =>
    'a space is missing behind a tag (!) or an anchor (&); add it, or quote the value',
  'space-before-comment': () =>
    'a space is missing before #; add it before a comment, or quote a value that has # in it',
  structure: () =>
    'the structure cannot be made out; look at the signs and the indentation of this line and the one above',
  tab: () => 'a tab stands in the indentation; use spaces',
  tag: () => 'this tag (!) means nothing here; remove it, or quote a value that begins with !',
  'tag-of-another-kind': () => 'the tag (!) does not fit the value behind it; remove it',
  'tags-many': () => 'one value has two tags (!); keep one',
  'text-behind-value': () =>
    'text follows where the value has ended; quote the whole value, or correct the indentation',
  token: () =>
    'this cannot stand here; quote it when it belongs to a value, and remove it otherwise',
  unknown: ({ reason }) => reason,
}

const korean: Says = {
  'alias-decorated': () => '별칭(*) 앞에는 앵커(&)나 태그(!)를 붙일 수 없습니다. 별칭만 남기세요',
  'alias-unresolved': ({ detail }) =>
    `별칭 *${detail} 앞에 앵커 &${detail} 선언이 없습니다. *로 시작하는 값이라면 따옴표로 감싸세요`,
  'anchors-many': () => '값 하나에 앵커(&)가 두 개 있습니다. 하나만 남기세요',
  'block-in-brackets': () =>
    '괄호 안에서는 항목을 쉼표로 나눠야 합니다. 쉼표를 넣거나, 괄호를 빼고 줄로 나눠 쓰세요',
  'bracket-open': ({ detail }) =>
    `닫는 괄호 ${detail} 기호가 없거나, 괄호 안의 줄이 키보다 깊게 들여쓰여 있지 않습니다. 괄호를 닫고 들여쓰기를 맞추세요`,
  'bracket-stray': ({ detail }) =>
    `닫는 괄호 ${detail} 기호에 짝이 되는 여는 괄호가 없습니다. 지우거나, 값의 일부라면 따옴표로 감싸세요`,
  'character-missing': () =>
    '여기에 필요한 문자가 빠졌습니다. 앞뒤의 따옴표, 괄호, 쉼표, 공백을 확인하세요',
  'colon-missing': () =>
    '키 뒤에 콜론(:)이 없습니다. `키: 값`으로 쓰고, 윗줄에서 이어지는 값이면 더 깊게 들여쓰세요',
  'comma-missing': () => '괄호 안의 항목 사이에 쉼표가 없습니다. 쉼표를 넣으세요',
  'comma-stray': () => '괄호 안에서 쉼표 앞에 항목이 없습니다. 쉼표를 지우세요',
  'dash-missing': () =>
    '목록 항목 앞에 붙임표(-)가 없습니다. `- 값`으로 쓰고, 윗줄에서 이어지는 값이면 더 깊게 들여쓰세요',
  directive: () =>
    'YAML에 없는 지시문입니다. 이 줄을 지우거나, %로 시작하는 값이라면 따옴표로 감싸세요',
  'directive-open': () =>
    '지시문(%)과 문서 사이에 `---` 줄이 없습니다. 줄을 넣거나 지시문을 지우세요',
  'document-second': () =>
    '여기에서 두 번째 문서가 시작됩니다. 파일 하나에는 문서를 하나만 쓸 수 있으니 `---` 줄을 지우세요',
  escape: ({ detail }) =>
    `큰따옴표 안에서 ${detail} 이스케이프는 쓸 수 없습니다. 역슬래시를 두 번 쓰거나 작은따옴표를 쓰세요`,
  'first-character': ({ detail }) =>
    `따옴표 없는 값의 첫 글자로 ${detail} 기호를 쓸 수 없습니다. 값 전체를 따옴표로 감싸세요`,
  indentation: () =>
    '들여쓰기가 맞지 않습니다. 같은 맵의 키와 같은 목록의 항목은 같은 열에서 시작해야 합니다',
  'indentation-of-text': () =>
    '|나 > 뒤에 오는 여러 줄 텍스트의 들여쓰기가 고르지 않습니다. 모든 줄을 키보다 깊게, 공백으로 들여쓰세요',
  'key-not-text': () => '키가 문자열이 아닙니다. 따옴표로 감싸세요',
  'key-on-two-lines': () =>
    '키가 두 줄에 걸쳐 있습니다. 키와 콜론을 한 줄에 쓰고, 윗줄의 콜론과 들여쓰기를 확인하세요',
  'key-repeated': ({ detail }) =>
    `${detail === '' ? '같은' : detail} 키가 한 맵에 두 번 있습니다. 하나만 남기세요`,
  'key-too-long': () => '키가 1,024자를 넘습니다. 줄이세요',
  'line-break-missing': () =>
    '이 줄에서 맵이나 목록을 시작할 수 없습니다. 다음 줄에서 들여쓰기로 시작하세요',
  'list-as-key': () => '키가 올 자리에 목록이 있습니다. 같은 목록의 항목은 똑같이 들여쓰세요',
  'list-beside-key': () =>
    '키와 같은 줄에서 목록을 시작할 수 없습니다. 다음 줄에서 시작하거나, 값이라면 따옴표로 감싸세요',
  'map-beside-key': () =>
    '한 줄에 키가 두 개 있습니다. 콜론이 든 값은 따옴표로 감싸고, 맵이라면 다음 줄에서 들여쓰기로 시작하세요',
  'name-empty': () => '*나 & 뒤에 이름이 없습니다. 이런 기호로 시작하는 값이라면 따옴표로 감싸세요',
  'nested-too-deep': () => '중첩이 너무 깊어 읽을 수 없습니다. 구조를 얕게 바꾸세요',
  order: () => '앵커(&)나 태그(!)가 -, ?, : 기호 앞에 있습니다. 기호 뒤로 옮기세요',
  'quote-open': ({ detail }) =>
    `따옴표가 닫히지 않았습니다. 값 끝에 ${detail} 기호를 넣고, 값이 여러 줄이면 키보다 깊게 들여쓰세요`,
  'space-after-colon': () => '콜론 뒤에 공백이 없습니다. 값 앞에 공백을 넣으세요',
  'space-after-name': () =>
    '태그(!)나 앵커(&) 뒤에 공백이 없습니다. 공백을 넣거나, 값이라면 따옴표로 감싸세요',
  'space-before-comment': () =>
    '# 앞에 공백이 없습니다. 주석이면 공백을 넣고, #이 든 값이면 따옴표로 감싸세요',
  structure: () => '구조를 알아볼 수 없습니다. 이 줄과 윗줄의 기호와 들여쓰기를 확인하세요',
  tab: () => '들여쓰기에 탭이 있습니다. 공백으로 바꾸세요',
  tag: () => '여기에서 쓸 수 없는 태그(!)입니다. 지우거나, !로 시작하는 값이라면 따옴표로 감싸세요',
  'tag-of-another-kind': () => '태그(!)와 뒤에 오는 값의 종류가 다릅니다. 태그를 지우세요',
  'tags-many': () => '값 하나에 태그(!)가 두 개 있습니다. 하나만 남기세요',
  'text-behind-value': () =>
    '값이 끝난 뒤에 글자가 이어집니다. 값 전체를 따옴표로 감싸거나 들여쓰기를 고치세요',
  token: () => '여기에 올 수 없는 기호입니다. 값의 일부라면 따옴표로 감싸고, 아니면 지우세요',
  unknown: ({ reason }) => reason,
}

export const yamlFaultEnglish = (syntax: YamlSyntax): string => english[syntax.fault](syntax)
export const yamlFaultKorean = (syntax: YamlSyntax): string => korean[syntax.fault](syntax)
