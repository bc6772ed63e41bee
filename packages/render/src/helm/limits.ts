// Words, for people who install a chart, on what its values cannot change.

type Words = { readonly english: readonly string[]; readonly korean: readonly string[] }

export const fixedModels: Words = {
  english: [
    'Models are fixed: weights, GPUs and context follow from a plan. A new model is a new line in llmflow.yaml and a new',
    'render of this chart.',
  ],
  korean: [
    '모델은 고정되어 있습니다. 가중치, GPU, 컨텍스트 길이는 계획에서 정해지므로 모델을 추가하려면 llmflow.yaml에',
    '적고 차트를 다시 렌더링하세요.',
  ],
}

export const restOfSizes: Words = {
  english: [
    'What LLMFlow computes from a size, such as a heap from memory or members from replicas, follows a new render and no',
    'override of the size.',
  ],
  korean: [
    '메모리에서 계산한 힙, 레플리카 수에서 계산한 구성원 목록처럼 크기에서 나온 설정은 값을 덮어써도 바뀌지 않습니다.',
    '다시 렌더링해야 반영됩니다.',
  ],
}
