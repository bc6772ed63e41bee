// Where the focus goes when what had it is gone: to the content of the page, from where Tab goes on.

/** A dialog that closes gives the focus back first, to what may be gone by then. */
const afterDialogsMs = 60

export function focusContentSoon(): void {
  setTimeout(() => {
    const { activeElement } = document
    if (activeElement !== null && activeElement !== document.body) return
    const content = document.querySelector('#content')
    if (content instanceof HTMLElement) content.focus({ preventScroll: true })
  }, afterDialogsMs)
}
