// Writes the three files of the analyzer: its languages, their models, and what it recognizes.

import { printYaml, type FileMount, type JsonObject } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { languagesOf } from './versions.js'

const folder = '/etc/presidio'

export const fileVariables = {
  ANALYZER_CONF_FILE: [`${folder}/analyzer.yaml`],
  NLP_CONF_FILE: [`${folder}/models.yaml`],
  RECOGNIZER_REGISTRY_CONF_FILE: [`${folder}/recognizers.yaml`],
} as const

export function analyzerFiles(context: Context): readonly FileMount[] {
  const file = (name: string, content: JsonObject): FileMount => ({
    path: `${folder}/${name}.yaml`,
    content: [printYaml(content)],
  })
  const languages = languagesOf(context)
  return [
    file('analyzer', { supported_languages: languages, default_score_threshold: 0 }),
    file('models', modelsOf(languages)),
    file('recognizers', recognizersOf(languages)),
  ]
}

const models: { readonly [language: string]: string } = {
  ko: 'ko_core_news_lg',
  en: 'en_core_web_lg',
}

/** English labels come from OntoNotes and Korean ones, of two letters, from KLUE. */
const modelsOf = (languages: readonly string[]): JsonObject => ({
  nlp_engine_name: 'spacy',
  models: languages.map((language) => ({
    lang_code: language,
    model_name: models[language] ?? '',
  })),
  ner_model_configuration: {
    model_to_presidio_entity_mapping: {
      PERSON: 'PERSON',
      PS: 'PERSON',
      GPE: 'LOCATION',
      LOC: 'LOCATION',
      FAC: 'LOCATION',
      LC: 'LOCATION',
      ORG: 'ORGANIZATION',
      OG: 'ORGANIZATION',
      DATE: 'DATE_TIME',
      TIME: 'DATE_TIME',
      DT: 'DATE_TIME',
      TI: 'DATE_TIME',
    },
    low_confidence_score_multiplier: 0.4,
    low_score_entity_names: ['ORGANIZATION'],
    labels_to_ignore: ['CARDINAL', 'ORDINAL', 'PERCENT', 'QUANTITY', 'MONEY', 'QT'],
  },
})

/** Recognizers of the program that hold in every language. */
const general = ['CreditCardRecognizer', 'EmailRecognizer', 'IbanRecognizer', 'IpRecognizer']

/** Recognizers of Korean numbers that a file can ask for; both judge the digits and not their form alone. */
const registrations: { readonly [recognizer: string]: readonly string[] } = {
  KrRrnRecognizer: ['주민등록번호', '주민번호'],
  KrFrnRecognizer: ['외국인등록번호', '외국인번호'],
}

function recognizersOf(languages: readonly string[]): JsonObject {
  return {
    supported_languages: languages,
    global_regex_flags: 26,
    recognizers: [
      ...general.map((name) => ({ name, supported_languages: languages, type: 'predefined' })),
      ...Object.entries(registrations).map(([name, words]) => ({
        name,
        type: 'predefined',
        supported_languages: spoken(languages, words),
      })),
      ...numbers.map(({ name, entity, words, patterns }) => ({
        name,
        type: 'custom',
        supported_languages: spoken(languages, words),
        supported_entity: entity,
        patterns,
      })),
    ],
  }
}

/** Words that make a number more likely stand near it in Korean texts alone. */
const spoken = (languages: readonly string[], words: readonly string[]): readonly JsonObject[] =>
  languages.map((language) => ({ language, ...(language === 'ko' ? { context: words } : {}) }))

type Numbers = {
  readonly name: string
  readonly entity: string
  readonly words: readonly string[]
  readonly patterns: readonly {
    readonly name: string
    readonly regex: string
    readonly score: number
  }[]
}

/**
 * Numbers found by their form. The program has recognizers of businesses, licences and passports too, but those take no
 * name, which it hands to every recognizer of a file, so that it would not start. Its recognizer of telephones has eight
 * regions, and Korea is none of them.
 */
const numbers: readonly Numbers[] = [
  {
    name: 'KoreanBusinessRecognizer',
    entity: 'KR_BRN',
    words: ['사업자등록번호', '사업자번호', '사업자'],
    patterns: [{ name: 'business', regex: '(?<!\\d)\\d{3}-\\d{2}-\\d{5}(?!\\d)', score: 0.3 }],
  },
  {
    name: 'KoreanLicenceRecognizer',
    entity: 'KR_DRIVER_LICENSE',
    words: ['운전면허', '면허번호'],
    patterns: [
      {
        name: 'licence',
        regex: '(?<!\\d)(?:1[1-9]|2[0-68])-\\d{2}-\\d{6}-\\d{2}(?!\\d)',
        score: 0.5,
      },
    ],
  },
  {
    name: 'KoreanPassportRecognizer',
    entity: 'KR_PASSPORT',
    words: ['여권번호', '여권'],
    patterns: [
      {
        name: 'passport',
        regex: '(?<![A-Za-z0-9])[DGMORS](?:\\d{8}|\\d{3}[A-Z]\\d{4})(?![A-Za-z0-9])',
        score: 0.3,
      },
    ],
  },
  {
    name: 'KoreanPhoneRecognizer',
    entity: 'PHONE_NUMBER',
    words: ['전화', '연락처', '휴대폰', '핸드폰'],
    patterns: [
      {
        name: 'mobile',
        regex: '(?<!\\d)(?:\\+82[- .]?|0)1[016789][- .]?\\d{3,4}[- .]?\\d{4}(?!\\d)',
        score: 0.6,
      },
      {
        name: 'fixed',
        regex: '(?<!\\d)(?:\\+82[- .]?|0)(?:2|[3-6]\\d|70)[- .]\\d{3,4}[- .]\\d{4}(?!\\d)',
        score: 0.4,
      },
    ],
  },
]
