// Says in Korean where facts come from; names of files, programs and settings stay as they are.

type Pattern = readonly [english: RegExp, korean: string]

/** Whole sources, or the parts of one between semicolons. */
export const sources: { readonly [english: string]: string } = {
  '1,024 when it is not known': '알 수 없으면 1,024',
  '2 GiB of heap and as much for the page cache': '힙 2 GiB와 같은 크기의 페이지 캐시',
  'CUDA, NCCL and activations': 'CUDA, NCCL, 활성값',
  'HAProxy in TCP mode': 'TCP 모드의 HAProxy',
  'HAProxy: 33 KiB a connection and its base': 'HAProxy: 연결당 33 KiB와 기본 사용량',
  'KAFKA_LOG_RETENTION_HOURS of 72': 'KAFKA_LOG_RETENTION_HOURS=72',
  'KC_DB_POOL_MAX_SIZE as set here': '여기서 지정한 KC_DB_POOL_MAX_SIZE',
  'LLMFlow’s own default': 'LLMFlow 기본값',
  'LLMFlow’s own estimate': 'LLMFlow 추정',
  'Milvus documentation, in-memory replica': 'Milvus 문서의 메모리 복제본',
  'Milvus documentation, requirements of Docker Compose': 'Milvus 문서의 Docker Compose 요구 사항',
  'OpenBLAS sgemm on one AMD EPYC thread: 75 to 99 G/s alone, half when both of a core are busy':
    'AMD EPYC 스레드 하나의 OpenBLAS sgemm: 혼자 쓰면 75~99 G/s, 코어의 두 스레드가 모두 바쁘면 절반',
  'Patroni documentation: one primary and two replicas, so that one may be lost (guide 2.2.3)':
    'Patroni 문서: 하나를 잃어도 되도록 프라이머리 하나와 복제본 둘(가이드 2.2.3)',
  'PgBouncer runs on one thread': 'PgBouncer는 스레드 하나로 실행',
  'PostgreSQL 16 default of work_mem': 'PostgreSQL 16의 work_mem 기본값',
  'PostgreSQL 16 manual, 20.4 Resource Consumption':
    'PostgreSQL 16 매뉴얼 20.4 Resource Consumption',
  'PostgreSQL wiki, Tuning Your PostgreSQL Server': 'PostgreSQL 위키 Tuning Your PostgreSQL Server',
  'Qwen2.5 README: 131,072 needs YaRN': 'Qwen2.5 README: 131,072에는 YaRN 필요',
  'Redis Sentinel documentation: three Sentinels and two replicas, so that one machine may be lost':
    'Redis Sentinel 문서: 서버 하나를 잃어도 되도록 Sentinel 셋과 복제본 둘',
  'Redis documentation, persistence: BGSAVE and AOF rewrite fork':
    'Redis 문서(영속성): BGSAVE와 AOF 재작성은 프로세스를 포크',
  'Redis serves on one thread and saves on another':
    'Redis는 스레드 하나로 처리하고 다른 스레드로 저장',
  'SQLALCHEMY_POOL_SIZE and SQLALCHEMY_MAX_OVERFLOW, which langgenius/dify 0.11.0 api/configs/middleware reads':
    'langgenius/dify 0.11.0 api/configs/middleware가 읽는 SQLALCHEMY_POOL_SIZE와 SQLALCHEMY_MAX_OVERFLOW',
  'WAL senders have a limit of their own since 12': '12부터 WAL 전송 프로세스는 한도가 따로 있음',
  'a DaemonSet: one on every node': 'DaemonSet: 노드마다 하나',
  'a control store of a few thousand keys': '키 수천 개의 제어용 저장소',
  'a curl that runs for seconds': '몇 초 동안 실행하는 curl',
  'a dump on its way through one process': '프로세스 하나를 거쳐 가는 덤프',
  'a job that runs by the clock': '정해진 시각에 실행하는 작업',
  'a job that runs once': '한 번만 실행하는 작업',
  'a job that runs once for each version': '버전마다 한 번 실행하는 작업',
  'a layer-4 proxy copies bytes and keeps about 35 KB for a connection':
    'L4 프록시는 바이트를 복사하며 연결당 35 KB 정도를 유지',
  'a lost query node must not stop searches': '쿼리 노드를 잃어도 검색이 멈추지 않아야 함',
  'a question, or the candidates of a search': '질문 하나 또는 검색 한 번의 후보 구절',
  'a registry that a few hundred nodes pull from': '노드 수백 대가 내려받는 레지스트리',
  'a server that stands for the cluster': '클러스터를 대신하는 서버',
  'a single small process': '작은 프로세스 하나',
  'adapters: 5% of the weights, estimate': '어댑터는 가중치의 5%(추정)',
  'archive_timeout of 300 s': 'archive_timeout 300초',
  'connection_limit in DATABASE_ARGS': 'DATABASE_ARGS의 connection_limit',
  'consensus of the members': '구성원의 합의',
  'database.max_open_conn as set here': '여기서 지정한 database.max_open_conn',
  'deviceQuery in gist gengwg/3520df2e (85198045184 bytes)':
    'gist gengwg/3520df2e의 deviceQuery(85198045184바이트)',
  'each copy lies on a node of its own': '복제본마다 다른 노드에 배치',
  'embedding models share the work alike': '임베딩 모델이 일을 똑같이 나눔',
  estimate: '추정',
  'etcd-io/etcd v3.5 Documentation: a cluster of three works on with one member lost':
    'etcd-io/etcd v3.5 문서: 셋으로 된 클러스터는 하나를 잃어도 동작',
  'etcd.io hardware recommendations': 'etcd.io의 하드웨어 권장 사항',
  'every image of the platform twice, so that an upgrade fits':
    '업그레이드할 때를 위해 플랫폼의 모든 이미지를 두 벌',
  'four servers, so that one may be lost': '하나를 잃어도 되도록 서버 넷',
  'full: weights and the optimizer in fp32, 14 bytes a parameter':
    'full: fp32 가중치와 옵티마이저, 파라미터당 14바이트',
  'grafana/loki@helm-loki-6.24.0 production/helm/loki/single-binary-values.yaml: for up to some tens of GB a day':
    'grafana/loki@helm-loki-6.24.0 production/helm/loki/single-binary-values.yaml: 하루 수십 GB까지',
  'guide 4.2: passages of 1,000 to 1,500 characters': '가이드 4.2: 구절은 1,000~1,500자',
  'about 2 (Korean) to 4 (English) characters a token, reasoned':
    '토큰당 한국어 2자, 영어 4자 정도(추론)',
  'hiyouga/LLaMA-Factory v0.9.3 README.md hardware requirement: full 18 × B, LoRA 16 GB and QLoRA 6 GB for 7B':
    'hiyouga/LLaMA-Factory v0.9.3 README.md의 하드웨어 요구 사항: 7B 기준 full 18 × B, LoRA 16 GB, QLoRA 6 GB',
  'langfuse.com/self-hosting: ClickHouse from 2 processors and 8 GiB on':
    'langfuse.com/self-hosting: ClickHouse는 프로세서 2개와 8 GiB부터',
  'langfuse.com/self-hosting: two processors and 4 GiB for each container':
    'langfuse.com/self-hosting: 컨테이너마다 프로세서 2개와 4 GiB',
  'langgenius/dify 0.11.0 keeps a question’s embedding for 600 s':
    'langgenius/dify 0.11.0은 질문의 임베딩을 600초 동안 보관',
  'its licence forbids commercial use': '라이선스가 상업적 사용을 금지',
  'max(minimum, needed)': 'max(최소, 필요량)',
  'models without a demandShare share alike what the others leave':
    'demandShare가 없는 모델은 나머지를 똑같이 나눔',
  'multiprocessing executor': 'multiprocessing executor',
  'neo4j/docs-operations 5.15.0 clustering/introduction: 2F + 1 primaries bear F losses':
    'neo4j/docs-operations 5.15.0 clustering/introduction: 프라이머리 2F + 1개는 F개를 잃어도 됨',
  'nmslib/hnswlib ALGO_PARAMS.md: 8 to 10 bytes × M for each vector':
    'nmslib/hnswlib ALGO_PARAMS.md: 벡터마다 8~10바이트 × M',
  'no demandShare is declared, so models share alike': 'demandShare가 없어 모델이 똑같이 나눔',
  'no embedding model is declared': '선언한 임베딩 모델이 없음',
  'no inventory is given': '인벤토리가 없음',
  'no maximum is declared': '최댓값을 선언하지 않음',
  'node_exporter stays below 50 MiB': 'node_exporter는 50 MiB를 넘지 않음',
  'not measured': '실측값이 아님',
  'nvidia-smi 81559 MiB, CUDA sees a little less (estimate)':
    'nvidia-smi 81559 MiB, CUDA에서는 조금 적음(추정)',
  'objects of a few hundred kilobytes a namespace': '네임스페이스마다 수백 KB의 오브젝트',
  'one beside each server': '서버마다 하나',
  'one may be away': '하나가 없어도 됨',
  'one on each machine': '서버마다 하나',
  'one process changes the schema, once a version': '스키마는 프로세스 하나가 버전마다 한 번 변경',
  'one server': '서버 하나',
  'one small file that Sentinel rewrites': 'Sentinel이 다시 쓰는 작은 파일 하나',
  'one volume that one pod mounts': '파드 하나가 마운트하는 볼륨 하나',
  'one web page, which trains in its own process': '자기 프로세스에서 학습하는 웹 화면 하나',
  'opensearch-project/documentation-website@2.19 _tuning-your-cluster/index.md: three nodes agree on a manager when one is lost':
    'opensearch-project/documentation-website@2.19 _tuning-your-cluster/index.md: 하나를 잃어도 노드 셋이 매니저에 합의',
  'parameters computed from the config': '파라미터는 config에서 계산',
  'pgbouncer.org/config.html': 'pgbouncer.org/config.html',
  'planning figure of the catalog': '카탈로그의 계획용 수치',
  'prometheus/prometheus docs/storage.md: 1 to 2 bytes':
    'prometheus/prometheus docs/storage.md: 1~2바이트',
  'prometheusSpec.scrapeInterval as set here': '여기서 지정한 prometheusSpec.scrapeInterval',
  'read elasticsearch_indices_store_size_bytes on the running system':
    '실행 중인 시스템에서는 elasticsearch_indices_store_size_bytes로 확인',
  'read prometheus_tsdb_head_series on the running system':
    '실행 중인 시스템에서는 prometheus_tsdb_head_series로 확인',
  reasoned: '추론',
  'reasoned, not measured': '추론이며 실측값이 아님',
  'reasoned for batches of short sequences': '짧은 시퀀스의 배치를 기준으로 추론',
  'replicas would need a Keeper of three': '복제본을 두려면 Keeper 셋이 필요',
  'reranking models share the work alike': '재순위 모델이 일을 똑같이 나눔',
  'rocksmq keeps 3 days (milvus-io/milvus configs/milvus.yaml)':
    'rocksmq는 3일 동안 보관(milvus-io/milvus configs/milvus.yaml)',
  'room for bursts': '순간 부하를 위한 여유',
  'runs and models, each with a pool of its own': '실행 기록과 모델마다 따로 갖는 풀',
  'the default is 100 (keycloak 23.0.7 DatabaseOptions)':
    '기본값은 100(keycloak 23.0.7 DatabaseOptions)',
  'the embedding model': '임베딩 모델',
  'the flag is gone by 0.22': '이 옵션은 0.22에서 없어짐',
  'the guide’s node specification, 2.2': '가이드 2.2의 노드 사양',
  'the index template of the logs': '로그의 인덱스 템플릿',
  'the inventory names no link': '인벤토리에 링크가 없음',
  'the standalone topology': 'standalone 토폴로지',
  'the steps of this store': '이 저장소의 복구 단계',
  'the store writes while it reads': '저장소가 읽기와 쓰기를 함께 하기 때문',
  'the sum in brackets': '괄호 안의 합',
  'the topology single': 'single 토폴로지',
  'three brokers, so that one may be lost (zilliztech/milvus-helm charts/milvus/values.yaml)':
    '하나를 잃어도 되도록 브로커 셋(zilliztech/milvus-helm charts/milvus/values.yaml)',
  'three copies: one may be away': '복제본 셋: 하나가 없어도 됨',
  'topology single: one replica, caches of its own':
    'single 토폴로지: 캐시를 따로 갖는 레플리카 하나',
  'two carry on while one is replaced': '하나를 교체하는 동안 둘이 처리',
  'vllm PR 2031 and PR 12569': 'vllm PR 2031, PR 12569',
  'what browsers open to a host': '브라우저가 호스트 하나에 여는 연결',
  'without PostgreSQL Grafana keeps a file that two cannot use':
    'PostgreSQL이 없으면 Grafana는 둘이 함께 쓸 수 없는 파일에 보관',
  'without the spare one': '예비 장비 제외',
}

