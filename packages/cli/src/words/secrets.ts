// Says in both languages what `llmflow secrets` prints.

import type { Target } from '@llmflow/spec'
import type { CliWords, CommandWords } from './words.js'

type Step = 'rotate' | 'undo' | 'forget'

export type SecretsWords = {
  readonly passphrase: string
  readonly newPassphrase: string
  readonly passphraseAgain: string
  readonly passphrasesDiffer: string
  readonly noPassphrase: string
  readonly oneSealing: string
  readonly oneInput: string
  readonly giveAs: string
  readonly fromInput: string
  readonly notAnAge: string
  readonly whichToRotate: string
  readonly undoOrForget: string
  readonly done: (store: string, made: number, given: number, kept: number) => string
  readonly would: (store: string, made: number, given: number, kept: number) => string
  readonly missing: string
  readonly byCerts: (keys: string) => string
  readonly howToGive: string
  readonly checked: (store: string, values: number, files: number) => string
  readonly rotated: { readonly [S in Step]: (count: number, isWritten: boolean) => string }
  readonly restartHeading: string
  readonly afterRotation: (directory: string) => string
  readonly place: string
  readonly inside: (key: string, reason: string) => string
  readonly again: (workload: string) => string
  readonly later: (workload: string) => string
  readonly handed: (folder: string, files: number) => string
  readonly next: { readonly [T in Target]: (folder: string) => readonly string[] }
}

type SecretsCommand = 'secrets init' | 'secrets check' | 'secrets rotate' | 'secrets write'
export type SecretsOptionName =
  | 'store'
  | 'ageRecipient'
  | 'ageIdentity'
  | 'passphrase'
  | 'setFile'
  | 'set'
  | 'all'
  | 'olderThan'
  | 'undo'
  | 'forget'
  | 'forceRotation'
  | 'restartTarget'
  | 'valuesTarget'
  | 'valuesOut'
  | 'forceValues'
  | 'tooOld'

/** What `secrets` adds to the words that every command has. */
type Added = {
  readonly group: CliWords['groups']['secrets']
  readonly commands: { readonly [C in SecretsCommand]: CommandWords }
  readonly options: { readonly [O in SecretsOptionName]: string }
  readonly arguments: { readonly [A in 'secretKey' | 'searched']: string }
}

const values = (count: number): string => `${count} value${count === 1 ? '' : 's'}`

export const secretsEnglish: SecretsWords = {
  passphrase: 'Passphrase of the values',
  newPassphrase: 'New passphrase of the values',
  passphraseAgain: 'The same again',
  passphrasesDiffer: 'the two passphrases differ',
  noPassphrase:
    'there is nobody to ask for a passphrase; name a file that holds it in LLMFLOW_PASSPHRASE_FILE',
  oneSealing: 'age encrypts for recipients or with a passphrase, not both',
  oneInput: 'standard input holds one value; give the others with --set-file',
  giveAs: 'values are given as SECRET/KEY=FILE',
  fromInput:
    'a value on the command line is seen by everybody on this machine; write SECRET/KEY=- and give it on standard input, or use --set-file',
  notAnAge: 'an age is written as 90d, 12h or 30m',
  whichToRotate: 'name secrets, or say --all or --older-than',
  undoOrForget: 'a rotation is taken back or made final, not both',
  done: (store, made, given, kept) =>
    `${store}: ${values(made)} made, ${given} given, ${kept} kept as they were`,
  would: (store, made, given, kept) =>
    `nothing was written; in ${store} would be ${values(made)} made, ${given} given, ${kept} kept as they are`,
  missing: 'Only you know these:',
  byCerts: (keys) => `llmflow certs init makes ${keys}`,
  howToGive: 'give each with --set-file SECRET/KEY=FILE, or one with --set SECRET/KEY=-',
  checked: (store, count, files) =>
    `${store}: ${values(count)}, each strong, and none in ${files} file${files === 1 ? '' : 's'} around it`,
  rotated: {
    rotate: (count, isWritten) =>
      isWritten
        ? `${values(count)} replaced; the previous ones are kept until --forget`
        : `nothing was written; ${values(count)} would be replaced`,
    undo: (count, isWritten) =>
      isWritten
        ? `${values(count)} taken back; the ones that failed are kept until --forget`
        : `nothing was written; ${values(count)} would be taken back`,
    forget: (count, isWritten) =>
      isWritten
        ? `${count} previous or unused value${count === 1 ? '' : 's'} forgotten`
        : `nothing was written; ${count} previous or unused value${count === 1 ? '' : 's'} would be forgotten`,
  },
  restartHeading: 'In this order:',
  afterRotation: (directory) =>
    `when everything runs: llmflow secrets rotate ${directory} --all --forget; when it does not: --undo`,
  place: 'put the new values in place',
  inside: (key, reason) => `change ${key} inside the running server: ${reason}`,
  again: (workload) => `run the job ${workload} again, which hands the new values on`,
  later: (workload) => `${workload} reads the new values when it runs next`,
  handed: (folder, files) =>
    `${files} file${files === 1 ? '' : 's'} with values in ${folder}, readable by you alone where nothing else has to read them`,
  next: {
    kubernetes: (folder) => [`next: kubectl apply -f ${folder}/secrets.yaml, then remove the file`],
    helm: (folder) => [`next: kubectl apply -f ${folder}/secrets.yaml, then remove the file`],
    compose: (folder) => [`next: ${folder}/compose/prepare.sh`],
    hosts: () => [],
  },
}

