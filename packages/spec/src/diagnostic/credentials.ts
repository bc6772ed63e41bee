// Lists the findings about values that nobody may commit and the folder that keeps them, with facts and words.

import type { Bilingual } from '../plan/recovery.js'
import type { Severity } from './diagnostic.js'
import { object, subject, topic } from './particles.js'
import type { Wording } from './words.js'

/** Why the kept values cannot be read. */
export type StoreFault =
  | 'not-json'
  | 'not-credentials'
  | 'other-version'
  /** Encrypted, and nothing was given to open it. */
  | 'no-key'
  | 'wrong-key'
  /** An encrypted document and a plain one beside it. */
  | 'twice'
  /** What is to be able to read it is no recipient of age. */
  | 'no-recipient'

/** Why a value is too easily guessed, or no value for its purpose. */
export type Weakness = 'short' | 'repeated' | 'well-known' | 'form' | 'empty'

/** Why a value does not get another one. */
export type RotationHindrance =
  | 'rewrites'
  | 'never'
  | 'given'
  | 'pending'
  | 'no-previous'
  | 'no-value'

export type CredentialParams = {
  'security/credential-missing': {
    readonly secret: string
    readonly key: string
    readonly purpose: string
    /** Whether only people know it; LLMFlow makes the others. */
    readonly isGiven: boolean
  }
  'security/credential-weak': {
    readonly secret: string
    readonly key: string
    readonly weakness: Weakness
    /** The form and length that the plan asks for. */
    readonly expected: string
  }
  'security/credential-unused': { readonly secret: string; readonly key: string }
  'security/credential-old': {
    readonly secret: string
    readonly key: string
    readonly days: number
    readonly limit: number
  }
  /** The value of a secret in a file that is not the store. */
  'security/credential-leaked': {
    readonly secret: string
    readonly key: string
    readonly file: string
  }
  'security/rotation-refused': {
    readonly secret: string
    readonly key: string
    readonly hindrance: RotationHindrance
    /** What would happen, for `rewrites` and `never`. */
    readonly reason: Bilingual
  }
  'security/store-exposed': { readonly file: string; readonly mode: string }
  'security/store-tracked': { readonly file: string; readonly isPast: boolean }
  'security/store-unreadable': { readonly file: string; readonly fault: StoreFault }
  'security/store-locked': { readonly file: string }
  /** Values would be written where git takes them up. */
  'security/output-tracked': { readonly file: string }
}

type Codes = keyof CredentialParams

export const credentialSeverities: { readonly [C in Codes]: Severity } = {
  'security/credential-missing': 'error',
  'security/credential-weak': 'error',
  'security/credential-unused': 'warning',
  'security/credential-old': 'warning',
  'security/credential-leaked': 'error',
  'security/rotation-refused': 'error',
  'security/store-exposed': 'error',
  'security/store-tracked': 'error',
  'security/store-unreadable': 'error',
  'security/store-locked': 'error',
  'security/output-tracked': 'error',
}

const faults: { readonly [F in StoreFault]: string } = {
  'not-json': 'it is not JSON, so it is damaged or cut off',
  'not-credentials': 'it does not hold what LLMFlow writes',
  'other-version': 'another version of LLMFlow wrote it',
  'no-key': 'it is encrypted, and no key was given',
  'wrong-key': 'the key or passphrase does not open it, or it was changed',
  twice: 'an encrypted document lies beside it, and nothing says which is right',
  'no-recipient': 'one of those who are to read it is no recipient of age',
}

const weaknesses: { readonly [W in Weakness]: (expected: string) => string } = {
  short: (expected) => `is shorter than ${expected}`,
  repeated: () => 'repeats a few characters',
  'well-known': () => 'is a word that everybody tries first',
  form: (expected) => `does not have the form ${expected}`,
  empty: () => 'is empty',
}

