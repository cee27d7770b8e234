import type { AuthResults } from './auth-results.ts';
import { type Headers, originOf } from './automatic.ts';
import { isGenuine } from './sender.ts';

/** A fact of how a mail came, in a sentence for its reader. */
export interface MailRemark {
  kind: 'automatic' | 'answering-machine' | 'list' | 'checked' | 'unchecked' | 'forged';
  text: string;
}

/** Who wrote it (a person is no remark), and whether it is from whom it says. `isClaim`: it says that it is from us, and is not. */
export function remarksOn(
  headers: Headers,
  { from, isClaim, results }: { from: string; isClaim: boolean; results: AuthResults | undefined },
): MailRemark[] {
  const remarks: MailRemark[] = [];
  const origin = originOf(headers);
  if (origin === 'list') remarks.push({ kind: 'list', text: 'It came through a mailing list.' });
  if (origin === 'machine') remarks.push({ kind: 'automatic', text: 'A program wrote this mail.' });
  if (origin === 'answering-machine')
    remarks.push({ kind: 'answering-machine', text: 'An answering machine wrote this mail.' });
  const genuine = results && isGenuine(results, from);
  const said = results ? ` (${saidOf(results)})` : '';
  if (isClaim || genuine === false)
    remarks.push({ kind: 'forged', text: `It may not be from ${from}${said}.` });
  else if (genuine === true) remarks.push({ kind: 'checked', text: `It is from ${from}${said}.` });
  else if (results)
    remarks.push({ kind: 'unchecked', text: `Nothing proves that it is from ${from}${said}.` });
  else remarks.push({ kind: 'unchecked', text: `Nobody checked whether it is from ${from}.` });
  return remarks;
}

/** `checked here: DKIM pass, SPF not known, DMARC pass`, and why not. */
function saidOf({ dkim, spf, dmarc, by, notes = [] }: AuthResults): string {
  const verdicts = `${by ?? 'checked here'}: DKIM ${dkim}, SPF ${spf}, DMARC ${dmarc}`;
  return [verdicts, ...notes.map((note) => note.slice(0, 200))].join('; ');
}
