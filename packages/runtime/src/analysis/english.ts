// Stems English words by the published rules of Porter2, so that `travelling` finds `travel`.

const vowels = 'aeiouy'
const doubles = ['bb', 'dd', 'ff', 'gg', 'mm', 'nn', 'pp', 'rr', 'tt']

/** Words whose stem the rules would get wrong; an entry that maps to itself has none. */
const exceptions: ReadonlyMap<string, string> = new Map([
  ['skis', 'ski'],
  ['skies', 'sky'],
  ['dying', 'die'],
  ['lying', 'lie'],
  ['tying', 'tie'],
  ['idly', 'idl'],
  ['gently', 'gentl'],
  ['ugly', 'ugli'],
  ['early', 'earli'],
  ['only', 'onli'],
  ['singly', 'singl'],
  ...['sky', 'news', 'howe', 'atlas', 'cosmos', 'bias', 'andes'].map((word): [string, string] => [
    word,
    word,
  ]),
])

const finalAfterPlural = new Set(
  'inning outing canning herring earring proceed exceed succeed'.split(' '),
)

type Rules = readonly (readonly [suffix: string, replacement: string])[]

const longestFirst = (rules: Rules): Rules =>
  [...rules].toSorted((left, right) => right[0].length - left[0].length)

const nounAndAdverbRules = longestFirst([
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['abli', 'able'],
  ['entli', 'ent'],
  ['izer', 'ize'],
  ['ization', 'ize'],
  ['ational', 'ate'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['alli', 'al'],
  ['fulness', 'ful'],
  ['ousli', 'ous'],
  ['ousness', 'ous'],
  ['iveness', 'ive'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
  ['bli', 'ble'],
  ['ogi', 'og'],
  ['fulli', 'ful'],
  ['lessli', 'less'],
  ['li', ''],
])

const adjectiveRules = longestFirst([
  ['tional', 'tion'],
  ['ational', 'ate'],
  ['alize', 'al'],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
  ['ative', ''],
])

const lastSuffixes = longestFirst(
  'al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion'
    .split(' ')
    .map((suffix) => [suffix, ''] as const),
)

/** The stem of a word in lower case; words of one or two letters and of other alphabets are their own. */
export function stemEnglish(original: string): string {
  const bare = original.replace(/^'/, '').replaceAll('’', "'")
  if (bare.length < 3 || !/^[a-z']+$/.test(bare)) return original
  const exception = exceptions.get(bare)
  if (exception !== undefined) return exception
  const word = withoutPlural(markConsonants(bare).replace(/'(?:s'?)?$/, ''))
  if (finalAfterPlural.has(word)) return word.toLowerCase()
  const { first, second } = regionsOf(word)
  const steps = [
    withoutPastAndGerund,
    withFinalI,
    byRules(nounAndAdverbRules, first, isNounOrAdverb),
    byRules(adjectiveRules, first, (suffix, stem) => suffix !== 'ative' || stem.length >= second),
    withoutLastSuffix(second),
    withoutFinalE,
  ]
  return steps.reduce((stem, step) => step(stem, first, second), word).toLowerCase()
}

/** A `y` that begins a word or follows a vowel is a consonant, written `Y` until the end. */
const markConsonants = (word: string): string => word.replaceAll(/(^|[aeiouy])y/g, '$1Y')

const isVowel = (letter: string | undefined): boolean =>
  letter !== undefined && vowels.includes(letter)

function regionsOf(word: string): { readonly first: number; readonly second: number } {
  const prefix = /^(?:gener|commun|arsen|past|univers|later|emerg|organ|inter)/.exec(word)
  const first = prefix?.[0].length ?? regionAfter(word, 0)
  return { first, second: regionAfter(word, first) }
}

/** Where what follows the first consonant after a vowel begins. */
function regionAfter(word: string, from: number): number {
  for (let at = from + 1; at < word.length; at += 1) {
    if (isVowel(word[at - 1]) && !isVowel(word[at])) return at + 1
  }
  return word.length
}

function withoutPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2)
  if (/(?:ied|ies)$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1)
  if (/(?:us|ss)$/.test(word) || !word.endsWith('s')) return word
  return /[aeiouy]/.test(word.slice(0, -2)) ? word.slice(0, -1) : word
}

function withoutPastAndGerund(word: string, first: number): string {
  const agreed = /(?:eed|eedly)$/.exec(word)
  if (agreed !== null) {
    return agreed.index >= first ? `${word.slice(0, agreed.index)}ee` : word
  }
  const ending = /(?:ingly|edly|ing|ed)$/.exec(word)
  if (ending === null) return word
  const stem = word.slice(0, ending.index)
  if (ending[0] === 'ing' && /^[^aeiouy]y$/.test(stem)) return `${stem.slice(0, -1)}ie`
  return /[aeiouy]/.test(stem) ? repaired(stem, first) : word
}

function repaired(stem: string, first: number): string {
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`
  if (doubles.includes(stem.slice(-2))) {
    return /^[aeo](?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(stem) ? stem : stem.slice(0, -1)
  }
  return stem.length <= first && endsInShortSyllable(stem) ? `${stem}e` : stem
}

const endsInShortSyllable = (word: string): boolean =>
  /(?:^|[^aeiouy])[aeiouy][^aeiouywxY]$/.test(word) ||
  /^[aeiouy][^aeiouy]$/.test(word) ||
  word === 'past'

const withFinalI = (word: string): string =>
  /.[^aeiouy][yY]$/.test(word) ? `${word.slice(0, -1)}i` : word

const byRules =
  (rules: Rules, from: number, isAllowed: (suffix: string, stem: string) => boolean) =>
  (word: string): string => {
    const rule = rules.find(([suffix]) => word.endsWith(suffix))
    if (rule === undefined) return word
    const stem = word.slice(0, -rule[0].length)
    return stem.length >= from && isAllowed(rule[0], stem) ? stem + rule[1] : word
  }

function isNounOrAdverb(suffix: string, stem: string): boolean {
  if (suffix === 'ogi') return stem.endsWith('l')
  return suffix !== 'li' || /[cdeghkmnrt]$/.test(stem)
}

const withoutLastSuffix = (second: number) =>
  byRules(lastSuffixes, second, (suffix, stem) => suffix !== 'ion' || /[st]$/.test(stem))

function withoutFinalE(word: string, first: number, second: number): string {
  const stem = word.slice(0, -1)
  if (word.endsWith('e')) {
    const isSilent = stem.length >= second || (stem.length >= first && !endsInShortSyllable(stem))
    return isSilent ? stem : word
  }
  return word.endsWith('ll') && stem.length >= second ? stem : word
}
