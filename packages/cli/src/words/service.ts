// Says in both languages what the commands of a running service print.

import type { CommandWords } from './words.js'

export type ServiceCommandName = 'up' | 'ingest' | 'status' | 'smoke' | 'key create'
export type ServiceOptionName =
  | 'data'
  | 'port'
  | 'host'
  | 'tenant'
  | 'role'
  | 'keyName'
  | 'expires'
  | 'dataset'
  | 'noWait'
  | 'url'
  | 'key'

export type SmokeStep = 'ready' | 'upload' | 'answer' | 'citation' | 'delete'

export type ServiceWords = {
  readonly serves: (url: string) => string
  readonly adminLink: string
  readonly engines: string
  readonly engineStates: { readonly [S in 'on' | 'off' | 'broken']: string }
  /** What the service says of an engine, in the reader's language where it is a sentence of ours. */
  readonly engineDetail: (detail: string) => string
  /** Why a document failed, by its code, where the service's own sentence would be in another language. */
  readonly failures: { readonly [failure: string]: string }
  /** Refusals that people meet most, by their HTTP status; others are said in the service's own words. */
  readonly refusals: { readonly [status: number]: string }
  readonly noTenant: (tenant: string) => string
  readonly next: (data: string) => readonly string[]
  readonly stops: string
  readonly stopped: string
  readonly keyMade: (tenant: string, role: string) => string
  readonly keyShownOnce: string
  readonly actions: {
    readonly [A in 'key' | 'dataset' | 'upload' | 'progress' | 'status']: string
  }
  readonly stages: { readonly [stage: string]: string }
  readonly ingested: (ready: number, failed: number, dataset: string) => string
  readonly queued: (count: number, dataset: string) => string
  /** Ctrl-C came before all were uploaded. */
  readonly partlyQueued: (count: number, total: number, dataset: string) => string
  readonly nothingToIngest: string
  readonly notAPort: string
  readonly notATime: string
  readonly notAnAddress: string
  readonly smokeSteps: { readonly [S in SmokeStep]: string }
  readonly smokeDone: (url: string) => string
  readonly running: (url: string) => string
  readonly noPort: string
}

type Words = {
  readonly group: Omit<CommandWords, 'examples'>
  readonly commands: { readonly [N in ServiceCommandName]: CommandWords }
  readonly options: { readonly [N in ServiceOptionName]: string }
  readonly arguments: { readonly platformDirectory: string; readonly documentPath: string }
  readonly words: ServiceWords
}

