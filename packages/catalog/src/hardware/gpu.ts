// Knows the GPU products: the memory that CUDA sees and the power they draw.

import { bytes, gibibytes, watts, type Bytes, type Watts } from '@llmflow/spec'

export type GpuFacts = {
  readonly product: string
  /** Memory visible to CUDA, which is less than on the data sheet. */
  readonly memory: Bytes
  readonly power: Watts
  readonly source: string
}

const products: readonly GpuFacts[] = [
  {
    product: 'A100-SXM4-80GB',
    memory: bytes(85_198_045_184),
    power: watts(400),
    source: 'deviceQuery in gist gengwg/3520df2e (85198045184 bytes); NVIDIA A100 data sheet, 400 W',
  },
  {
    product: 'H100-SXM5-80GB',
    memory: gibibytes(79.1),
    power: watts(700),
    source: 'nvidia-smi 81559 MiB, CUDA sees a little less (estimate); NVIDIA H100 data sheet, 700 W',
  },
]

export const gpuProducts: readonly string[] = products.map(({ product }) => product)

export function findGpu(product: string): GpuFacts | undefined {
  return products.find((facts) => facts.product === product)
}
