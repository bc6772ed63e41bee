// Lists the findings about choices of a platform that contradict each other or its machines, with facts and words.

import type { Severity } from './diagnostic.js'
import { object, subject, topic } from './particles.js'
import type { Wording } from './words.js'

export type ChoiceParams = {
  /** A choice that reaches no workload, because what it is for does not exist here. */
  'plan/choice-without-effect': { readonly component: string; readonly choice: string }
  /** `own` is the version that the tag of the image names, `version` the one that is planned. */
  'plan/image-version-differs': {
    readonly component: string
    readonly image: string
    readonly own: string
    readonly version: string
  }
  'capacity/connections-exceeded': {
    readonly store: string
    readonly wanted: number
    readonly limit: number
  }
  /** Replicas that are all bound to one node. */
  'capacity/one-node': {
    readonly workload: string
    readonly replicas: number
    readonly node: string
  }
  /** More sequences at once than the cache holds at the configured context. */
  'capacity/concurrency-exceeds-cache': {
    readonly model: string
    readonly sequences: number
    readonly context: number
    readonly fits: number
  }
  /** A store that keeps copies itself, on storage that copies every one of them. */
  'capacity/copies-multiplied': {
    readonly component: string
    readonly copies: number
    readonly storageClass: string
    readonly replication: number
    readonly total: number
  }
  'capacity/training-gpus': { readonly wanted: number; readonly available: number }
  /** Bytes on each GPU; `fits` is the number of GPUs that hold the training, 0 when none does. */
  'capacity/training-memory': {
    readonly model: string
    readonly method: string
    readonly gpus: number
    readonly gpu: string
    readonly needed: number
    readonly available: number
    readonly fits: number
  }
  /** Pools of which no node says how much it draws. */
  'capacity/power-unknown': { readonly pools: string }
  'wiring/api-at-one-machine': { readonly pool: string; readonly machines: number }
  'wiring/workers-among-databases': { readonly pool: string; readonly network: string }
  'wiring/nobody-connects': { readonly component: string }
  'wiring/no-way-in': { readonly component: string }
  'wiring/part-never-runs': { readonly component: string; readonly workload: string }
  'life/backup-beside-data': { readonly endpoint: string; readonly isInCluster: boolean }
  'life/licence-not-accepted': {
    readonly component: string
    readonly edition: string
    readonly option: string
    readonly values: string
  }
}

export const choiceSeverities: { readonly [C in keyof ChoiceParams]: Severity } = {
  'plan/choice-without-effect': 'warning',
  'plan/image-version-differs': 'warning',
  'capacity/connections-exceeded': 'error',
  'capacity/one-node': 'error',
  'capacity/concurrency-exceeds-cache': 'info',
  'capacity/copies-multiplied': 'warning',
  'capacity/training-gpus': 'error',
  'capacity/training-memory': 'error',
  'capacity/power-unknown': 'info',
  'wiring/api-at-one-machine': 'warning',
  'wiring/workers-among-databases': 'warning',
  'wiring/nobody-connects': 'warning',
  'wiring/no-way-in': 'warning',
  'wiring/part-never-runs': 'error',
  'life/backup-beside-data': 'error',
  'life/licence-not-accepted': 'error',
}

