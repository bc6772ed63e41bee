// How a document is shown: as its pages, as a scan whose pages the runtime draws, as a picture, or as the text that was read from it.

type Kind = 'pages' | 'scan' | 'picture' | 'text'

/** What every browser can draw. */
const pictures: readonly string[] = ['png', 'jpg', 'jpeg', 'webp', 'gif', 'bmp']

const scans: readonly string[] = ['tif', 'tiff']

/** The name decides; what was claimed at the upload only where the name says nothing. */
export function kindOf(name: string, mediaType: string): Kind {
  const extension = /\.([a-z0-9]{1,5})$/.exec(name.toLowerCase())?.[1]
  if (extension === 'pdf') return 'pages'
  if (extension !== undefined && scans.includes(extension)) return 'scan'
  if (extension !== undefined) return pictures.includes(extension) ? 'picture' : 'text'
  if (mediaType === 'application/pdf') return 'pages'
  if (mediaType === 'image/tiff') return 'scan'
  return pictures.some((known) => mediaType === `image/${known}`) ? 'picture' : 'text'
}