const hindrances: { readonly [H in RotationHindrance]: (reason: string) => string } = {
  rewrites: (reason) => `data is protected by it and has to be written again: ${reason}`,
  never: (reason) => `what it protects would be lost: ${reason}`,
  given: () => 'LLMFlow did not make it; whoever issued it makes the next one',
  pending: () => 'its previous value is still kept, and would be lost',
  'no-previous': () => 'no previous value is kept',
  'no-value': () => 'it has no value yet; `llmflow secrets init` makes it',
}

export const credentialEnglish: { readonly [C in Codes]: Wording<CredentialParams[C]> } = {
  'security/credential-missing': {
    title: 'A secret without a value',
    message: ({ secret, key, purpose, isGiven }) =>
      `${secret}/${key} has no value yet${isGiven ? ', and only you know it' : ''}${purpose === '' ? '' : `: ${purpose}`}`,
    why: 'Whoever reads the secret does not start until every key that it reads has a value.',
    fix: 'Run `llmflow secrets init DIR`, and give what only you know with `--set-file SECRET/KEY=FILE`.',
  },
  'security/credential-weak': {
    title: 'A value that is too weak',
    message: ({ secret, key, weakness, expected }) =>
      `the value of ${secret}/${key} ${weaknesses[weakness](expected)}`,
    why: 'Short, repeated and well-known passwords are the first that anybody tries, and a value in another form breaks the URL or file that it enters.',
    fix: 'Let LLMFlow make another with `llmflow secrets rotate`, or give a better one.',
  },
  'security/credential-unused': {
    title: 'A value that the plan no longer asks for',
    message: ({ secret, key }) => `nothing of the plan reads ${secret}/${key}`,
    why: 'It may still open a server or a backup somewhere, so it is kept, but nobody looks after it.',
    fix: 'When nothing uses it any more, remove it with `llmflow secrets rotate DIR SECRET/KEY --forget`.',
  },
  'security/credential-old': {
    title: 'A value that is too old',
    message: ({ secret, key, days, limit }) =>
      `the value of ${secret}/${key} is ${days} days old; the limit is ${limit}`,
    why: 'The longer a value is in use, the more people, logs and copies have seen it.',
    fix: 'Rotate it with `llmflow secrets rotate`.',
  },
  'security/credential-leaked': {
    title: 'A secret value in a file',
    message: ({ secret, key, file }) => `${file} holds the value of ${secret}/${key}`,
    why: 'Files of a platform are committed, copied and printed; whoever reads this one can use the secret.',
    fix: 'Remove the value from the file and from its history, then rotate it.',
  },
  'security/rotation-refused': {
    title: 'A value that is not replaced just like that',
    message: ({ secret, key, hindrance, reason }) =>
      `${secret}/${key} is not rotated: ${hindrances[hindrance](reason.en)}`,
    why: 'Another value is quickly made. What was encrypted, hashed or agreed on with the old one stays as it was.',
    fix: 'Do what the message says first. `--force` rotates values that protect data all the same.',
  },
  'security/store-exposed': {
    title: 'Others may read the values',
    message: ({ file, mode }) =>
      `${file} has mode ${mode}: others on this machine may read or change it`,
    why: 'Whoever can read the folder has every password of the platform.',
    fix: 'Take the permissions of group and others away, and rotate what they may have read.',
  },
  'security/store-tracked': {
    title: 'Values in version control',
    message: ({ file, isPast }) =>
      isPast ? `${file} was committed once, and the history still has it` : `git tracks ${file}`,
    why: 'Every clone holds every version: what was committed once is known to all who can read the repository.',
    fix: 'Take it out of the index and out of the history, then rotate every value that it held.',
  },
  'security/store-unreadable': {
    title: 'The kept values cannot be read',
    message: ({ file, fault }) => `${file} cannot be used: ${faults[fault]}`,
    why: 'LLMFlow never replaces values that it cannot read: a platform that runs with them would be lost.',
    fix: 'Give the key with `--age-identity` or the passphrase, or bring the file back from a copy.',
  },
  'security/store-locked': {
    title: 'Another process changes the values',
    message: ({ file }) => `${file} is held by another process that does not end`,
    why: 'Two that write at once would lose the values of one.',
    fix: 'Wait until it ends. When no such process runs, on this machine or another, remove the file.',
  },
  'security/output-tracked': {
    title: 'Values would be written where git takes them up',
    message: ({ file }) => `${file} would hold values, and git does not ignore it`,
    why: 'The next `git add` would commit every password of the platform.',
    fix: 'Write outside the repository, or take the files out of the index and ignore them.',
  },
}