export const secretsAddedEnglish: Added = {
  group: {
    summary: 'make, check, rotate and hand over the values that nobody may commit',
    about:
      'Values live in DIR/.llmflow, which git ignores and only you can read, plain or encrypted with age. No command prints one.',
  },
  commands: {
    'secrets init': {
      summary: 'make a strong value for every secret of the plan that lacks one',
      about:
        'Never changes a value that is there. Lists what only people know; such values come from files or standard input, never from the command line.',
      examples: [
        { run: 'llmflow secrets init acme', what: 'makes what is missing' },
        {
          run: 'llmflow secrets init acme --set-file backup-object-store/secret-key=key.txt',
          what: 'takes a value from a file',
        },
        {
          run: 'llmflow secrets init acme --age-recipient age1…',
          what: 'encrypts them for whoever holds that key',
        },
      ],
    },
    'secrets check': {
      summary: 'find values that are missing, weak, old, unused or readable by others',
      about:
        'Examines the values, the permissions of their folder, what git tracks, and searches the platform and further folders for values that leaked.',
      examples: [
        { run: 'llmflow secrets check acme', what: 'the platform and its values' },
        {
          run: 'llmflow secrets check acme manifests --older-than 90d',
          what: 'a rendered tree too, and values older than 90 days',
        },
      ],
    },
    'secrets rotate': {
      summary: 'replace values, and say who has to restart in which order',
      about:
        'Keeps the previous value until --forget, so that a failed rotation can be undone. What protects stored data is not replaced without --force.',
      examples: [
        { run: 'llmflow secrets rotate acme redis', what: 'every key of one secret' },
        {
          run: 'llmflow secrets rotate acme dify-database/password --target compose',
          what: 'one key, with the commands of a compose project',
        },
        { run: 'llmflow secrets rotate acme --older-than 90d', what: 'all that is too old' },
        { run: 'llmflow secrets rotate acme redis --undo', what: 'takes the rotation back' },
      ],
    },
    'secrets write': {
      summary: 'write the values in the form that a target reads',
      about:
        'Kubernetes and Helm: Secrets for kubectl apply. Compose and hosts: files beside the rendered tree. Refuses to write where git would take them up, and over values that are not from here.',
      examples: [
        {
          run: 'llmflow secrets write acme --target kubernetes --out manifests',
          what: 'manifests/secrets.yaml',
        },
        {
          run: 'llmflow secrets write acme --target compose --out project',
          what: 'project/compose/.env and project/compose/secrets',
        },
      ],
    },
  },
  options: {
    store: 'folder of the values; DIR/.llmflow when left out',
    ageRecipient: 'encrypt the values for this age recipient from now on; repeatable',
    ageIdentity: 'file with the age key that opens the values; repeatable',
    passphrase: 'encrypt the values with a passphrase from now on',
    setFile: 'take a value from a file; repeatable',
    set: 'take a value from standard input',
    all: 'every value that may be rotated',
    olderThan: 'every value older than AGE, such as 90d',
    undo: 'bring the previous values back',
    forget: 'forget the previous values, and named ones that nothing reads',
    forceRotation: 'replace values that protect data, and those whose previous value is still kept',
    restartTarget: 'the target whose commands are printed: one of kubernetes, helm, compose, hosts',
    valuesTarget: 'the target that reads them: one of kubernetes, helm, compose, hosts',
    valuesOut: 'folder to write into; that of `llmflow render` for compose and hosts',
    forceValues: 'replace values that are not from here',
    tooOld: 'warn of values older than AGE, such as 90d',
  },
  arguments: {
    secretKey: 'SECRET or SECRET/KEY',
    searched: 'further folders to search for leaked values',
  },
}