export const serviceEnglish: Words = {
  group: {
    summary: 'make API keys',
    about: 'A key belongs to a tenant. It is shown once; only its fingerprint is kept.',
  },
  commands: {
    up: {
      summary: 'run the platform on this machine, with embedded engines',
      about:
        'Serves the same API that the cluster serves: OpenAI, Dify and administration. Everything it keeps lies in one data directory, which one process owns at a time. Without a model it searches text and names, and answers with quoted sentences.',
      examples: [
        { run: 'llmflow up', what: 'what llmflow.yaml in this directory says' },
        { run: 'llmflow up examples/laptop --data /srv/llmflow --port 8080', what: 'elsewhere' },
      ],
    },
    ingest: {
      summary: 'upload documents and wait until they can be searched',
      about:
        'Files of folders go along. A file of a name that is there replaces it; the same bytes again change nothing. Ctrl-C stops waiting: what was uploaded goes on. Starts the service for as long as it takes when none runs.',
      examples: [
        { run: 'llmflow ingest --dataset handbook docs/', what: 'a folder' },
        { run: 'llmflow ingest --dataset handbook --no-wait big.pdf', what: 'without waiting' },
      ],
    },
    status: {
      summary: 'show what a running service does, and what is off or broken',
      about: 'Asks the service of a data directory. Exits with 1 when it is not ready.',
      examples: [{ run: 'llmflow status --data /srv/llmflow', what: 'of that directory' }],
    },
    smoke: {
      summary: 'do what a user does, against a running service',
      about:
        'Uploads a document into a dataset of its own, asks about it, checks that the citation quotes the document, and deletes it all. Needs a key with the role admin.',
      examples: [
        {
          run: 'llmflow smoke --url https://api.example.com --key "$LLMFLOW_KEY"',
          what: 'a cluster, or this machine',
        },
      ],
    },
    'key create': {
      summary: 'make an API key and print it once',
      about:
        'Prints the key alone on standard output. Goes through the admin socket of the data directory, so only its owner can; starts the service for as long as it takes when none runs.',
      examples: [
        { run: 'llmflow key create --role admin', what: 'for the default tenant' },
        { run: 'llmflow key create --tenant hr --expires 90d', what: 'for three months' },
      ],
    },
  },
  options: {
    data: 'data directory; LLMFLOW_DATA_DIRECTORY or ./llmflow-data when left out',
    port: 'port to listen on; 0 for any that is free',
    host: 'address to listen on; only this machine when left out',
    tenant: 'tenant by its name',
    role: 'what the key may do: admin or member',
    keyName: 'what the key is called in lists',
    expires: 'days until the key ends, such as 90d; never when left out',
    dataset: 'dataset by its name; made when it is not there',
    noWait: 'end when everything is uploaded',
    url: 'address of the service',
    key: 'API key; LLMFLOW_KEY when left out',
  },
  arguments: {
    platformDirectory: 'platform directory or plan.json; this directory when left out',
    documentPath: 'files and folders',
  },
  words: {
    serves: (url) => `LLMFlow serves at ${url}`,
    adminLink: 'First account (this link works once)',
    engines: 'Engines',
    engineStates: { on: 'on', off: 'off', broken: 'broken' },
    engineDetail: (detail) => detail,
    failures: {},
    refusals: {},
    noTenant: (tenant) => `there is no tenant ${tenant}`,
    next: (data) => [
      'In another terminal:',
      `  llmflow key create --data ${data} --role admin`,
      `  llmflow ingest --data ${data} --dataset handbook FILE…`,
    ],
    stops: 'Ctrl-C stops it.',
    stopped: 'stopped',
    keyMade: (tenant, role) => `key of tenant ${tenant}, role ${role}`,
    keyShownOnce: 'It is not shown again: keep it where secrets are kept.',
    actions: {
      key: 'making a key',
      dataset: 'opening the dataset',
      upload: 'uploading',
      progress: 'asking for progress',
      status: 'asking for its state',
    },
    stages: {
      queued: 'waiting',
      parsing: 'reading',
      chunking: 'cutting',
      embedding: 'embedding',
      indexing: 'indexing',
      ready: 'ready',
      failed: 'failed',
    },
    ingested: (ready, failed, dataset) =>
      `${ready} ${ready === 1 ? 'document' : 'documents'} ready in ${dataset}${failed > 0 ? `, ${failed} failed` : ''}`,
    queued: (count, dataset) =>
      `${count} ${count === 1 ? 'document' : 'documents'} uploaded to ${dataset}; the service goes on`,
    partlyQueued: (count, total, dataset) =>
      `${count} of ${total} documents uploaded to ${dataset}; the same command again uploads the others`,
    nothingToIngest: 'there is no file to ingest',
    notAPort: 'a port is a number from 0 to 65535',
    notATime: 'days are written as 90d',
    notAnAddress: 'an address is written as http://127.0.0.1:8080',
    smokeSteps: {
      ready: 'it is ready',
      upload: 'a document can be uploaded and searched',
      answer: 'a question is answered',
      citation: 'the citation quotes the document',
      delete: 'the document is gone when it is deleted',
    },
    smokeDone: (url) => `${url} works`,
    running: (url) => `runs at ${url}`,
    noPort: 'runs for this command alone',
  },
}

