// Lists the patch of each minor of Kubernetes that machines are set up with.

/** The last patches as tags of kubernetes/kubernetes; those of minors without support stay the last for good. */
const patches: { readonly [minor: string]: string } = {
  '1.29': '1.29.15',
  '1.30': '1.30.14',
  '1.31': '1.31.14',
  '1.32': '1.32.13',
  '1.33': '1.33.13',
  '1.34': '1.34.4',
}

/** Undefined for minors that nobody has looked at. */
export const kubernetesPatchOf = (minor: string): string | undefined =>
  Object.hasOwn(patches, minor) ? patches[minor] : undefined
