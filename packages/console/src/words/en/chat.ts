// English words of the area chat.

export const chat = { title: 'Chat' }