const faultsKorean: { readonly [F in StoreFault]: string } = {
  'not-json': 'JSON이 아닙니다. 손상되었거나 중간에서 잘렸습니다',
  'not-credentials': 'LLMFlow가 쓴 내용이 아닙니다',
  'other-version': '다른 버전의 LLMFlow가 썼습니다',
  'no-key': '암호화되어 있는데 열쇠를 주지 않았습니다',
  'wrong-key': '열쇠나 암호 문구가 맞지 않거나 파일이 바뀌었습니다',
  twice: '옆에 암호화된 파일이 있어 어느 쪽이 맞는지 알 수 없습니다',
  'no-recipient': '읽을 사람 가운데 age 수신자가 아닌 것이 있습니다',
}

const weaknessesKorean: { readonly [W in Weakness]: (expected: string) => string } = {
  short: (expected) => `${expected}보다 짧습니다`,
  repeated: () => '몇 글자를 되풀이합니다',
  'well-known': () => '누구나 먼저 넣어 보는 단어입니다',
  form: (expected) => `${expected} 형식이 아닙니다`,
  empty: () => '비어 있습니다',
}

const hindrancesKorean: { readonly [H in RotationHindrance]: (reason: string) => string } = {
  rewrites: (reason) => `이 값으로 보호한 데이터를 다시 써야 합니다. ${reason}`,
  never: (reason) => `이 값으로 보호한 것을 잃습니다. ${reason}`,
  given: () => 'LLMFlow가 만든 값이 아니므로, 발급한 곳에서 새로 받아야 합니다',
  pending: () => '이전 값이 아직 보관되어 있어 잃게 됩니다',
  'no-previous': () => '보관된 이전 값이 없습니다',
  'no-value': () => '아직 값이 없습니다. `llmflow secrets init`으로 만드세요',
}