export const secretsKorean: SecretsWords = {
  passphrase: '값을 여는 암호 문구',
  newPassphrase: '값을 잠글 새 암호 문구',
  passphraseAgain: '한 번 더',
  passphrasesDiffer: '두 암호 문구가 다릅니다',
  noPassphrase:
    '암호 문구를 물어볼 사람이 없습니다. 암호 문구를 담은 파일을 LLMFLOW_PASSPHRASE_FILE에 적으세요',
  oneSealing: 'age는 수신자나 암호 문구 가운데 하나로만 암호화합니다',
  oneInput: '표준 입력으로는 값 하나만 줄 수 있습니다. 나머지는 --set-file로 주세요',
  giveAs: '값은 SECRET/KEY=FILE 형식으로 줍니다',
  fromInput:
    '명령줄에 적은 값은 이 장비의 누구나 볼 수 있습니다. SECRET/KEY=-로 적고 표준 입력으로 주거나 --set-file을 쓰세요',
  notAnAge: '기간은 90d, 12h, 30m처럼 적습니다',
  whichToRotate: '시크릿 이름을 적거나 --all 또는 --older-than을 쓰세요',
  undoOrForget: '되돌리기와 확정하기는 함께 쓸 수 없습니다',
  done: (store, made, given, kept) =>
    `${store}: 값 ${made}개를 만들고 ${given}개를 받았으며 ${kept}개는 그대로 두었습니다`,
  would: (store, made, given, kept) =>
    `쓴 것은 없습니다. ${store}에 값 ${made}개를 만들고 ${given}개를 받으며 ${kept}개는 그대로 둡니다`,
  missing: '직접 알려 주어야 하는 값:',
  byCerts: (keys) => `llmflow certs init에서 만드는 값: ${keys}`,
  howToGive: '--set-file SECRET/KEY=FILE로 주거나, 하나는 --set SECRET/KEY=-로 주세요',
  checked: (store, count, files) =>
    `${store}: 값 ${count}개가 모두 충분히 강하며, 주변 파일 ${files}개에는 값이 없습니다`,
  rotated: {
    rotate: (count, isWritten) =>
      isWritten
        ? `값 ${count}개를 바꾸었습니다. 이전 값은 --forget까지 보관합니다`
        : `쓴 것은 없습니다. 값 ${count}개를 바꾸게 됩니다`,
    undo: (count, isWritten) =>
      isWritten
        ? `값 ${count}개를 되돌렸습니다. 실패한 값은 --forget까지 보관합니다`
        : `쓴 것은 없습니다. 값 ${count}개를 되돌리게 됩니다`,
    forget: (count, isWritten) =>
      isWritten
        ? `이전 값이나 쓰지 않는 값 ${count}개를 지웠습니다`
        : `쓴 것은 없습니다. 이전 값이나 쓰지 않는 값 ${count}개를 지우게 됩니다`,
  },
  restartHeading: '다음 순서로 하세요:',
  afterRotation: (directory) =>
    `모두 정상이면 llmflow secrets rotate ${directory} --all --forget을, 그렇지 않으면 --undo를 실행하세요`,
  place: '새 값을 제자리에 놓습니다',
  inside: (key, reason) => `실행 중인 서버 안에서 ${key}의 값을 바꿉니다: ${reason}`,
  again: (workload) => `새 값을 전하도록 ${workload} 작업을 다시 실행합니다`,
  later: (workload) => `${workload} 작업은 다음 실행 때 새 값을 읽습니다`,
  handed: (folder, files) =>
    `${folder}에 값이 든 파일 ${files}개를 썼습니다. 다른 프로그램이 읽어야 하는 파일 말고는 소유자만 읽을 수 있습니다`,
  next: {
    kubernetes: (folder) => [`다음: kubectl apply -f ${folder}/secrets.yaml 실행 후 파일 삭제`],
    helm: (folder) => [`다음: kubectl apply -f ${folder}/secrets.yaml 실행 후 파일 삭제`],
    compose: (folder) => [`다음: ${folder}/compose/prepare.sh`],
    hosts: () => [],
  },
}

