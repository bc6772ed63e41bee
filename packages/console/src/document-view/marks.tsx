// Marks over a page or a picture where a passage stands; its words are read out elsewhere.

import styles from './document-view.module.css'
import { placeOf, type Box, type Size } from './highlight.ts'

export function Marks({ boxes, size }: { readonly boxes: readonly Box[]; readonly size: Size }) {
  return boxes.map((box, index) => (
    <div key={index} className={styles.mark} style={placeOf(box, size)} data-mark aria-hidden />
  ))
}
