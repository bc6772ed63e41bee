// English words of the area platform.

export const platform = { title: 'Platform' }
