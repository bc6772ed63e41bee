// Lists the audit's findings about charts, values, variables and names, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import { topic } from '../particles.js'
import type { Wording } from '../words.js'

/** What holds a text that nothing expands. */
type PlaceholderHolder = 'values' | 'configuration' | 'container'

export type FilesParams = {
  /** `${VAR}` where no program fills it in. `reader` is the program that takes the text as it is. */
  'wiring/literal-placeholder': {
    readonly variable: string
    readonly holder: PlaceholderHolder
    readonly reader: string
  }
  'wiring/undefined-variable': {
    readonly variable: string
    readonly list: string
    readonly suggestion: string
  }
  /** What the files use, or their programs demand, and the list does not have. */
  'wiring/variable-list-gaps': { readonly list: string; readonly names: readonly string[] }
  'wiring/unread-variable': { readonly variable: string }
  'wiring/password-in-url': { readonly variable: string }
  /** Of a chart that is only drawn the definition, and with it an alias, may be elsewhere. */
  'wiring/unread-values': {
    readonly key: string
    readonly subchart: string
    readonly isDrawn: boolean
  }
  'wiring/switch-without-condition': { readonly chart: string; readonly switches: number }
  'capacity/bounds-differ': {
    readonly workload: string
    readonly values: string
    readonly scaler: string
    readonly kind: string
  }
  'wiring/name-under-two-domains': {
    readonly name: string
    readonly first: string
    readonly second: string
  }
  'wiring/multicast-domain': { readonly domain: string }
  'wiring/certificate-without-name': { readonly host: string; readonly secret: string }
  'wiring/two-object-stores': { readonly program: string; readonly endpoint: string }
}

export const filesSeverities: { readonly [C in keyof FilesParams]: Severity } = {
  'wiring/literal-placeholder': 'warning',
  'wiring/undefined-variable': 'warning',
  'wiring/variable-list-gaps': 'warning',
  'wiring/unread-variable': 'warning',
  'wiring/password-in-url': 'warning',
  'wiring/unread-values': 'error',
  'wiring/switch-without-condition': 'warning',
  'capacity/bounds-differ': 'warning',
  'wiring/name-under-two-domains': 'warning',
  'wiring/multicast-domain': 'info',
  'wiring/certificate-without-name': 'error',
  'wiring/two-object-stores': 'warning',
}

const holdersEnglish: { readonly [H in PlaceholderHolder]: (reader: string) => string } = {
  values: () => 'Helm does not expand variables in values',
  configuration: (reader) => `${reader} does not expand variables in its configuration`,
  container: (reader) =>
    `Kubernetes expands only $(NAME) here, and ${reader} does not expand this either`,
}

const holdersKorean: { readonly [H in PlaceholderHolder]: (reader: string) => string } = {
  values: () => 'Helm은 값 파일의 변수를 치환하지 않습니다',
  configuration: (reader) => `${topic(reader)} 설정 파일의 변수를 치환하지 않습니다`,
  container: () => 'Kubernetes가 여기에서 치환하는 형식은 $(NAME)뿐입니다',
}

const meantEnglish = (suggestion: string): string =>
  suggestion === '' ? '' : ` (did you mean ${suggestion}?)`
const meantKorean = (suggestion: string): string =>
  suggestion === '' ? '' : ` (혹시 ${suggestion}?)`

