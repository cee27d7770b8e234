/** A text without what points to a person: handles become @user, addresses http, mail addresses and long numbers too. */
export function masked(text: string): string {
  return text
    .replaceAll(/(?:https?:\/\/|www\.)\S+/gi, 'http')
    .replaceAll(/[\w.+-]+@[\w-]+\.[\w.]+/g, 'http')
    .replaceAll(/@\w+/g, '@user')
    .replaceAll(/\+?\d[\d\s().-]{6,}\d/g, '0000000');
}