export const credentialKorean: { readonly [C in Codes]: Wording<CredentialParams[C]> } = {
  'security/credential-missing': {
    title: '값이 없는 시크릿',
    message: ({ secret, key, purpose, isGiven }) =>
      `${secret}/${key}에 아직 값이 없습니다${isGiven ? '. 직접 알려 주어야 하는 값입니다' : ''}${purpose === '' ? '' : ` (${purpose})`}`,
    why: '시크릿을 읽는 프로그램은 읽는 키에 모두 값이 있어야 시작합니다.',
    fix: '`llmflow secrets init DIR`을 실행하고, 직접 알려 주어야 하는 값은 `--set-file SECRET/KEY=FILE`로 넣으세요.',
  },
  'security/credential-weak': {
    title: '너무 약한 값',
    message: ({ secret, key, weakness, expected }) =>
      `${secret}/${key}의 값이 ${weaknessesKorean[weakness](expected)}`,
    why: '짧거나 되풀이되거나 널리 알려진 암호는 누구나 먼저 시도합니다. 형식이 다른 값은 그 값이 들어갈 URL이나 파일을 망가뜨립니다.',
    fix: '`llmflow secrets rotate`로 새 값을 만들거나, 더 나은 값을 주세요.',
  },
  'security/credential-unused': {
    title: '계획에서 빠진 값',
    message: ({ secret, key }) => `${object(`${secret}/${key}`)} 읽는 것이 계획에 없습니다`,
    why: '어딘가의 서버나 백업을 아직 여는 값일 수 있어 보관하지만, 돌보는 사람이 없습니다.',
    fix: '더는 쓰는 곳이 없다면 `llmflow secrets rotate DIR SECRET/KEY --forget`으로 지우세요.',
  },
  'security/credential-old': {
    title: '너무 오래된 값',
    message: ({ secret, key, days, limit }) =>
      `${secret}/${key}의 값이 만든 지 ${days}일 되었습니다. 한도는 ${limit}일입니다`,
    why: '값을 오래 쓸수록 그 값을 본 사람과 로그, 사본이 늘어납니다.',
    fix: '`llmflow secrets rotate`로 바꾸세요.',
  },
  'security/credential-leaked': {
    title: '파일에 들어 있는 시크릿 값',
    message: ({ secret, key, file }) => `${file}에 ${secret}/${key}의 값이 들어 있습니다`,
    why: '플랫폼의 파일은 커밋되고 복사되고 출력됩니다. 이 파일을 읽는 사람은 누구나 시크릿을 쓸 수 있습니다.',
    fix: '파일과 그 이력에서 값을 지운 뒤, 값을 바꾸세요.',
  },
  'security/rotation-refused': {
    title: '그대로 바꿀 수 없는 값',
    message: ({ secret, key, hindrance, reason }) =>
      `${object(`${secret}/${key}`)} 바꾸지 않았습니다. ${hindrancesKorean[hindrance](reason.ko)}`,
    why: '새 값을 만들기는 쉽지만, 이전 값으로 암호화하거나 해시하거나 약속한 것은 그대로 남습니다.',
    fix: '먼저 메시지가 말하는 일을 하세요. 데이터를 보호하는 값도 `--force`를 쓰면 바꿉니다.',
  },
  'security/store-exposed': {
    title: '다른 사람이 읽을 수 있는 값',
    message: ({ file, mode }) =>
      `${file}의 권한이 ${mode}입니다. 이 장비의 다른 사용자가 읽거나 바꿀 수 있습니다`,
    why: '이 폴더를 읽을 수 있으면 플랫폼의 모든 암호를 알게 됩니다.',
    fix: '그룹과 다른 사용자의 권한을 없애고, 이미 읽혔을 수 있는 값은 바꾸세요.',
  },
  'security/store-tracked': {
    title: '버전 관리에 들어간 값',
    message: ({ file, isPast }) =>
      isPast
        ? `${subject(file)} 커밋된 적이 있어 이력에 남아 있습니다`
        : `git이 ${object(file)} 추적하고 있습니다`,
    why: '클론마다 모든 버전이 들어 있습니다. 한 번 커밋된 값은 저장소를 읽을 수 있는 모두에게 알려진 값입니다.',
    fix: '인덱스와 이력에서 지운 뒤, 그 안에 있던 값을 모두 바꾸세요.',
  },
  'security/store-unreadable': {
    title: '보관한 값을 읽을 수 없음',
    message: ({ file, fault }) => `${object(file)} 쓸 수 없습니다. ${faultsKorean[fault]}`,
    why: 'LLMFlow는 읽을 수 없는 값을 바꾸지 않습니다. 그 값으로 실행 중인 플랫폼을 잃을 수 있기 때문입니다.',
    fix: '`--age-identity`나 암호 문구로 열거나, 사본에서 파일을 되돌리세요.',
  },
  'security/store-locked': {
    title: '다른 프로세스가 값을 바꾸는 중',
    message: ({ file }) => `${object(file)} 잡고 있는 다른 프로세스가 끝나지 않습니다`,
    why: '둘이 동시에 쓰면 한쪽의 값을 잃습니다.',
    fix: '그 프로세스가 끝날 때까지 기다리세요. 이 장비에도 다른 장비에도 그런 프로세스가 없다면 파일을 지우세요.',
  },
  'security/output-tracked': {
    title: 'git에 들어갈 자리에 쓰려는 값',
    message: ({ file }) => `${topic(file)} 값을 담게 되는데 git이 무시하지 않습니다`,
    why: '다음 `git add`가 플랫폼의 모든 암호를 커밋하게 됩니다.',
    fix: '저장소 밖에 쓰거나, 파일을 인덱스에서 빼고 무시 목록에 넣으세요.',
  },
}