export const filesEnglish: { readonly [C in keyof FilesParams]: Wording<FilesParams[C]> } = {
  'wiring/literal-placeholder': {
    title: 'A variable that nothing expands',
    message: ({ variable, holder, reader }) =>
      `$\{${variable}} is taken literally: ${holdersEnglish[holder](reader)}`,
    why: 'The program receives the dollar sign and the braces as its password or address, and anyone who reads the file knows that value.',
    fix: 'Refer to a Secret in the cluster, or expand the text before it is installed and document that step in these files.',
  },
  'wiring/undefined-variable': {
    title: 'A variable that the list does not define',
    message: ({ variable, list, suggestion }) =>
      `${variable} is used here, but ${list} does not define it${meantEnglish(suggestion)}`,
    why: 'A variable that is not set becomes an empty string, and an empty password is refused or, worse, accepted.',
    fix: 'Add the variable to the list, or give a default where it is used.',
  },
  'wiring/variable-list-gaps': {
    title: 'An incomplete list of variables',
    message: ({ list, names }) =>
      `${list} lacks variables that these files use or their programs need: ${names.join(', ')}`,
    why: 'Whoever installs the platform fills in this list and assumes that it is complete.',
    fix: 'Add the names, or set them where the programs run.',
  },
  'wiring/unread-variable': {
    title: 'A variable that nothing reads',
    message: ({ variable }) => `${variable} is listed, but nothing in these files reads it`,
    why: 'Changing it has no effect, although its name suggests otherwise.',
    fix: 'Use the variable where its value is needed, or remove it from the list.',
  },
  'wiring/password-in-url': {
    title: 'A password inside a URL',
    message: ({ variable }) =>
      `a value of ${variable} with @, :, / or # breaks this URL, because it is inserted without URL encoding`,
    why: 'Generated passwords often contain such characters. The program then connects to another host, or not at all.',
    fix: 'Set host, user and password separately where the program allows it, or URL-encode the password.',
  },
  'wiring/unread-values': {
    title: 'Values that reach no chart',
    message: ({ key, subchart, isDrawn }) =>
      `the chart ${subchart} gets no values: they are under ${key}, and Helm passes them on only under the exact name${isDrawn ? ', unless the dependency has this alias' : ''}`,
    why: 'Helm passes a block of values to the subchart whose name or alias is its key. Any other spelling is silently dropped.',
    fix: 'Rename the key to the name of the chart, or give the dependency an alias.',
  },
  'wiring/switch-without-condition': {
    title: 'Chart switches without a condition',
    message: ({ chart, switches }) =>
      `no dependency of ${chart} has a condition here, so ${switches === 1 ? 'an enabled switch' : `${switches} enabled switches`} may have no effect`,
    why: 'Helm installs every chart below charts/ unless its dependency names the switch in `condition`.',
    fix: 'Declare each dependency in Chart.yaml with `condition: <key>.enabled`.',
  },
  'capacity/bounds-differ': {
    title: 'Replica counts that differ',
    message: ({ workload, values, scaler, kind }) =>
      `${workload}: the values set ${values} replicas, the ${kind} sets ${scaler}`,
    why: 'Whichever is applied last wins, until the other is applied again. Installed together, they work against each other.',
    fix: 'Set the bounds in one place. Where an autoscaler sets the number, leave it out elsewhere.',
  },
  'wiring/name-under-two-domains': {
    title: 'One name under two domains',
    message: ({ name, first, second }) => `${name} is ${first} here and ${second} elsewhere`,
    why: 'Certificates, logins and links contain the full name: what is issued for one name is refused under the other.',
    fix: 'Use the same domain everywhere, preferably from one setting.',
  },
  'wiring/multicast-domain': {
    title: 'A domain reserved for multicast DNS',
    message: ({ domain }) =>
      `names below ${domain} end in .local, which is reserved for multicast DNS`,
    why: 'Many machines look up such names on the local link and never ask the DNS server (RFC 6762).',
    fix: 'Use a domain that you own or a subdomain of it, such as internal.example.com.',
  },
  'wiring/certificate-without-name': {
    title: 'A certificate for other names',
    message: ({ host, secret }) => `the certificate in ${secret} is not valid for ${host}`,
    why: 'A browser refuses a certificate that does not contain the name it asked for.',
    fix: 'Add the host to the names of the Certificate, or use another Secret.',
  },
  'wiring/two-object-stores': {
    title: 'Two object stores for one program',
    message: ({ program, endpoint }) =>
      `the values give ${program} the object store ${endpoint}, but this resource installs another one`,
    why: 'Data goes to one of them, and backups may cover the other.',
    fix: 'Configure the existing store as an external one.',
  },
}

