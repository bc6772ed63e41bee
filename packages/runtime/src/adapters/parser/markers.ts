// What begins an item of a list, in English and in Korean documents.

const bullets = '•◦▪▫■□●○◆◇▶▷‣⁃∙·ㆍ※☞✓✔❍❏ㅇ*–—-'
const numbers = String.raw`\(?\d{1,3}[.)]|\(\d{1,3}\)|[①-⑳]|[㉠-㉻]|\(?[가-하][.)]|\(?[a-z][.)]|\(?[A-Z]\)|\(?[ivxIVX]{1,4}[.)]`

const alone = new RegExp(`^(?:[${bullets}]|${numbers})$`)
const leading = new RegExp(`^(?:[${bullets}]\\s|[•▪■□●○◆◇▶▷‣※☞❍❏①-⑳]|(?:${numbers})\\s)`)

/** The text is a marker and nothing else. */
export const isMarker = (text: string): boolean => alone.test(text)

export const startsWithMarker = (text: string): boolean => leading.test(text)
