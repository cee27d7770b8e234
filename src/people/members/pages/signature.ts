import { type Html, markup } from '#lib/html/index.ts';
import type { Member } from '../domain/member.ts';
import { isSignature, type SignatureRule } from '../domain/profile.ts';

const LINK = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/i;

/** What stands below all that a member writes. Null where there is none, or it breaks the rule of today; addresses are links. */
export function signatureOf({ signature }: Pick<Member, 'signature'>, rule: SignatureRule): Html | null {
  if (signature === null || !isSignature(signature, rule)) return null;
  const parts = signature
    .split(LINK)
    .map((part, index) =>
      index % 2 === 0 ? part : markup`<a rel="nofollow ugc noopener" href="${part}">${part}</a>`,
    );
  return markup`<p class="signature quiet" dir="auto">${parts}</p>`;
}
