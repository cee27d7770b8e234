/** Reads one header by its name in lower case. */
export type Headers = (name: string) => string | null;

export type Origin = 'person' | 'list' | 'machine' | 'answering-machine';

/**
 * Whether a person wrote a mail (RFC 3834, RFC 2919 and what programs do in practice). Nothing that a machine wrote is ever answered by a
 * machine; an answering machine answers us, so nobody waits behind it.
 */
export function originOf(headers: Headers): Origin {
  const submitted = (headers('auto-submitted') ?? 'no').toLowerCase().split(/[\s;(]/)[0];
  const precedence = (headers('precedence') ?? '').trim().toLowerCase();
  const isAnswer =
    submitted === 'auto-replied' ||
    precedence === 'auto_reply' ||
    headers('x-autoreply') !== null ||
    headers('x-autorespond') !== null ||
    /\b(auto.?reply|vacation)\b/i.test(
      headers('x-auto-response-suppress') === null ? '' : (headers('subject') ?? ''),
    );
  if (isAnswer) return 'answering-machine';
  if (headers('list-id') !== null || headers('list-unsubscribe') !== null || precedence === 'list')
    return 'list';
  const isFromNobody = (headers('return-path') ?? '').trim() === '<>';
  if ((submitted !== 'no' && submitted !== '') || /^(bulk|junk)$/.test(precedence) || isFromNobody) {
    const isOutOfOffice =
      isFromNobody &&
      /^(auto(matic|matische)?|out of office|abwesen|automatisch)/i.test(headers('subject') ?? '');
    return isOutOfOffice ? 'answering-machine' : 'machine';
  }
  return 'person';
}