/** What estimates and reasoning are about. */
export const subjects: { readonly [english: string]: string } = {
  '1,500 characters of 3 bytes, keywords, row and indexes':
    '3바이트 문자 1,500자, 키워드, 행과 인덱스',
  '1,500 characters of Korean': '한국어 1,500자',
  'GraphRAG keeps text in the other stores and references to it in the graph':
    'GraphRAG는 텍스트를 다른 저장소에 두고 그래프에는 참조만 보관',
  'a Celery message and its result, kept for a day': 'Celery 메시지와 결과를 하루 동안 보관',
  'a Node.js process that passes streams on': '스트림을 넘겨주는 Node.js 프로세스',
  'a Node.js server with its bundles': '번들을 포함한 Node.js 서버',
  'a client that streams and then checks the copy': '스트리밍한 뒤 사본을 확인하는 클라이언트',
  'a language model of spaCy on one thread': '스레드 하나에서 실행하는 spaCy 언어 모델',
  'a line with the facts of its pod, indexed': '파드 정보와 함께 색인한 한 줄',
  'a week of queries and working space': '일주일치 쿼리와 작업 공간',
  'below the 85% at which OpenSearch puts no more shards on a node':
    'OpenSearch가 노드에 샤드를 더 두지 않는 85%보다 낮게',
  'dead rows before autovacuum, and index pages half full':
    'autovacuum 전의 죽은 행과 절반만 찬 인덱스 페이지',
  'gateway, Dify, LLMFlow, models and stores together':
    '게이트웨이, Dify, LLMFlow, 모델, 저장소를 합한 값',
  'indexing and merging keep two threads busy': '색인과 병합이 스레드 둘을 사용',
  'key, partition, timestamps and a scalar': '키, 파티션, 시각, 스칼라 값',
  'loaders of data and the web page': '데이터 로더와 웹 화면',
  'old versions until the index is compacted': '인덱스를 압축 정리하기 전의 이전 버전',
  'one process that passes lines on': '줄을 넘겨주는 프로세스 하나',
  'one small process': '작은 프로세스 하나',
  'parts and what they are merged into': '파트와 병합한 결과',
  'paths of a few hops': '몇 단계짜리 경로',
  'probes, controllers and the cluster itself': '프로브, 컨트롤러, 클러스터 자체',
  'session, counters of limits, tokens': '세션, 제한 카운터, 토큰',
  'ten hours a day at the busiest rate': '하루 10시간을 가장 바쁜 수준으로',
  'text three times, ÷ 4': '텍스트 세 벌 ÷ 4',
  'upstream gives no numbers': '공식 수치 없음',
  'chunks beyond its memory stay on disk': '메모리를 넘는 청크는 디스크에 보관',
  'native memory of the process': '프로세스의 네이티브 메모리',
  'the guide’s first heap': '가이드의 초기 힙',
}

export const sourcePatterns: readonly Pattern[] = [
  [/^infrastructure guide (.+)$/, '인프라 가이드 $1'],
  [/^guide 5\.1: HAProxy-01 and HAProxy-02$/, '가이드 5.1: HAProxy-01과 HAProxy-02'],
  [/^guide (\d.+)$/, '가이드 $1'],
  [
    /^(\d+) bytes a parameter: fp32 on CPU, fp16 on GPU$/,
    '파라미터당 $1바이트: CPU는 fp32, GPU는 fp16',
  ],
  [/^config\.json of (.+)$/, '$1의 config.json'],
  [/^a feed of three phases with (\d+) A$/, '$1 A 3상 전원'],
  [/^(\S+) as set here$/, '여기서 지정한 $1'],
]