const engineDetailsKorean: { readonly [detail: string]: string } = {
  'in this machine': '이 장비 안에서',
  'there is no embedding model': '임베딩 모델이 없습니다',
  'the embedding model is loading': '임베딩 모델을 불러오는 중입니다',
  'there is no chat model; answers are quoted': '채팅 모델이 없어 원문을 인용해 답합니다',
  'no chat model passed its probe; answers are quoted':
    '시험을 통과한 채팅 모델이 없어 원문을 인용해 답합니다',
  'it is loading': '불러오는 중입니다',
  'it does not load': '불러오지 못했습니다',
  'it does not answer': '응답하지 않습니다',
}

export const serviceKorean: Words = {
  group: {
    summary: 'API 키를 만듭니다',
    about: '키는 테넌트에 속합니다. 한 번만 보여 주고, 지문만 보관합니다.',
  },
  commands: {
    up: {
      summary: '내장 엔진으로 이 장비에서 플랫폼을 실행합니다',
      about:
        '클러스터와 똑같은 API(OpenAI, Dify, 관리)를 제공합니다. 보관하는 것은 모두 데이터 디렉터리 하나에 있고, 한 번에 한 프로세스만 사용합니다. 모델이 없으면 본문과 이름으로 검색하고, 원문 문장을 인용해 답합니다.',
      examples: [
        { run: 'llmflow up', what: '이 디렉터리의 llmflow.yaml대로 실행' },
        {
          run: 'llmflow up examples/laptop --data /srv/llmflow --port 8080',
          what: '다른 위치에서 실행',
        },
      ],
    },
    ingest: {
      summary: '문서를 올리고 검색할 수 있을 때까지 기다립니다',
      about:
        '폴더를 지정하면 안의 파일도 함께 올립니다. 이름이 같은 파일은 새 파일로 바뀌고, 내용이 같으면 아무것도 바뀌지 않습니다. Ctrl-C는 기다리기를 그만둘 뿐, 이미 올린 문서는 계속 처리합니다. 실행 중인 서비스가 없으면 처리하는 동안만 시작합니다.',
      examples: [
        { run: 'llmflow ingest --dataset handbook docs/', what: '폴더 하나' },
        { run: 'llmflow ingest --dataset handbook --no-wait big.pdf', what: '기다리지 않고' },
      ],
    },
    status: {
      summary: '실행 중인 서비스의 상태와 꺼져 있거나 고장 난 부분을 보여 줍니다',
      about: '데이터 디렉터리의 서비스에 묻습니다. 준비되지 않았으면 종료 코드가 1입니다.',
      examples: [{ run: 'llmflow status --data /srv/llmflow', what: '그 디렉터리의 서비스' }],
    },
    smoke: {
      summary: '실행 중인 서비스를 사용자처럼 써 봅니다',
      about:
        '새 데이터셋에 문서를 올리고, 그 문서에 대해 묻고, 인용이 문서와 같은지 확인한 뒤 모두 지웁니다. 역할이 admin인 키가 필요합니다.',
      examples: [
        {
          run: 'llmflow smoke --url https://api.example.com --key "$LLMFLOW_KEY"',
          what: '클러스터나 이 장비',
        },
      ],
    },
    'key create': {
      summary: 'API 키를 만들어 한 번만 보여 줍니다',
      about:
        '표준 출력에는 키만 나옵니다. 데이터 디렉터리의 관리 소켓을 쓰므로 그 주인만 만들 수 있습니다. 실행 중인 서비스가 없으면 잠시 시작합니다.',
      examples: [
        { run: 'llmflow key create --role admin', what: '기본 테넌트의 키' },
        { run: 'llmflow key create --tenant hr --expires 90d', what: '석 달 동안 쓸 키' },
      ],
    },
  },
  options: {
    data: '데이터 디렉터리. 생략하면 LLMFLOW_DATA_DIRECTORY 또는 ./llmflow-data',
    port: '사용할 포트. 0이면 비어 있는 포트',
    host: '사용할 주소. 생략하면 이 장비에서만 접속 가능',
    tenant: '테넌트 이름',
    role: '키의 역할: admin 또는 member',
    keyName: '목록에 보일 키 이름',
    expires: '키의 유효 기간(일). 90d처럼 적고, 생략하면 만료 없음',
    dataset: '데이터셋 이름. 없으면 만듭니다',
    noWait: '모두 올리면 기다리지 않고 끝냅니다',
    url: '서비스 주소',
    key: 'API 키. 생략하면 LLMFLOW_KEY',
  },
  arguments: {
    platformDirectory: '플랫폼 디렉터리 또는 plan.json. 생략하면 이 디렉터리',
    documentPath: '파일과 폴더',
  },
  words: {
    serves: (url) => `LLMFlow가 ${url}에서 실행 중입니다`,
    adminLink: '첫 계정 만들기(한 번만 쓸 수 있는 주소)',
    engines: '엔진',
    engineStates: { on: '사용', off: '사용 안 함', broken: '고장' },
    engineDetail: (detail) => engineDetailsKorean[detail] ?? detail,
    failures: {
      encrypted: '암호나 문서 보안(DRM)이 걸려 있습니다. 해제한 파일을 다시 올리세요',
      broken: '손상되었거나 확장자와 내용이 다릅니다',
      empty: '읽을 수 있는 글이 없습니다',
      unsupported: '읽을 수 없는 형식입니다',
      'too-large': '한 번에 읽을 수 있는 크기를 넘거나, 압축을 풀면 넘습니다',
      'took-too-long': '읽는 데 너무 오래 걸려 중단했습니다',
      'out-of-memory': '읽는 데 메모리가 너무 많이 필요해 중단했습니다',
    },
    refusals: {
      401: '키가 없거나 올바르지 않습니다',
      403: '이 키로는 할 수 없는 일입니다',
    },
    noTenant: (tenant) => `${tenant} 테넌트가 없습니다`,
    next: (data) => [
      '다른 터미널에서:',
      `  llmflow key create --data ${data} --role admin`,
      `  llmflow ingest --data ${data} --dataset handbook FILE…`,
    ],
    stops: 'Ctrl-C로 멈춥니다.',
    stopped: '멈췄습니다',
    keyMade: (tenant, role) => `${tenant} 테넌트의 키, 역할 ${role}`,
    keyShownOnce: '다시 보여 주지 않으니 안전한 곳에 보관하세요.',
    actions: {
      key: '키 만들기',
      dataset: '데이터셋 열기',
      upload: '올리기',
      progress: '진행 상황 확인',
      status: '상태 확인',
    },
    stages: {
      queued: '대기',
      parsing: '읽는 중',
      chunking: '나누는 중',
      embedding: '임베딩',
      indexing: '색인',
      ready: '완료',
      failed: '실패',
    },
    ingested: (ready, failed, dataset) =>
      `${dataset}: 문서 ${ready}건 완료${failed > 0 ? `, ${failed}건 실패` : ''}`,
    queued: (count, dataset) =>
      `${dataset}: 문서 ${count}건을 올렸습니다. 나머지는 서비스가 처리합니다`,
    partlyQueued: (count, total, dataset) =>
      `${dataset}: 문서 ${total}건 중 ${count}건을 올렸습니다. 같은 명령을 다시 실행하면 나머지를 올립니다`,
    nothingToIngest: '넣을 파일이 없습니다',
    notAPort: '포트는 0부터 65535까지의 숫자입니다',
    notATime: '기간은 90d처럼 일 단위로 적습니다',
    notAnAddress: '주소는 http://127.0.0.1:8080처럼 적습니다',
    smokeSteps: {
      ready: '준비됨',
      upload: '문서를 올려 검색할 수 있음',
      answer: '질문에 답함',
      citation: '인용이 문서와 같음',
      delete: '지운 문서가 사라짐',
    },
    smokeDone: (url) => `${url}: 정상`,
    running: (url) => `${url}에서 실행 중`,
    noPort: '이 명령을 위해서만 실행',
  },
}
