// Knows the GPU products: the memory that CUDA sees, their speed and the power they draw.

import { bytes, gibibytes, watts, type Bytes, type Watts } from '@llmflow/spec'

export type GpuFacts = {
  readonly product: string
  /** Memory visible to CUDA, which is less than on the data sheet. */
  readonly memory: Bytes
  readonly power: Watts
  /** CUDA compute capability, which decides the build of an image. */
  readonly computeCapability: '8.0' | '8.9' | '9.0'
  /** Dense half-precision operations in a second, by data sheet. */
  readonly operationsPerSecond: number
  readonly source: string
}

const planner = 'NVIDIA ai-dynamo/aiconfigurator 095f58a51 systems/'
/** CUDA sees about 0.8 % less than nvidia-smi shows: 81,251 of 81,920 MiB on an A100. */
const seen = (shownMebibytes: number): Bytes => gibibytes((shownMebibytes * 0.992) / 1024)

const products: readonly GpuFacts[] = [
  {
    product: 'A100-SXM4-80GB',
    memory: bytes(85_198_045_184),
    power: watts(400),
    computeCapability: '8.0',
    operationsPerSecond: 312e12,
    source: `deviceQuery in gist gengwg/3520df2e (85198045184 bytes); ${planner}a100_sxm.yaml, 400 W`,
  },
  {
    product: 'A100-PCIE-80GB',
    memory: seen(81_920),
    power: watts(300),
    computeCapability: '8.0',
    operationsPerSecond: 312e12,
    source: `nvidia-smi 81920 MiB, CUDA sees a little less (estimate); ${planner}a100_pcie.yaml, 300 W`,
  },
  {
    product: 'H100-SXM5-80GB',
    memory: gibibytes(79.1),
    power: watts(700),
    computeCapability: '9.0',
    operationsPerSecond: 989e12,
    source: `nvidia-smi 81559 MiB, CUDA sees a little less (estimate); ${planner}h100_sxm.yaml, 700 W`,
  },
  {
    product: 'H100-PCIE-80GB',
    memory: seen(81_559),
    power: watts(350),
    computeCapability: '9.0',
    operationsPerSecond: 756.5e12,
    source: `nvidia-smi 81559 MiB, CUDA sees a little less (estimate); ${planner}h100_pcie.yaml, 350 W`,
  },
  {
    product: 'H200-SXM5-141GB',
    memory: seen(143_771),
    power: watts(700),
    computeCapability: '9.0',
    operationsPerSecond: 989e12,
    source: `nvidia-smi 143771 MiB, CUDA sees a little less (estimate); ${planner}h200_sxm.yaml, 700 W`,
  },
  {
    product: 'L40S-48GB',
    memory: seen(46_068),
    power: watts(350),
    computeCapability: '8.9',
    operationsPerSecond: 362e12,
    source: `nvidia-smi 46068 MiB, CUDA sees a little less (estimate); ${planner}l40s.yaml, 350 W`,
  },
  {
    product: 'L4-24GB',
    memory: seen(23_034),
    power: watts(72),
    computeCapability: '8.9',
    operationsPerSecond: 121e12,
    source: `nvidia-smi 23034 MiB, CUDA sees a little less (estimate); ${planner}l4.yaml, 72 W`,
  },
]

export const gpuProducts: readonly string[] = products.map(({ product }) => product)

export function findGpu(product: string): GpuFacts | undefined {
  return products.find((facts) => facts.product === product)
}
