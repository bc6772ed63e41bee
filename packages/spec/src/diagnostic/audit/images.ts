// Lists the audit's findings about images, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import { subject } from '../particles.js'
import type { Wording } from '../words.js'

export type ImagesParams = {
  'airgap/outside-registry': { readonly image: string; readonly registry: string }
  /** A chart that an operator installs and that brings images of its own. */
  'airgap/charts-outside-registry': {
    readonly program: string
    readonly chart: string
    readonly registry: string
  }
  'airgap/no-such-image': { readonly image: string; readonly instead: string }
  'airgap/invalid-reference': { readonly image: string }
}

export const imagesSeverities: { readonly [C in keyof ImagesParams]: Severity } = {
  'airgap/outside-registry': 'warning',
  'airgap/charts-outside-registry': 'warning',
  'airgap/no-such-image': 'error',
  'airgap/invalid-reference': 'error',
}

export const imagesEnglish: { readonly [C in keyof ImagesParams]: Wording<ImagesParams[C]> } = {
  'airgap/outside-registry': {
    title: 'An image from outside the declared registry',
    message: ({ image, registry }) => `${image} does not come from ${registry}`,
    why: 'These files declare a registry of their own. Without internet access nothing can be pulled from anywhere else.',
    fix: 'Copy the image to this registry and use its name there, or configure a mirror on every node.',
  },
  'airgap/charts-outside-registry': {
    title: 'A chart whose images come from the internet',
    message: ({ program, chart, registry }) =>
      `${program} installs its ${chart} chart with the images that the chart names, not from ${registry}`,
    why: 'An operator installs charts with images from public registries, unless the values say otherwise.',
    fix: 'Set the registry and the pull secrets in the values of each chart.',
  },
  'airgap/no-such-image': {
    title: 'An image that does not exist',
    message: ({ image, instead }) => `${image} was never published; use ${instead}`,
    why: 'The pod or service never gets its image and does not start.',
    fix: 'Use the image that the project publishes.',
  },
  'airgap/invalid-reference': {
    title: 'An invalid image reference',
    message: ({ image }) => `${image} is not a valid image reference`,
    why: 'The container runtime rejects it: a repository is in lower case, with one tag after a colon.',
    fix: 'Write registry/repository:tag.',
  },
}

export const imagesKorean: { readonly [C in keyof ImagesParams]: Wording<ImagesParams[C]> } = {
  'airgap/outside-registry': {
    title: '지정된 레지스트리 밖의 이미지',
    message: ({ image, registry }) => `${image}: ${registry}에서 받는 이미지가 아닙니다`,
    why: '이 파일들에는 사용할 레지스트리가 정해져 있습니다. 인터넷에 연결되지 않은 곳에서는 다른 레지스트리의 이미지를 받을 수 없습니다.',
    fix: '이 레지스트리에 이미지를 복사해 그 이름을 쓰거나, 모든 노드에 미러를 설정하세요.',
  },
  'airgap/charts-outside-registry': {
    title: '인터넷에서 이미지를 받는 차트',
    message: ({ program, chart, registry }) =>
      `${subject(program)} 설치하는 ${chart} 차트는 ${registry} 대신 차트에 적힌 곳에서 이미지를 받습니다`,
    why: '오퍼레이터는 값으로 따로 지정하지 않으면 공개 레지스트리의 이미지로 차트를 설치합니다.',
    fix: '차트마다 값에 레지스트리와 imagePullSecrets를 지정하세요.',
  },
  'airgap/no-such-image': {
    title: '존재하지 않는 이미지',
    message: ({ image, instead }) =>
      `${image}: 배포된 적이 없는 이미지입니다. 대신 쓸 이미지: ${instead}`,
    why: '파드나 서비스가 이미지를 받지 못해 시작하지 못합니다.',
    fix: '프로젝트가 배포하는 이미지 이름을 쓰세요.',
  },
  'airgap/invalid-reference': {
    title: '올바르지 않은 이미지 이름',
    message: ({ image }) => `${image}: 올바른 이미지 이름이 아닙니다`,
    why: '컨테이너 런타임이 거부합니다. 저장소 이름은 소문자이고, 콜론 뒤에 태그가 하나 옵니다.',
    fix: 'registry/repository:tag 형식으로 쓰세요.',
  },
}
