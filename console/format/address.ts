/** An address as people type it, made whole; null when nothing was typed. */
export function wholeAddress(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return null;
  return /^https?:\/\//i.test(text) ? text : `https://${text.replace(/^\/+/, '')}`;
}