export const choiceEnglish: { readonly [C in keyof ChoiceParams]: Wording<ChoiceParams[C]> } = {
  'plan/choice-without-effect': {
    title: 'A choice without effect',
    message: ({ component, choice }) => `nothing of ${component} uses ${choice} here`,
    why: 'What is written and not used misleads whoever reads it: a store on machines of its own takes their disks, and no storage class.',
    fix: 'Remove the choice, or choose a topology that uses it.',
  },
  'plan/image-version-differs': {
    title: 'An image of another version',
    message: ({ component, image, own, version }) =>
      `${image} holds ${own}, but ${component} is planned as ${version}`,
    why: 'Settings, probes, metrics and their names belong to one version; another one may lack what is written for it or read it differently.',
    fix: 'Use an image of the planned version, or choose a `version` that the catalog has.',
  },
  'capacity/connections-exceeded': {
    title: 'More connections than the database takes',
    message: ({ store, wanted, limit }) =>
      `${store} takes ${limit} connections, but its clients may open ${wanted} when every part runs at its maximum`,
    why: 'A database refuses every connection beyond its limit, so that scaling out makes the platform fail.',
    fix: 'Raise the limit, lower the maxima, or leave the limit to LLMFlow, which computes it.',
  },
  'capacity/one-node': {
    title: 'Replicas bound to one machine',
    message: ({ workload, replicas, node }) =>
      `all ${replicas} replicas of ${workload} are bound to node ${node}`,
    why: 'Replicas protect from the loss of a machine only if they run on different ones.',
    fix: 'Remove the node name from the selector, or select nodes by a label that several have.',
  },
  'capacity/concurrency-exceeds-cache': {
    title: 'More sequences at once than the cache holds',
    message: ({ model, sequences, context, fits }) =>
      `${model} admits ${sequences} sequences at once, but its cache holds ${fits} of ${context} tokens`,
    why: 'Memory left beside the weights decides how many tokens are held at once; sequences beyond that wait or are computed again. A number of requests means nothing without the length that it was counted for.',
    fix: 'Lower --max-num-seqs or the context, add GPUs, or accept that full-length requests wait.',
  },
  'capacity/copies-multiplied': {
    title: 'Copies of copies',
    message: ({ component, copies, storageClass, replication, total }) =>
      `${component} keeps ${copies} bytes for one itself, and storage class ${storageClass} makes ${replication} copies of each: ${total} bytes for one`,
    why: 'Two layers of replication cost their product in disks and add the slower layer to every write, without surviving more.',
    fix: 'Give stores that replicate themselves local disks or a class with a single copy.',
  },
  'capacity/training-gpus': {
    title: 'Fine-tuning that wants more GPUs than there are',
    message: ({ wanted, available }) =>
      `fine-tuning takes ${wanted} GPUs, but the pools for training have ${available}`,
    why: 'A job that asks for more GPUs than exist waits forever.',
    fix: 'Lower the demand or add machines to a pool with the role `training`.',
  },
  'capacity/training-memory': {
    title: 'A training that does not fit into its GPUs',
    message: ({ model, method, gpus, gpu, needed, available, fits }) =>
      `training ${model} by ${method} takes ${gibibytesOf(needed)} GiB on each of ${gpus} × ${gpu}, which have ${gibibytesOf(available)} GiB${fits === 0 ? '' : `; ${fits} of them hold it`}`,
    why: 'Full training keeps gradients and the optimizer beside the weights, about 18 bytes a parameter; LoRA keeps little more than the weights, and QLoRA a quarter of them. What does not fit ends with an out-of-memory error after the weights are loaded.',
    fix: 'Give it more GPUs of one machine, choose lora or qlora, or train a smaller model.',
  },
  'capacity/power-unknown': {
    title: 'A feed without what it feeds',
    message: ({ pools }) =>
      `the site has a limit of power, but nobody says what the nodes of ${pools} draw`,
    why: 'A limit alone tells nothing: whether the machines, the switches and their cooling stay below it is known only when each of them is counted.',
    fix: 'Add `power`, the watts of one node under load, to each pool.',
  },
  'wiring/api-at-one-machine': {
    title: 'No address for the Kubernetes API',
    message: ({ pool, machines }) =>
      `pool ${pool} has ${machines} machines, but no address leads to the one that is alive`,
    why: 'Nodes and people reach the API at one address. Without one that moves or balances, the others do not help when that machine is lost, and kubeadm wants it before the first.',
    fix: 'Set `network.controlPlaneAddress`, and add HAProxy or another balancer that holds it.',
  },
  'wiring/workers-among-databases': {
    title: 'Workers in the network of the databases',
    message: ({ pool, network }) =>
      `the workers of pool ${pool} are attached to ${network}, which is kept for databases`,
    why: 'Pods leave a node with its address, so that every pod on these nodes is a neighbour of the databases, and what runs there has pod addresses and none of this network.',
    fix: 'Attach workers to the network of the nodes, and let a firewall admit what connects to the databases.',
  },
  'wiring/nobody-connects': {
    title: 'A component that nothing uses',
    message: ({ component }) => `nothing on this platform connects to ${component}`,
    why: 'It takes machines, backups and care, and what it was chosen for does not happen.',
    fix: 'Add the component that uses it, or remove it.',
  },
  'wiring/no-way-in': {
    title: 'Pages without a way in',
    message: ({ component }) =>
      `nobody outside the cluster reaches the pages of ${component}: the platform has no gateway`,
    why: 'Its Service has an address inside the cluster alone. Who is to use it cannot open it, and single sign-on leads back to a name that answers nothing.',
    fix: 'Add `apisix`, which takes the public names, or lead people there yourself.',
  },
  'wiring/part-never-runs': {
    title: 'A part that never runs',
    message: ({ component, workload }) =>
      `${workload} has no replica, although the rest of ${component} runs`,
    why: 'The other parts of the component send it work, or alerts wait for its metrics, and nothing answers.',
    fix: 'Give it at least one replica.',
  },
  'life/backup-beside-data': {
    title: 'Backups beside what they protect',
    message: ({ endpoint, isInCluster }) =>
      isInCluster
        ? `backups go to ${endpoint}, which is part of this platform`
        : `backups go to ${endpoint}, which lies in a network of this site`,
    why: 'What destroys the cluster or the site destroys the backups with it; a deleted bucket takes both.',
    fix: 'Use an object store at another site, with object lock.',
  },
  'life/licence-not-accepted': {
    title: 'A licence that nobody has accepted',
    message: ({ component, edition, option, values }) =>
      `${component} is planned as ${edition}, whose licence ${option} (${values}) has to accept`,
    why: 'The program refuses to start until somebody accepts its licence, and LLMFlow accepts none for anybody.',
    fix: 'Set the option when your company has the licence, or choose a topology of the free edition.',
  },
}

