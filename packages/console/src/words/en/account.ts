// English words of the area account.

export const account = { title: 'Account' }
