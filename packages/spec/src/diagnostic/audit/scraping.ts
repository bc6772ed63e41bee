// Lists the audit's findings about scraping and metrics that autoscalers want, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import { subject, topic } from '../particles.js'
import type { Wording } from '../words.js'

export type ScrapingParams = {
  /** A monitor whose selector finds nothing. `pods` names one that the selector would find as a PodMonitor. */
  'metrics/no-target': {
    readonly monitor: string
    readonly target: 'Service' | 'Pod'
    readonly selector: string
    readonly namespace: string
    readonly pods: string
  }
  /** What the monitor selects has no port of that name. */
  'metrics/no-such-port': { readonly port: string; readonly target: string }
  /** A port name that nothing here defines, for a program that serves its metrics on a known port. */
  'metrics/undefined-port': {
    readonly port: string
    readonly software: string
    readonly served: number
    readonly path: string
  }
  /** The port leads past the one where the program serves metrics. */
  'metrics/wrong-port': {
    readonly port: string
    readonly number: number
    readonly software: string
    readonly served: number
  }
  'metrics/wrong-path': {
    readonly path: string
    readonly software: string
    readonly served: string
  }
  /** A container announces a port for metrics on which its program does not listen. */
  'metrics/idle-port': {
    readonly number: number
    readonly software: string
    readonly served: number
  }
  'metrics/serves-none': { readonly software: string }
  'metrics/endpoint-off': {
    readonly software: string
    readonly needs: { readonly en: string; readonly ko: string }
  }
  'metrics/health-path': { readonly path: string }
  /** Objects that no Prometheus of the operator takes. `label` is empty where selectors stand in these files. */
  'metrics/not-selected': {
    readonly kind: string
    readonly name: string
    readonly count: number
    readonly label: string
  }
  /** A metric of an autoscaler that no adapter here serves. */
  'metrics/unserved-metric': { readonly metric: string; readonly autoscaler: string }
  /** The program that is scaled exports no such metric; `known` does, in another spelling. */
  'metrics/not-exported': {
    readonly metric: string
    readonly software: string
    readonly known: string
  }
  'metrics/scaling-unit': { readonly metric: string; readonly target: string }
  'metrics/distribution-as-value': {
    readonly metric: string
    readonly type: 'histogram' | 'summary'
  }
  'metrics/ignored-field': {
    readonly field: string
    readonly trigger: string
    readonly since: string
  }
  'metrics/unknown-queue': { readonly queue: string; readonly software: string }
  'metrics/wrong-database': {
    readonly database: number
    readonly used: number
    readonly process: string
  }
}

export const scrapingSeverities: { readonly [C in keyof ScrapingParams]: Severity } = {
  'metrics/no-target': 'warning',
  'metrics/no-such-port': 'error',
  'metrics/undefined-port': 'warning',
  'metrics/wrong-port': 'error',
  'metrics/wrong-path': 'warning',
  'metrics/idle-port': 'warning',
  'metrics/serves-none': 'error',
  'metrics/endpoint-off': 'warning',
  'metrics/health-path': 'warning',
  'metrics/not-selected': 'warning',
  'metrics/unserved-metric': 'warning',
  'metrics/not-exported': 'warning',
  'metrics/scaling-unit': 'warning',
  'metrics/distribution-as-value': 'warning',
  'metrics/ignored-field': 'warning',
  'metrics/unknown-queue': 'error',
  'metrics/wrong-database': 'error',
}