export const filesKorean: { readonly [C in keyof FilesParams]: Wording<FilesParams[C]> } = {
  'wiring/literal-placeholder': {
    title: '치환되지 않는 변수',
    message: ({ variable, holder, reader }) =>
      `$\{${variable}}: 치환되지 않고 글자 그대로 남습니다. ${holdersKorean[holder](reader)}`,
    why: '달러 기호와 중괄호가 그대로 비밀번호나 주소가 됩니다. 파일을 본 사람은 누구나 그 값을 알게 됩니다.',
    fix: '클러스터의 Secret을 참조하거나, 설치 전에 치환하고 그 단계를 이 파일들에 적어 두세요.',
  },
  'wiring/undefined-variable': {
    title: '목록에 정의되지 않은 변수',
    message: ({ variable, list, suggestion }) =>
      `여기에서 쓰는 ${variable} 변수가 ${list}에 없습니다${meantKorean(suggestion)}`,
    why: '설정되지 않은 변수는 빈 문자열이 됩니다. 빈 비밀번호는 거부되거나, 더 나쁜 경우 그대로 통과합니다.',
    fix: '목록에 변수를 추가하거나, 쓰는 곳에 기본값을 적으세요.',
  },
  'wiring/variable-list-gaps': {
    title: '빠진 것이 있는 변수 목록',
    message: ({ list, names }) =>
      `이 파일들이 쓰거나 프로그램에 필요한 변수가 ${list}에 없습니다: ${names.join(', ')}`,
    why: '설치하는 사람은 이 목록만 채우면 된다고 생각합니다.',
    fix: '빠진 이름을 추가하거나, 프로그램을 실행하는 곳에 값을 설정하세요.',
  },
  'wiring/unread-variable': {
    title: '읽히지 않는 변수',
    message: ({ variable }) =>
      `${variable} 변수가 목록에 있지만 이 파일들 어디에서도 읽지 않습니다`,
    why: '이름과 달리 값을 바꿔도 아무것도 달라지지 않습니다.',
    fix: '값이 필요한 곳에서 변수를 쓰거나 목록에서 지우세요.',
  },
  'wiring/password-in-url': {
    title: 'URL에 들어간 비밀번호',
    message: ({ variable }) =>
      `${variable} 값에 @, :, /, # 같은 문자가 있으면 이 URL이 깨집니다. 값이 URL 인코딩 없이 들어가기 때문입니다`,
    why: '생성한 비밀번호에는 이런 문자가 흔히 들어 있습니다. 그러면 프로그램이 엉뚱한 호스트에 연결하거나 아예 연결하지 못합니다.',
    fix: '프로그램이 받는다면 호스트, 사용자, 비밀번호를 따로 설정하고, 아니면 비밀번호를 URL 인코딩하세요.',
  },
  'wiring/unread-values': {
    title: '어느 차트에도 전달되지 않는 값',
    message: ({ key, subchart, isDrawn }) =>
      `${subchart} 차트는 값을 하나도 받지 못합니다. 값이 ${key} 아래에 있는데, Helm은 차트 이름과 정확히 같은 키의 값만 전달합니다${isDrawn ? '(dependency에 이 alias가 있으면 전달됩니다)' : ''}`,
    why: 'Helm은 이름이나 별칭이 키와 같은 하위 차트에만 값을 넘깁니다. 철자가 다르면 오류 없이 버립니다.',
    fix: '키를 차트 이름과 같게 하거나 dependency에 alias를 지정하세요.',
  },
  'wiring/switch-without-condition': {
    title: 'condition이 없는 차트 스위치',
    message: ({ chart, switches }) =>
      `이 파일들에 있는 ${chart}의 dependency에는 condition이 없어서 enabled 스위치 ${switches}개가 효과가 없을 수 있습니다`,
    why: 'Helm은 dependency의 `condition`이 스위치를 가리키지 않으면 charts/ 아래의 차트를 모두 설치합니다.',
    fix: 'Chart.yaml의 dependency마다 `condition: <키>.enabled`를 선언하세요.',
  },
  'capacity/bounds-differ': {
    title: '두 곳에 다르게 적힌 레플리카 수',
    message: ({ workload, values, scaler, kind }) =>
      `${workload}: 레플리카 수가 값 파일에서는 ${values}, ${kind}에서는 ${scaler}입니다`,
    why: '나중에 적용한 쪽이 적용되고, 다른 쪽을 다시 적용하면 뒤집힙니다. 함께 설치하면 서로 충돌합니다.',
    fix: '범위는 한 곳에만 적으세요. 오토스케일러가 개수를 정한다면 다른 곳에서는 빼세요.',
  },
  'wiring/name-under-two-domains': {
    title: '도메인이 다른 같은 이름',
    message: ({ name, first, second }) =>
      `${name}: 여기에서는 ${first}, 다른 곳에서는 ${second}입니다`,
    why: '인증서와 로그인, 링크에는 전체 이름이 들어갑니다. 한쪽 이름으로 발급된 것은 다른 쪽에서 거부됩니다.',
    fix: '모든 곳에서 같은 도메인을 쓰세요. 설정 하나에서 가져오는 것이 좋습니다.',
  },
  'wiring/multicast-domain': {
    title: '멀티캐스트 DNS에 예약된 도메인',
    message: ({ domain }) => `${domain} 아래의 이름은 멀티캐스트 DNS에 예약된 .local로 끝납니다`,
    why: '많은 시스템이 이런 이름을 로컬 링크에서만 찾고 DNS 서버에는 묻지 않습니다(RFC 6762).',
    fix: '소유한 도메인이나 internal.example.com 같은 하위 도메인을 쓰세요.',
  },
  'wiring/certificate-without-name': {
    title: '호스트 이름이 없는 인증서',
    message: ({ host, secret }) => `${secret}의 인증서에 ${host} 이름이 없습니다`,
    why: '브라우저는 요청한 이름이 들어 있지 않은 인증서를 거부합니다.',
    fix: 'Certificate의 이름에 호스트를 추가하거나 다른 Secret을 쓰세요.',
  },
  'wiring/two-object-stores': {
    title: '프로그램 하나에 오브젝트 스토리지가 둘',
    message: ({ program, endpoint }) =>
      `값 파일은 ${program}의 오브젝트 스토리지로 ${endpoint} 주소를 지정하는데, 이 리소스는 새로 하나를 설치합니다`,
    why: '데이터는 한쪽에 쌓이는데 백업은 다른 쪽을 대상으로 할 수 있습니다.',
    fix: '이미 있는 스토리지를 외부 스토리지로 참조하세요.',
  },
}
