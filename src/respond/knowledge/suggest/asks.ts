import type { Conversation } from '#respond/inbox/index.ts';

/** How questions begin where nobody writes a question mark. */
const BEGINNING =
  /(?:^|[.!\n]\s*|@\S+\s+)(?:how|what|where|when|why|who|which|can|could|is there|is it|do you|does|may i|wie|was|wo|wann|warum|kann|comment|pourquoi|quand|como|donde|cuando|por que|dove|perche|hoe|waarom|wanneer)\b/i;
/** Said by those who want an article as much as by those who ask: they cannot do something. */
const HELPLESS = /\b(?:can(?:no|'|’)?t|cannot|unable to|how to|need help|don(?:'|’)?t know)\b/i;

/** Whether a customer's last words ask something, so that an article could answer. Praise and anger have none. */
export function asksSomething({
  title,
  excerpt,
  factors,
}: Pick<Conversation, 'title' | 'excerpt' | 'factors'>): boolean {
  const text = `${title ?? ''} ${excerpt}`.trim();
  if (text === '') return false;
  if (/[?？؟]/.test(text.replaceAll(/https?:\/\/\S+/g, '')) || BEGINNING.test(text) || HELPLESS.test(text))
    return true;
  return factors.some(({ key }) => key === 'question');
}