export const scrapingEnglish: {
  readonly [C in keyof ScrapingParams]: Wording<ScrapingParams[C]>
} = {
  'metrics/no-target': {
    title: 'A monitor that selects nothing',
    message: ({ monitor, target, selector, namespace, pods }) =>
      `${monitor} selects no ${target}: nothing here in ${namespace} is labelled ${selector}${pods === '' ? '' : `, although the pods of ${pods} are`}`,
    why: 'For a selector that finds nothing Prometheus shows neither a target nor an error, and no alert on these metrics ever fires.',
    fix: 'Give a Service (for a ServiceMonitor) or the pods (for a PodMonitor) these labels, or name their namespace in namespaceSelector.',
  },
  'metrics/no-such-port': {
    title: 'A monitor with a port that its target lacks',
    message: ({ port, target }) => `${target} has no port named ${port}`,
    why: 'Monitors find ports by name. Where the name is missing, the target is left out without an error.',
    fix: 'Use the name of a port of the Service (ServiceMonitor) or of the container (PodMonitor).',
  },
  'metrics/undefined-port': {
    title: 'A port of a monitor that is defined nowhere',
    message: ({ port, software, served, path }) =>
      `nothing here defines the port ${port}; ${software} serves ${path} on port ${served}`,
    why: 'A monitor finds its port by name in the Service. The name alone does not say where the program listens.',
    fix: 'Define a Service whose port of this name leads to the port where the program serves metrics.',
  },
  'metrics/wrong-port': {
    title: 'A scrape of the wrong port',
    message: ({ port, number, software, served }) =>
      `port ${port} leads to ${number}, but ${software} serves its metrics on ${served}`,
    why: 'Prometheus reaches another listener or none, and the target stays down.',
    fix: 'Let the named port lead to the port where the program serves metrics.',
  },
  'metrics/wrong-path': {
    title: 'A scrape of a path without metrics',
    message: ({ path, software, served }) =>
      `${software} serves its metrics under ${served}, not under ${path}`,
    why: 'The program answers another path with an error or with a page, and the target stays down.',
    fix: 'Scrape the path that the program serves.',
  },
  'metrics/idle-port': {
    title: 'A metrics port where nothing listens',
    message: ({ number, software, served }) =>
      `${software} does not listen on port ${number}; its metrics are on ${served}`,
    why: 'Listing a container port does not open it: a port that no process opens refuses every connection.',
    fix: 'Name the port where the program listens, or tell the program to listen on this one.',
  },
  'metrics/serves-none': {
    title: 'A scrape of a program without metrics',
    message: ({ software }) => `${software} serves no metrics`,
    why: 'Prometheus marks a target as down when the answer is not metrics, and collects nothing.',
    fix: 'Remove the monitor; probe the service from outside, or use the metrics of the gateway in front of it.',
  },
  'metrics/endpoint-off': {
    title: 'A metrics endpoint that is off by default',
    message: ({ software, needs }) => `${software} serves metrics only with ${needs.en}`,
    why: 'Without these settings the port is closed, or open on loopback only.',
    fix: 'Turn the endpoint on and let it listen on an address that Prometheus reaches.',
  },
  'metrics/health-path': {
    title: 'A health check scraped as metrics',
    message: ({ path }) => `${path} answers a health check, not metrics`,
    why: 'Prometheus cannot parse the answer, so the target is down although the service is healthy.',
    fix: 'Scrape the metrics path, and check health with a probe of the blackbox exporter.',
  },
  'metrics/not-selected': {
    title: 'An object that Prometheus does not select',
    message: ({ kind, name, count, label }) =>
      label === ''
        ? `no Prometheus here selects the ${kind} ${name}`
        : `${count === 1 ? `the ${kind} ${name} has` : `the ${kind} ${name} and ${count - 1} more have`} no label ${label}, which kube-prometheus-stack selects by`,
    why: 'By default the Prometheus of kube-prometheus-stack takes only objects with the label of its release and silently ignores all others.',
    fix: 'Label the objects, or set serviceMonitorSelectorNilUsesHelmValues and the settings like it to false in the values of the stack.',
  },
  'metrics/unserved-metric': {
    title: 'A metric for scaling that nothing serves',
    message: ({ metric, autoscaler }) =>
      `nothing here serves the metric ${metric} to ${autoscaler}`,
    why: 'An autoscaler asks the custom metrics API. Without an adapter rule for the name it gets an error and does not scale by this metric.',
    fix: 'Add an adapter rule that provides this metric, or scale with KEDA and a query.',
  },
  'metrics/not-exported': {
    title: 'A metric for scaling that the program does not export',
    message: ({ metric, software, known }) =>
      known === ''
        ? `${software} exports no ${metric}, and no adapter rule here provides it`
        : `${software} exports ${known}, and no adapter rule here turns it into ${metric}`,
    why: 'An autoscaler gets no value for a metric that nothing exports, and does not scale by it.',
    fix: 'Scale by a metric that the program exports, through an adapter rule or a KEDA query.',
  },
  'metrics/scaling-unit': {
    title: 'A target outside the range of its metric',
    message: ({ metric, target }) =>
      `${metric} is a ratio between 0 and 1, but its target is ${target}`,
    why: 'A ratio never reaches a target above 1, so the autoscaler sees no load at all.',
    fix: 'Write the target as a ratio: 800m is 80%.',
  },
  'metrics/distribution-as-value': {
    title: 'A distribution used as a single value',
    message: ({ metric, type }) => `${metric} is a ${type} and has no single value to scale by`,
    why: 'A histogram is exported as buckets, a sum and a count. None of them is the duration or size that the name suggests.',
    fix: 'Let an adapter rule or a query compute a quantile or an average of it.',
  },
  'metrics/ignored-field': {
    title: 'A field that a trigger ignores',
    message: ({ field, trigger, since }) =>
      `since KEDA ${since} the ${trigger} trigger does not read ${field}`,
    why: 'KEDA accepts unknown fields without an error, so the setting looks effective but is not.',
    fix: 'Remove the field.',
  },
  'metrics/unknown-queue': {
    title: 'A queue that nothing fills',
    message: ({ queue, software }) => `${software} puts nothing on a list named ${queue}`,
    why: 'The list stays empty, so the trigger always sees a length of 0 and never scales.',
    fix: 'Use one trigger for each list that the program fills.',
  },
  'metrics/wrong-database': {
    title: 'A trigger on another database than its queue',
    message: ({ database, used, process }) =>
      `the trigger reads database ${database}, but the broker of ${process} is database ${used}`,
    why: 'The databases of a Redis server share nothing, so the list looks empty from another one.',
    fix: 'Set databaseIndex to the database of the broker.',
  },
}

