// Knows whether an address lies in a range of IPv4.

const numberOf = (address: string): number =>
  address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0)

export function isWithin(range: string, address: string): boolean {
  const [first = '', length = '32'] = range.split('/')
  const size = 2 ** (32 - Number(length))
  return Math.floor(numberOf(address) / size) === Math.floor(numberOf(first) / size)
}
