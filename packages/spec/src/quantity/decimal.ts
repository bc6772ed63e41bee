// Scales decimal text by a whole number exactly, because 0.1 × 10 in floating point is not always 1.

/** `text` (such as `1.25`) times `factor`, or undefined when the product is not a safe whole number. */
export function scaleDecimal(text: string, factor: bigint): number | undefined {
  const [whole = '', fraction = ''] = text.split('.')
  const scale = 10n ** BigInt(fraction.length)
  const product = BigInt(`${whole}${fraction}`) * factor
  if (product % scale !== 0n) return undefined
  const value = Number(product / scale)
  return Number.isSafeInteger(value) ? value : undefined
}

/** `value / divisor` as the shortest exact decimal, or undefined when it needs more than `digits`. */
export function divideExactly(value: number, divisor: bigint, digits: number): string | undefined {
  const scaled = BigInt(value) * 10n ** BigInt(digits)
  if (scaled % divisor !== 0n) return undefined
  const text = (scaled / divisor).toString().padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  const fraction = text.slice(text.length - digits).replace(/0+$/, '')
  return fraction === '' ? whole : `${whole}.${fraction}`
}