export const scrapingKorean: { readonly [C in keyof ScrapingParams]: Wording<ScrapingParams[C]> } =
  {
    'metrics/no-target': {
      title: '아무것도 선택하지 못하는 모니터',
      message: ({ monitor, target, selector, namespace, pods }) =>
        `${monitor}의 셀렉터에 맞는 ${target === 'Pod' ? '파드가' : 'Service가'} 없습니다. 이 파일들의 ${namespace}에는 ${selector} 레이블이 붙은 것이 없습니다${pods === '' ? '' : `(${pods}의 파드에는 붙어 있습니다)`}`,
      why: '셀렉터에 맞는 대상이 없으면 Prometheus는 타깃도 오류도 보여 주지 않으며, 이 메트릭을 쓰는 알림은 울리지 않습니다.',
      fix: 'ServiceMonitor라면 Service에, PodMonitor라면 파드에 이 레이블을 붙이거나 namespaceSelector로 네임스페이스를 지정하세요.',
    },
    'metrics/no-such-port': {
      title: '대상에 없는 포트를 쓰는 모니터',
      message: ({ port, target }) => `${target}에 이름이 ${port}인 포트가 없습니다`,
      why: '모니터는 포트를 이름으로 찾습니다. 이름이 없으면 오류 없이 수집 대상에서 빠집니다.',
      fix: 'ServiceMonitor라면 Service의 포트 이름을, PodMonitor라면 컨테이너의 포트 이름을 쓰세요.',
    },
    'metrics/undefined-port': {
      title: '어디에도 정의되지 않은 모니터의 포트',
      message: ({ port, software, served, path }) =>
        `${port} 포트가 이 파일들에 정의되어 있지 않습니다. ${topic(software)} ${served}번 포트의 ${path}에서 메트릭을 제공합니다`,
      why: '모니터는 Service에서 포트를 이름으로 찾으므로, 이름만으로는 프로그램이 실제로 어느 포트를 여는지 알 수 없습니다.',
      fix: '이 이름의 포트가 메트릭을 제공하는 포트로 이어지도록 Service를 정의하세요.',
    },
    'metrics/wrong-port': {
      title: '잘못된 포트에서 메트릭 수집',
      message: ({ port, number, software, served }) =>
        `${port} 포트는 ${number}번으로 이어지지만 ${topic(software)} ${served}번 포트에서 메트릭을 제공합니다`,
      why: 'Prometheus가 엉뚱한 포트나 닫힌 포트에 접속하므로 타깃이 계속 down으로 남습니다.',
      fix: '이름 있는 포트를 프로그램이 메트릭을 제공하는 포트에 연결하세요.',
    },
    'metrics/wrong-path': {
      title: '잘못된 경로에서 메트릭 수집',
      message: ({ path, software, served }) =>
        `${software}의 메트릭 경로는 ${served}입니다. 설정된 경로: ${path}`,
      why: '다른 경로에는 오류나 웹 페이지로 응답하므로 타깃이 계속 down으로 남습니다.',
      fix: '프로그램이 메트릭을 제공하는 경로를 수집하세요.',
    },
    'metrics/idle-port': {
      title: '아무도 열지 않는 메트릭 포트',
      message: ({ number, software, served }) =>
        `${topic(software)} ${number}번 포트를 열지 않습니다. 메트릭은 ${served}번 포트에서 제공합니다`,
      why: '컨테이너 포트 목록에 적는다고 포트가 열리지는 않습니다. 프로세스가 열지 않은 포트는 모든 접속을 거부합니다.',
      fix: '프로그램이 실제로 여는 포트를 적거나, 프로그램이 이 포트를 열도록 설정하세요.',
    },
    'metrics/serves-none': {
      title: '메트릭을 제공하지 않는 프로그램에서 수집',
      message: ({ software }) => `${topic(software)} 메트릭을 제공하지 않습니다`,
      why: '응답이 메트릭 형식이 아니면 Prometheus는 타깃을 down으로 표시하며 아무것도 수집하지 못합니다.',
      fix: '모니터를 지우고, 외부에서 프로브로 확인하거나 앞단 게이트웨이의 메트릭을 쓰세요.',
    },
    'metrics/endpoint-off': {
      title: '기본으로 꺼져 있는 메트릭 엔드포인트',
      message: ({ software, needs }) =>
        `${subject(software)} 메트릭을 제공하려면 다음이 필요합니다: ${needs.ko}`,
      why: '이 설정이 없으면 포트가 닫혀 있거나 루프백에서만 열립니다.',
      fix: '엔드포인트를 켜고 Prometheus가 접근할 수 있는 주소에서 열리게 하세요.',
    },
    'metrics/health-path': {
      title: '메트릭으로 수집하는 헬스 체크',
      message: ({ path }) => `${path} 경로는 메트릭이 아니라 헬스 체크 결과를 응답합니다`,
      why: 'Prometheus가 응답을 해석하지 못하므로 서비스가 정상이어도 타깃은 down입니다.',
      fix: '메트릭 경로를 수집하고, 헬스 체크는 blackbox exporter의 프로브로 확인하세요.',
    },
    'metrics/not-selected': {
      title: 'Prometheus가 선택하지 않는 객체',
      message: ({ kind, name, count, label }) =>
        label === ''
          ? `이 파일들에는 ${kind} ${name} 객체를 선택하는 Prometheus가 없습니다`
          : `${kind} ${name}${count === 1 ? '' : ` 외 ${count - 1}개`}에 kube-prometheus-stack의 셀렉터가 찾는 ${label} 레이블이 없습니다`,
      why: 'kube-prometheus-stack의 Prometheus는 기본적으로 자기 릴리스의 레이블이 붙은 객체만 받아들이고, 나머지는 오류 없이 무시합니다.',
      fix: '객체에 레이블을 붙이거나, 스택의 Helm 값에서 serviceMonitorSelectorNilUsesHelmValues 등을 false로 설정하세요.',
    },
    'metrics/unserved-metric': {
      title: '아무도 제공하지 않는 스케일링 메트릭',
      message: ({ metric, autoscaler }) =>
        `${autoscaler}에 ${metric} 메트릭을 제공하는 것이 이 파일들에 없습니다`,
      why: '오토스케일러는 사용자 정의 메트릭 API에 값을 묻습니다. 그 이름에 대한 어댑터 규칙이 없으면 오류만 받고 그 메트릭으로는 확장하지 않습니다.',
      fix: '이 메트릭을 만드는 규칙을 어댑터에 추가하거나, KEDA와 쿼리로 확장하세요.',
    },
    'metrics/not-exported': {
      title: '프로그램이 내보내지 않는 스케일링 메트릭',
      message: ({ metric, software, known }) =>
        known === ''
          ? `${topic(software)} ${metric} 메트릭을 내보내지 않으며, 이를 제공하는 어댑터 규칙도 이 파일들에 없습니다`
          : `${topic(software)} ${known} 메트릭을 내보내지만, 이를 ${metric} 메트릭으로 바꾸는 어댑터 규칙이 이 파일들에 없습니다`,
      why: '아무도 내보내지 않는 메트릭은 값이 없으므로 오토스케일러가 그 메트릭으로는 확장하지 않습니다.',
      fix: '어댑터 규칙이나 KEDA 쿼리를 통해 프로그램이 내보내는 메트릭으로 확장하세요.',
    },
    'metrics/scaling-unit': {
      title: '메트릭의 범위를 벗어난 목표값',
      message: ({ metric, target }) =>
        `${metric} 메트릭은 0에서 1 사이의 비율인데 목표값이 ${target}입니다`,
      why: '비율은 1보다 큰 목표값에 닿을 수 없으므로 오토스케일러는 부하가 없다고 판단합니다.',
      fix: '목표값을 비율로 적으세요. 800m이 80%입니다.',
    },
    'metrics/distribution-as-value': {
      title: '단일 값처럼 쓴 분포 메트릭',
      message: ({ metric, type }) =>
        `${metric} 메트릭은 ${type === 'histogram' ? '히스토그램이라' : '서머리(summary)라'} 스케일링에 쓸 단일 값이 없습니다`,
      why: '히스토그램은 버킷과 합계, 개수로 내보내지며 그중 어느 것도 이름이 뜻하는 시간이나 크기가 아닙니다.',
      fix: '어댑터 규칙이나 쿼리에서 분위수나 평균을 계산하게 하세요.',
    },
    'metrics/ignored-field': {
      title: '트리거가 읽지 않는 필드',
      message: ({ field, trigger, since }) =>
        `KEDA ${since}부터 ${trigger} 트리거는 ${field} 필드를 읽지 않습니다`,
      why: 'KEDA는 모르는 필드를 오류 없이 받아들이므로, 효과가 없는 설정인데도 동작한다고 오해하게 됩니다.',
      fix: '필드를 지우세요.',
    },
    'metrics/unknown-queue': {
      title: '아무것도 쌓이지 않는 큐',
      message: ({ queue, software }) =>
        `${topic(software)} ${queue}라는 리스트에 아무것도 넣지 않습니다`,
      why: '리스트가 늘 비어 있으므로 트리거는 항상 길이 0을 보고 확장하지 않습니다.',
      fix: '프로그램이 채우는 리스트마다 트리거를 하나씩 두세요.',
    },
    'metrics/wrong-database': {
      title: '큐와 다른 데이터베이스를 보는 트리거',
      message: ({ database, used, process }) =>
        `트리거는 데이터베이스 ${database}번을 읽지만 ${process}의 브로커는 ${used}번입니다`,
      why: '같은 Redis 서버라도 데이터베이스끼리는 데이터를 공유하지 않으므로, 다른 데이터베이스에서는 리스트가 비어 보입니다.',
      fix: 'databaseIndex를 브로커의 데이터베이스로 맞추세요.',
    },
  }
