export const likeAPhoneNumber = 'Enter a telephone number, like 01632 960 001'

export const isPhoneNumber = (text: string): boolean => /^\+?[\d ()-]{7,25}$/.test(text)
