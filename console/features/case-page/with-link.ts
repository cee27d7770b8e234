/** What is being written with a link at its end, apart from the words before it; a link of an earlier page is replaced. */
export function withLink(text: string, link: string): string {
  const before = text.replace(/\S+\/shared\/case\/[\w-]+\s*$/u, '').trimEnd();
  return before === '' ? link : `${before} ${link}`;
}
