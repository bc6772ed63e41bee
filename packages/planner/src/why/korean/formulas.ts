// Says the formulas of reasons in Korean; catalog and planner write them in English.

/** Whole formulas, because Korean puts their words in another order. */
export const formulas: { readonly [english: string]: string } = {
  '(memory − reserved) ÷ roles of the machine − etcd and exporter beside it':
    '(메모리 − 예약) ÷ 서버가 맡은 역할 수 − 함께 실행하는 etcd와 exporter',
  '(nodes × (15 + 3 × 41) + relationships × (34 + 41)) × 1.3':
    '(노드 × (15 + 3 × 41) + 관계 × (34 + 41)) × 1.3',
  '(passages per second × tokens of a passage + searches per second × tokens of a question) ÷ models':
    '(초당 구절 × 구절의 토큰 + 초당 검색 × 질문의 토큰) ÷ 모델 수',
  '(requests per second × 36,000 s + documents per day) × 50 lines × 1 KiB + 2 GiB; nothing without logs':
    '(초당 요청 × 36,000초 + 하루 문서) × 50줄 × 1 KiB + 2 GiB. 로그를 모으지 않으면 필요 없습니다',
  '(threads − reserved) ÷ roles of the machine − etcd and exporter beside it':
    '(스레드 − 예약) ÷ 서버가 맡은 역할 수 − 함께 실행하는 etcd와 exporter',
  '(watts of the nodes + watts of the switches) × cooling': '(노드 전력 + 스위치 전력) × 냉각 계수',
  '1 GiB + languages × 1 GiB': '1 GiB + 언어 수 × 1 GiB',
  '1 when the recovery point is younger than the archive interval, else 0':
    '복구 시점이 아카이브 주기보다 짧으면 1, 아니면 0',
  '1.2 × weights + 16 GiB: a checkpoint passes through memory, and merging holds all of it':
    '1.2 × 가중치 + 16 GiB. 체크포인트가 메모리를 거치고, 병합할 때는 가중치 전체를 올립니다',
  '1.2 × weights of the models that run in the process + 3 GiB':
    '1.2 × 프로세스 안에서 실행하는 모델의 가중치 + 3 GiB',
  '1.5 × weights + 2 GiB': '1.5 × 가중치 + 2 GiB',
  '2 × memory: queries and the replay of the log come on top':
    '2 × 메모리. 쿼리와 로그 재생에 더 듭니다',
  '2 × minimum': '2 × 최소',
  '2 × quota + 2 GiB for snapshots and the log': '2 × 쿼터 + 스냅숏과 로그용 2 GiB',
  '2 × request': '2 × 요청량',
  '3 checkpoints + 2 merged models + 100 GiB for data sets and caches':
    '체크포인트 3개 + 병합한 모델 2개 + 데이터셋과 캐시용 100 GiB',
  '4 + 2 × GPUs per replica': '4 + 2 × 레플리카당 GPU',
  'EC:4 from 8 drives a set, EC:3 from 6, EC:2 from 4, EC:1 below':
    '세트가 드라이브 8개 이상이면 EC:4, 6개 이상이면 EC:3, 4개 이상이면 EC:2, 그보다 적으면 EC:1',
  'GPU memory × memory utilization − weights − overhead':
    'GPU 메모리 × 메모리 사용률 − 가중치 − 오버헤드',
  'GPUs per replica': '레플리카당 GPU',
  'GPUs of a training job × ⌈users ÷ 500⌉ jobs at once':
    '학습 작업 하나의 GPU × 동시 작업 ⌈사용자 ÷ 500⌉개',
  'all of it: 4-bit weights are not shared among GPUs':
    '전체. 4비트 가중치는 GPU끼리 나눠 갖지 않습니다',
  'at most maxmemory': '최대 maxmemory',
  'at most the quota': '최대 쿼터',
  'base + nodes × series of a node + GPUs × series of a GPU':
    '기본 + 노드 × 노드당 시계열 + GPU × GPU당 시계열',
  'between 4 and 32 GiB: 1 GiB for each 50 GiB of data':
    '데이터 50 GiB마다 1 GiB, 4 GiB에서 32 GiB까지',
  'bytes of the training ÷ GPUs (DeepSpeed ZeRO-3)': '학습에 드는 바이트 ÷ GPU (DeepSpeed ZeRO-3)',
  'bytes × 8 ÷ (link × share), in whole minutes, + steps × 5 min':
    '바이트 × 8 ÷ (링크 × 비율)을 분 단위로 올림 + 단계 × 5분',
  'capacity × copies': '용량 × 복제본 수',
  'concurrent users × connections of a person × 2 for the moment after a failover, at least 1,000':
    '동시 사용자 × 사용자당 연결 × 2(장애 조치 직후 대비), 1,000 이상',
  'concurrent users × requests per hour × 2,000 h × tokens × 4 B × 3 ÷ 4 × 2 + 20 GiB':
    '동시 사용자 × 시간당 요청 × 2,000시간 × 토큰 × 4 B × 3 ÷ 4 × 2 + 20 GiB',
  'concurrent users × requests per user and hour ÷ 3,600 s':
    '동시 사용자 × 사용자당 시간당 요청 ÷ 3,600초',
  'connections of a pool, one for each replica': '풀 하나의 연결 수. 레플리카마다 풀이 하나입니다',
  'copies of a loaded collection: the replica_number that clients ask for':
    '적재한 컬렉션의 복제본 수(클라이언트가 지정하는 replica_number)',
  'documents + passages × (1 + entities of a passage)': '문서 + 구절 × (1 + 구절당 개체)',
  'documents per day × pages per document ÷ (hours per day × 3,600 s)':
    '하루 문서 × 문서당 쪽 ÷ (하루 처리 시간 × 3,600초)',
  'documents × bytes per document + 2 × passages × (8 KiB + dimensions × 4) + 5 GiB':
    '문서 × 문서 크기 + 2 × 구절 × (8 KiB + 차원 × 4) + 5 GiB',
  'documents × bytes per document × 1.5 + weights + vectors × 3 + backups':
    '문서 × 문서 크기 × 1.5 + 가중치 + 벡터 × 3 + 백업',
  'documents × pages per document × passages per page': '문서 × 문서당 쪽 × 쪽당 구절',
  'drives of one server': '서버 한 대의 드라이브',
  'drives × size of a drive': '드라이브 × 드라이브 크기',
  'every machine of the pool': '풀의 모든 서버',
  'graph × 1.2, in GiB': '그래프 × 1.2를 GiB 단위로 올림',
  'graph × 2 + 5 GiB: the store that is copied and the file that it becomes':
    '그래프 × 2 + 5 GiB. 복사할 저장소와 복사해서 만든 파일입니다',
  'graph × 3 + 20 GiB: the graph, its growth, and a second one while a copy is brought back; logs of transactions':
    '그래프 × 3 + 20 GiB. 그래프와 증가분, 복원하는 동안의 두 번째 그래프, 트랜잭션 로그입니다',
  'heap × 1.1 + page cache + 2 GiB': '힙 × 1.1 + 페이지 캐시 + 2 GiB',
  'machines × watts of one under load': '서버 수 × 부하가 걸린 한 대의 전력',
  'max(1 GiB, (users × 8 KiB + documents per day × 4 KiB + searches per second × 600 s × 8 KiB) × 2), in GiB':
    'max(1 GiB, (사용자 × 8 KiB + 하루 문서 × 4 KiB + 초당 검색 × 600초 × 8 KiB) × 2)를 GiB 단위로 올림',
  'max(1, GPUs of a training job)': 'max(1, 학습 작업 하나의 GPU)',
  'max(10 GiB, (log bytes per day × days kept + passages × 4 KiB) × copies ÷ nodes ÷ 0.75)':
    'max(10 GiB, (하루 로그 × 보관 일수 + 구절 × 4 KiB) × 복제본 수 ÷ 노드 ÷ 0.75)',
  'max(10 GiB, users ÷ 25 GiB): the log of hours that are not in the object store yet':
    'max(10 GiB, 사용자 ÷ 25 GiB). 아직 오브젝트 스토리지로 옮기지 않은 몇 시간 분량의 로그입니다',
  'max(100, Σ connections per replica × maximum replicas + reserve), in tens':
    'max(100, Σ 레플리카당 연결 × 최대 레플리카 + 예비)를 십 단위로 올림',
  'max(100, Σ connections per replica × maximum replicas)':
    'max(100, Σ 레플리카당 연결 × 최대 레플리카)',
  'max(2 GiB, ⌈series × bytes of a series⌉ + 1 GiB)':
    'max(2 GiB, ⌈시계열 × 시계열당 바이트⌉ + 1 GiB)',
  'max(20 GiB, passages per day × (dimensions × 4 B + 4 KiB of text) × 3 days × 2)':
    'max(20 GiB, 하루 구절 × (차원 × 4 B + 텍스트 4 KiB) × 3일 × 2)',
  'max(20, ⌈clients × 10% ÷ replicas⌉)': 'max(20, ⌈클라이언트 × 10% ÷ 레플리카⌉)',
  'max(8 GiB, vectors ÷ 70 % + 4 GiB)': 'max(8 GiB, 벡터 ÷ 70 % + 4 GiB)',
  'max(copies, ⌈vectors ÷ 70 % ÷ 32 GiB⌉) + 1 from 99.9% availability on':
    'max(복제본 수, ⌈벡터 ÷ 70 % ÷ 32 GiB⌉), 가용성이 99.9% 이상이면 + 1',
  'max(replicas for availability, ⌈answers in flight × share ÷ sequences per replica⌉)':
    'max(가용성에 필요한 레플리카, ⌈생성 중인 답변 × 비율 ÷ 레플리카당 시퀀스⌉)',
  'max(minimum, needed); no maximum is declared': 'max(최소, 필요량). 최댓값을 선언하지 않았습니다',
  'maxmemory × 2 + 512 MiB: while it saves, a forked copy may hold every changed page, and replicas have buffers':
    'maxmemory × 2 + 512 MiB. 저장하는 동안 포크한 프로세스가 바뀐 페이지를 모두 가질 수 있고, 복제본마다 버퍼가 있습니다',
  'maxmemory × 4 + 2 GiB: the append-only file, its rewrite, a snapshot and a transfer to a replica':
    'maxmemory × 4 + 2 GiB. AOF와 재작성 파일, 스냅숏, 복제본 전송분입니다',
  'memory × 25 % ÷ (connections × 2 sorts), from 4 MiB to 64 MiB':
    '메모리 × 25 % ÷ (연결 × 정렬 2회), 4 MiB에서 64 MiB까지',
  'memory × 75 %: what the shared buffers and the system’s page cache hold together':
    '메모리 × 75 %. 공유 버퍼와 운영체제 페이지 캐시를 합한 크기입니다',
  'memory − heap × 1.1 − 2 GiB': '메모리 − 힙 × 1.1 − 2 GiB',
  'min(2 GiB, memory ÷ 16)': 'min(2 GiB, 메모리 ÷ 16)',
  'min(256, ⌊cache tokens ÷ context⌋)': 'min(256, ⌊캐시 토큰 ÷ 컨텍스트⌋)',
  'min(256, ⌊cache tokens ÷ tokens of an answer⌋)': 'min(256, ⌊캐시 토큰 ÷ 답변 하나의 토큰⌋)',
  'min(31 GiB, 8 GiB + ⌈searches per second × time of a search⌉ × 256 MiB)':
    'min(31 GiB, 8 GiB + ⌈초당 검색 × 검색 시간⌉ × 256 MiB)',
  'min(32 GiB, memory × 25 %)': 'min(32 GiB, 메모리 × 25 %)',
  'minimum × 2': '최소 × 2',
  'need ÷ 80 % ÷ usable share ÷ volumes, at least 10 GiB':
    '필요량 ÷ 80 % ÷ 실효 비율 ÷ 볼륨 수, 10 GiB 이상',
  'nodes in the rack × watts of one, and its switches': '랙의 노드 × 한 대의 전력 + 랙의 스위치',
  'nodes × disks of one': '노드 × 한 대의 디스크',
  'one GPU for each replica': '레플리카마다 GPU 하나',
  'one on each machine': '서버마다 하나',
  'one more than is needed, so that a node may be lost':
    '노드 하나를 잃어도 되도록 필요한 수보다 하나 더',
  'one process owns the data directory': '데이터 디렉터리는 프로세스 하나만 가질 수 있습니다',
  'operations of the GPU × share reached ÷ (2 × 12 × layers × hidden size²)':
    'GPU 연산 성능 × 도달 비율 ÷ (2 × 12 × 레이어 × 은닉 크기²)',
  'pages per second × passages per page': '초당 쪽 × 쪽당 구절',
  'parameters × bytes per parameter': '파라미터 × 파라미터당 바이트',
  'parameters × bytes per parameter ÷ GPUs per replica':
    '파라미터 × 파라미터당 바이트 ÷ 레플리카당 GPU',
  'passages × (dimensions × 4 B + 4 KiB of text)': '구절 × (차원 × 4 B + 텍스트 4 KiB)',
  'passages × (dimensions × 4 B + M × 10 B + 64 B) × copies in memory':
    '구절 × (차원 × 4 B + M × 10 B + 64 B) × 메모리 복제본 수',
  'passages × 8 KiB × 2 + concurrent users × requests per hour × 2,000 h × 8 KiB + 20 GiB':
    '구절 × 8 KiB × 2 + 동시 사용자 × 시간당 요청 × 2,000시간 × 8 KiB + 20 GiB',
  'passages × relationships of a passage': '구절 × 구절당 관계',
  'processes × (pool + overflow)': '프로세스 × (풀 + 초과 허용)',
  'prompt tokens + answer tokens': '프롬프트 토큰 + 답변 토큰',
  'raw × (set − parity) ÷ set': '전체 용량 × (세트 − 패리티) ÷ 세트',
  'raw ÷ copies': '전체 용량 ÷ 복제본 수',
  'replicas × volumes of one, and the volume of the weights':
    '레플리카 × 레플리카당 볼륨 + 가중치 볼륨',
  'replicas at the busiest time × GPUs of one': '가장 바쁜 시간의 레플리카 × 레플리카당 GPU',
  'replicas at the busiest time × memory of one': '가장 바쁜 시간의 레플리카 × 레플리카당 메모리',
  'replicas at the busiest time × threads of one': '가장 바쁜 시간의 레플리카 × 레플리카당 스레드',
  'replicas spread over nodes, whole GPUs on one node, so that the loss of any node can be borne':
    '어느 노드를 잃어도 되도록 레플리카를 여러 노드에 나누고, 한 레플리카의 GPU는 한 노드에서 배정',
  'request × 2, as in the guide': '요청량 × 2 (가이드와 동일)',
  'requests per second × share that searches': '초당 요청 × 검색하는 비율',
  'searches per second × candidates × tokens of a question with its passage ÷ models':
    '초당 검색 × 후보 구절 × 질문과 구절의 토큰 ÷ 모델 수',
  'series ÷ seconds between samples × retention × bytes of a sample':
    '시계열 ÷ 수집 간격(초) × 보관 기간 × 샘플당 바이트',
  'servers × drives of one server': '서버 × 서버당 드라이브',
  'size of each process’s pool': '프로세스마다 갖는 풀의 크기',
  'size of each replica’s pool': '레플리카마다 갖는 풀의 크기',
  'the catalog’s number from 99.9% availability on, else 1':
    '가용성이 99.9% 이상이면 카탈로그의 수, 아니면 1',
  'the default quota': '기본 쿼터',
  'the drives of which a machine has most space': '서버에서 용량이 가장 큰 드라이브 묶음',
  'the fewest machines on which the replicas that always run find room with any one machine lost, and no other replica waits':
    '서버 한 대를 잃어도 항상 실행하는 레플리카가 모두 들어가고, 나머지 레플리카도 기다리지 않는 가장 적은 수',
  'the largest number up to 16 that divides the drives':
    '드라이브 수를 나누어떨어지게 하는 16 이하의 가장 큰 수',
  'the sum of the rows': '각 행의 합',
  'the sum of the rows, without switches': '각 행의 합(스위치 제외)',
  'the sum of what the replicas on the node request': '노드에 있는 레플리카 요청량의 합',
  'the whole graph': '그래프 전체',
  'the whole volume': '볼륨 전체',
  'threads × operations of a thread ÷ (2 × 12 × layers × hidden size²)':
    '스레드 × 스레드당 연산 성능 ÷ (2 × 12 × 레이어 × 은닉 크기²)',
  'tokens of one call ÷ tokens per second of a replica': '호출 하나의 토큰 ÷ 레플리카의 초당 토큰',
  'watts of the machines × cooling': '서버 전력 × 냉각 계수',
  'weights + swap per GPU × GPUs per replica + 16 GiB for the processes and /dev/shm':
    '가중치 + GPU당 스왑 × 레플리카당 GPU + 프로세스와 /dev/shm용 16 GiB',
  'what RAID leaves': 'RAID를 뺀 실효 용량',
  'what the object store has to hold': '오브젝트 스토리지에 담을 용량',
  'what was written since the last copy': '마지막 백업 뒤에 쓴 내용',
  'what was written since the log was last archived': '마지막으로 로그를 아카이브한 뒤에 쓴 내용',
  'workers × stores × (connections of a pool + overflow) + 2 while it starts':
    '워커 × 저장소 × (풀의 연결 + 초과 허용) + 시작할 때 2',
  'Σ ⌈maximum × 1.25⌉ × requests + a little to spare; GPUs without surge':
    'Σ ⌈최대 × 1.25⌉ × 요청량 + 약간의 여유. GPU에는 서지를 더하지 않습니다',
  '⌈(chat requests per second × 2 + passages per second) × 0.05 s ÷ 70%⌉':
    '⌈(초당 채팅 요청 × 2 + 초당 구절) × 0.05초 ÷ 70%⌉',
  '⌈GPUs of the training jobs and of models beside them ÷ GPUs of a machine⌉ + 1':
    '⌈학습 작업과 함께 두는 모델의 GPU ÷ 서버 한 대의 GPU⌉ + 1',
  '⌈answers in flight ÷ 300⌉': '⌈생성 중인 답변 ÷ 300⌉',
  '⌈chat requests per second⌉; a gateway of this size passes thousands':
    '⌈초당 채팅 요청⌉. 이 크기의 게이트웨이는 초당 수천 건을 처리합니다',
  '⌈machines × the larger of watts ÷ watts of a rack and units ÷ units of a rack⌉':
    '⌈서버 수 × max(전력 ÷ 랙 전력, 공간 ÷ 랙 공간)⌉',
  '⌈metrics⌉ + 10 GiB for the log and compaction': '⌈메트릭⌉ + 로그와 압축 정리용 10 GiB',
  '⌈n + 2√n⌉ with n = requests per second × answer tokens ÷ tokens per second (Little’s law; two standard deviations of a Poisson count)':
    '⌈n + 2√n⌉, n = 초당 요청 × 답변 토큰 ÷ 초당 토큰 (리틀의 법칙, 푸아송 분포의 표준편차 두 배)',
  '⌈pages per second × (share scanned × seconds per scanned page + share with text × 0.3 s) ÷ (2 threads × 70%)⌉':
    '⌈초당 쪽 × (스캔 비율 × 스캔 쪽당 초 + 텍스트 비율 × 0.3초) ÷ (스레드 2개 × 70%)⌉',
  '⌈tokens per second ÷ (tokens per second of a replica × 70%)⌉':
    '⌈초당 토큰 ÷ (레플리카의 초당 토큰 × 70%)⌉',
  '⌈users ÷ 5⌉, the guide’s own share (9.1: 100 of 500)':
    '⌈사용자 ÷ 5⌉, 가이드의 비율(9.1: 500명 중 100명)',
  '⌈vectors ÷ 70 % ÷ nodes that hold them⌉, from 8 to 32 GiB':
    '⌈벡터 ÷ 70 % ÷ 벡터를 담는 노드 수⌉, 8 GiB에서 32 GiB까지',
  '⌊cache ÷ (16 × 2 × layers × KV heads per GPU × head dimension × bytes)⌋ × 16':
    '⌊캐시 ÷ (16 × 2 × 레이어 × GPU당 KV 헤드 × 헤드 차원 × 바이트)⌋ × 16',
}

type Pattern = readonly [english: RegExp, korean: string]

/** Formulas with a name or a number in them. */
export const formulaPatterns: readonly Pattern[] = [
  [/^the pool for (\S+)$/, '역할이 $1인 풀'],
  [/^minimum × (\d+)$/, '최소 × $1'],
  [
    /^the fewest of 1, 2, 4, 8 whose cache holds (\d+) requests of the longest context, (\d+) tokens at most$/,
    '1, 2, 4, 8 가운데 가장 긴 컨텍스트(최대 $2토큰)의 요청 $1건이 캐시에 들어가는 가장 작은 수',
  ],
  [
    /^⌈need ÷ usable bytes of a machine⌉, in groups of (\d+)$/,
    '⌈필요량 ÷ 서버 한 대의 실효 용량⌉, $1대 단위',
  ],
]