export const secretsAddedKorean: Added = {
  group: {
    summary: '커밋하면 안 되는 값을 만들고 검사하고 바꾸고 전달합니다',
    about:
      '값은 DIR/.llmflow에 있습니다. git이 무시하고 소유자만 읽을 수 있으며, age로 암호화할 수 있습니다. 어떤 명령도 값을 출력하지 않습니다.',
  },
  commands: {
    'secrets init': {
      summary: '계획의 시크릿 가운데 값이 없는 것에 강한 값을 만듭니다',
      about:
        '이미 있는 값은 바꾸지 않습니다. 사람만 아는 값은 목록으로 보여 줍니다. 이런 값은 파일이나 표준 입력으로 받으며 명령줄로는 받지 않습니다.',
      examples: [
        { run: 'llmflow secrets init acme', what: '없는 값을 만듭니다' },
        {
          run: 'llmflow secrets init acme --set-file backup-object-store/secret-key=key.txt',
          what: '파일에서 값을 받습니다',
        },
        {
          run: 'llmflow secrets init acme --age-recipient age1…',
          what: '해당 키를 가진 사람만 읽도록 암호화합니다',
        },
      ],
    },
    'secrets check': {
      summary: '없거나 약하거나 오래되었거나 쓰이지 않거나 남이 읽을 수 있는 값을 찾습니다',
      about:
        '값과 폴더 권한, git 추적 여부를 검사하고, 플랫폼 폴더와 추가로 적은 폴더에서 새어 나간 값을 찾습니다.',
      examples: [
        { run: 'llmflow secrets check acme', what: '플랫폼과 그 값' },
        {
          run: 'llmflow secrets check acme manifests --older-than 90d',
          what: '렌더링한 파일과 90일 넘은 값까지',
        },
      ],
    },
    'secrets rotate': {
      summary: '값을 바꾸고, 재시작할 것을 순서대로 알려 줍니다',
      about:
        '이전 값은 --forget까지 보관하므로 실패하면 되돌릴 수 있습니다. 저장된 데이터를 보호하는 값은 --force 없이는 바꾸지 않습니다.',
      examples: [
        { run: 'llmflow secrets rotate acme redis', what: '시크릿 하나의 모든 키' },
        {
          run: 'llmflow secrets rotate acme dify-database/password --target compose',
          what: '키 하나, compose 명령으로',
        },
        { run: 'llmflow secrets rotate acme --older-than 90d', what: '오래된 값 모두' },
        { run: 'llmflow secrets rotate acme redis --undo', what: '바꾼 값을 되돌립니다' },
      ],
    },
    'secrets write': {
      summary: '값을 대상이 읽는 형식으로 씁니다',
      about:
        'Kubernetes와 Helm은 kubectl apply용 Secret, compose와 hosts는 렌더링한 파일 옆의 파일입니다. git에 들어갈 자리에는 쓰지 않으며, 여기서 만들지 않은 값은 덮어쓰지 않습니다.',
      examples: [
        {
          run: 'llmflow secrets write acme --target kubernetes --out manifests',
          what: 'manifests/secrets.yaml',
        },
        {
          run: 'llmflow secrets write acme --target compose --out project',
          what: 'project/compose/.env와 project/compose/secrets',
        },
      ],
    },
  },
  options: {
    store: '값을 보관하는 폴더. 생략하면 DIR/.llmflow',
    ageRecipient: '이제부터 이 age 수신자만 읽도록 암호화, 반복 가능',
    ageIdentity: '값을 여는 age 키 파일, 반복 가능',
    passphrase: '이제부터 암호 문구로 암호화',
    setFile: '파일에서 값을 받음, 반복 가능',
    set: '표준 입력에서 값을 받음',
    all: '바꿀 수 있는 모든 값',
    olderThan: 'AGE보다 오래된 값 모두. 예: 90d',
    undo: '이전 값으로 되돌림',
    forget: '이전 값을 지움. 이름을 적은 쓰지 않는 값도 지움',
    forceRotation: '데이터를 보호하는 값과 이전 값이 남아 있는 값도 바꿈',
    restartTarget: '명령을 출력할 대상: kubernetes, helm, compose, hosts 중 하나',
    valuesTarget: '값을 읽을 대상: kubernetes, helm, compose, hosts 중 하나',
    valuesOut: '쓸 폴더. compose와 hosts는 `llmflow render`의 폴더',
    forceValues: '여기서 만들지 않은 값도 바꿈',
    tooOld: 'AGE보다 오래된 값을 경고. 예: 90d',
  },
  arguments: {
    secretKey: 'SECRET 또는 SECRET/KEY',
    searched: '새어 나간 값을 찾아볼 다른 폴더',
  },
}
