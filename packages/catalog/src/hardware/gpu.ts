// Knows the GPU products: the memory that CUDA sees, their speed and the power they draw.

import { bytes, gibibytes, watts, type Bytes, type Watts } from '@llmflow/spec'

export type GpuFacts = {
  readonly product: string
  /** Memory visible to CUDA, which is less than on the data sheet. */
  readonly memory: Bytes
  readonly power: Watts
  /** CUDA compute capability, which decides the build of an image. */
  readonly computeCapability: '8.0' | '9.0'
  /** Dense half-precision operations in a second, by data sheet. */
  readonly operationsPerSecond: number
  readonly source: string
}

const products: readonly GpuFacts[] = [
  {
    product: 'A100-SXM4-80GB',
    memory: bytes(85_198_045_184),
    power: watts(400),
    computeCapability: '8.0',
    operationsPerSecond: 312e12,
    source:
      'deviceQuery in gist gengwg/3520df2e (85198045184 bytes); NVIDIA A100 data sheet, 400 W',
  },
  {
    product: 'H100-SXM5-80GB',
    memory: gibibytes(79.1),
    power: watts(700),
    computeCapability: '9.0',
    operationsPerSecond: 989e12,
    source:
      'nvidia-smi 81559 MiB, CUDA sees a little less (estimate); NVIDIA H100 data sheet, 700 W',
  },
]

export const gpuProducts: readonly string[] = products.map(({ product }) => product)

export function findGpu(product: string): GpuFacts | undefined {
  return products.find((facts) => facts.product === product)
}