export const choiceKorean: { readonly [C in keyof ChoiceParams]: Wording<ChoiceParams[C]> } = {
  'plan/choice-without-effect': {
    title: '효과가 없는 설정',
    message: ({ component, choice }) =>
      `${component}에는 ${object(choice)} 쓰는 것이 이 구성에 없습니다`,
    why: '적혀 있지만 쓰이지 않는 설정은 읽는 사람을 오해하게 합니다. 전용 서버에서 실행되는 저장소는 그 서버의 디스크를 쓰며 스토리지 클래스를 쓰지 않습니다.',
    fix: '설정을 지우거나, 이 설정을 쓰는 토폴로지를 고르세요.',
  },
  'plan/image-version-differs': {
    title: '버전이 다른 이미지',
    message: ({ component, image, own, version }) =>
      `${image} 이미지의 버전은 ${own}인데, ${topic(component)} ${version} 기준으로 계획되었습니다`,
    why: '설정과 프로브, 메트릭은 버전에 따라 다릅니다. 다른 버전에는 여기서 쓴 설정이 없거나 다르게 읽힐 수 있습니다.',
    fix: '계획한 버전의 이미지를 쓰거나, 카탈로그에 있는 `version`을 고르세요.',
  },
  'capacity/connections-exceeded': {
    title: '데이터베이스 연결 한도 초과',
    message: ({ store, wanted, limit }) =>
      `${store}의 연결 한도는 ${limit}개인데, 모든 파트가 최댓값까지 늘어나면 ${wanted}개를 열 수 있습니다`,
    why: '한도를 넘는 연결은 모두 거부되므로, 규모를 늘릴수록 플랫폼이 실패합니다.',
    fix: '한도를 올리거나 최댓값을 낮추세요. 한도를 적지 않으면 LLMFlow가 계산합니다.',
  },
  'capacity/one-node': {
    title: '한 장비에 묶인 레플리카',
    message: ({ workload, replicas, node }) =>
      `${workload}의 레플리카 ${replicas}개가 모두 노드 ${node}에 묶여 있습니다`,
    why: '레플리카는 서로 다른 장비에 있어야 장비 장애를 견딥니다.',
    fix: '노드 선택자에서 노드 이름을 빼거나, 여러 노드가 가진 레이블을 쓰세요.',
  },
  'capacity/concurrency-exceeds-cache': {
    title: 'KV 캐시를 넘는 동시 요청',
    message: ({ model, sequences, context, fits }) =>
      `${topic(model)} 동시에 ${sequences}개 요청을 받지만, KV 캐시에는 ${context}토큰 길이로 ${fits}개만 들어갑니다`,
    why: '가중치를 올리고 남은 메모리가 동시에 보관할 토큰 수를 정합니다. 이를 넘는 요청은 기다리거나 다시 계산됩니다. 동시 요청 수는 기준 길이와 함께 적어야 뜻이 있습니다.',
    fix: '--max-num-seqs나 컨텍스트 길이를 낮추거나 GPU를 늘리세요. 긴 요청이 기다려도 된다면 그대로 두어도 됩니다.',
  },
  'capacity/copies-multiplied': {
    title: '사본의 사본',
    message: ({ component, copies, storageClass, replication, total }) =>
      `${topic(component)} 스스로 1바이트를 ${copies}바이트로 보관하는데, 스토리지 클래스 ${subject(storageClass)} 이를 다시 ${replication}벌로 복제하여 모두 ${total}바이트가 됩니다`,
    why: '복제가 두 겹이면 디스크는 곱으로 들고 쓰기는 느린 쪽을 따르지만, 견디는 장애는 늘지 않습니다.',
    fix: '스스로 복제하는 저장소에는 로컬 디스크나 사본이 하나인 스토리지 클래스를 쓰세요.',
  },
  'capacity/training-gpus': {
    title: '보유한 GPU보다 큰 파인튜닝',
    message: ({ wanted, available }) =>
      `파인튜닝에 GPU ${wanted}개가 필요한데, 학습용 풀에는 ${available}개가 있습니다`,
    why: '보유한 것보다 많은 GPU를 요청한 작업은 끝없이 기다립니다.',
    fix: '수요를 낮추거나, 역할이 `training`인 풀에 장비를 추가하세요.',
  },
  'capacity/training-memory': {
    title: 'GPU 메모리에 들어가지 않는 학습',
    message: ({ model, method, gpus, gpu, needed, available, fits }) =>
      `${object(model)} ${method} 방식으로 학습하려면 ${gpu} ${gpus}개마다 ${gibibytesOf(needed)}GiB가 필요한데, GPU 메모리는 ${gibibytesOf(available)}GiB입니다${fits === 0 ? '' : `. ${fits}개면 들어갑니다`}`,
    why: 'full은 가중치 말고도 기울기와 옵티마이저 상태를 함께 보관해 파라미터마다 약 18바이트가 듭니다. LoRA는 가중치보다 조금 더 들고, QLoRA는 그 4분의 1 수준입니다. 들어가지 않는 학습은 가중치를 올린 뒤 메모리 부족 오류로 끝납니다.',
    fix: '한 장비의 GPU를 더 주거나, lora나 qlora를 고르거나, 더 작은 모델을 학습하세요.',
  },
  'capacity/power-unknown': {
    title: '소비 전력을 모르는 전원',
    message: ({ pools }) =>
      `사이트의 전력 한도는 있지만 ${pools} 풀의 노드가 얼마나 소비하는지 적혀 있지 않습니다`,
    why: '한도만으로는 아무것도 알 수 없습니다. 장비와 스위치, 냉각을 모두 세어야 한도를 넘는지 확인할 수 있습니다.',
    fix: '풀마다 부하 시 노드 하나의 소비 전력을 `power`에 적으세요.',
  },
  'wiring/api-at-one-machine': {
    title: 'Kubernetes API 주소가 없음',
    message: ({ pool, machines }) =>
      `${pool} 풀에 장비가 ${machines}대 있지만, 살아 있는 장비로 이어 주는 주소가 없습니다`,
    why: '노드와 사람은 한 주소로 API에 접속합니다. 옮겨 가거나 분산하는 주소가 없으면 그 장비를 잃었을 때 나머지 장비는 소용이 없으며, kubeadm은 첫 장비를 만들기 전에 이 주소가 필요합니다.',
    fix: '`network.controlPlaneAddress`를 정하고, 이 주소를 맡을 HAProxy 같은 로드 밸런서를 추가하세요.',
  },
  'wiring/workers-among-databases': {
    title: '데이터베이스 네트워크에 있는 워커',
    message: ({ pool, network }) =>
      `${pool} 풀의 워커가 데이터베이스용 네트워크 ${network}에 연결되어 있습니다`,
    why: '파드의 트래픽은 노드 주소로 나가므로, 이 노드의 모든 파드가 데이터베이스와 같은 네트워크에 놓입니다. 그 위에서 실행되는 것은 파드 주소를 받으며 이 네트워크의 주소를 받지 않습니다.',
    fix: '워커는 노드 네트워크에 연결하고, 데이터베이스에 접속할 것만 방화벽에서 허용하세요.',
  },
  'wiring/nobody-connects': {
    title: '아무도 쓰지 않는 컴포넌트',
    message: ({ component }) => `이 플랫폼에는 ${component}에 연결하는 것이 없습니다`,
    why: '장비와 백업, 관리 비용은 들지만 이것을 고른 목적은 이루어지지 않습니다.',
    fix: '이것을 쓰는 컴포넌트를 추가하거나, 이 컴포넌트를 빼세요.',
  },
  'wiring/no-way-in': {
    title: '들어갈 길이 없는 화면',
    message: ({ component }) =>
      `게이트웨이가 없어 클러스터 밖에서는 ${component} 화면에 접속할 수 없습니다`,
    why: 'Service 주소가 클러스터 안에만 있습니다. 써야 할 사람이 열 수 없고, 로그인 후 돌아올 이름도 응답하지 않습니다.',
    fix: '공개 이름을 받는 `apisix`를 추가하거나, 접속 경로를 직접 마련하세요.',
  },
  'wiring/part-never-runs': {
    title: '실행되지 않는 파트',
    message: ({ component, workload }) =>
      `${component}의 나머지는 실행되는데 ${workload}에는 레플리카가 하나도 없습니다`,
    why: '같은 컴포넌트의 다른 파트가 여기에 일을 보내거나 알림이 이 메트릭을 기다리지만, 응답하는 것이 없습니다.',
    fix: '레플리카를 하나 이상 두세요.',
  },
  'life/backup-beside-data': {
    title: '원본 옆에 둔 백업',
    message: ({ endpoint, isInCluster }) =>
      isInCluster
        ? `백업을 보내는 ${topic(endpoint)} 이 플랫폼의 일부입니다`
        : `백업을 보내는 ${topic(endpoint)} 이 사이트의 네트워크에 있습니다`,
    why: '클러스터나 사이트를 잃으면 백업도 함께 잃고, 버킷을 하나 지우면 둘 다 사라집니다.',
    fix: '객체 잠금을 쓰는 다른 사이트의 오브젝트 스토리지를 쓰세요.',
  },
  'life/licence-not-accepted': {
    title: '동의하지 않은 라이선스',
    message: ({ component, edition, option, values }) =>
      `${topic(component)} ${edition} 에디션으로 계획되었으므로 ${option}(${values})에 라이선스 동의를 적어야 합니다`,
    why: '라이선스에 동의하기 전에는 프로그램이 시작되지 않으며, LLMFlow는 누구를 대신해서도 동의하지 않습니다.',
    fix: '라이선스를 보유했다면 이 옵션을 적고, 아니라면 무료 에디션으로 쓸 수 있는 토폴로지를 고르세요.',
  },
}

/** One figure behind the point is enough for an estimate. */
const gibibytesOf = (bytes: number): string => (bytes / 2 ** 30).toFixed(1)
