import type { FactDefinition, Facts } from '#lib/conditions/index.ts';

/** What a policy may ask of a reply, beside everything that is known of its conversation. */
export const replyFacts: readonly FactDefinition[] = [
  { name: 'reply.words', type: 'words', label: 'the reply says', group: 'The reply' },
  {
    name: 'reply.author',
    type: 'choice',
    label: 'the author of the reply',
    group: 'The reply',
    isOpen: true,
  },
  { name: 'reply.account', type: 'text', label: 'the account that replies', group: 'The reply' },
  {
    name: 'reply.amount',
    type: 'number',
    label: 'the largest sum of money in the reply',
    group: 'The reply',
  },
  {
    name: 'reply.length',
    type: 'number',
    label: 'the length of the reply',
    group: 'The reply',
    unit: 'characters',
  },
  { name: 'reply.files', type: 'number', label: 'files that go along', group: 'The reply' },
  { name: 'reply.hasLink', type: 'yes-no', label: 'the reply has a link', group: 'The reply' },
];

export function factsOfReply(reply: {
  text: string;
  authorId: string;
  accountHandle: string;
  files: number;
}): Facts {
  return {
    'reply.words': reply.text,
    'reply.author': reply.authorId,
    'reply.account': reply.accountHandle,
    'reply.amount': largestSum(reply.text),
    'reply.length': Array.from(reply.text).length,
    'reply.files': reply.files,
    'reply.hasLink': /https?:\/\/|\bwww\./i.test(reply.text),
  };
}

const SUM =
  /(?:[$€£¥]|\b(?:usd|eur|gbp|chf)\s?)\s?(\d[\d.,' ]*)|(\d[\d.,' ]*)\s?(?:[€£$¥]|(?:usd|eur|euros?|gbp|chf|dollars?|pounds?)\b)/gi;

/** `1,250.00 €`, `$40`, `EUR 1.250,00`; null when no sum is named. */
export function largestSum(text: string): number | null {
  const sums = [...text.matchAll(SUM)].map((match) => readSum(match[1] ?? match[2] ?? ''));
  const known = sums.filter((sum) => !Number.isNaN(sum));
  return known.length === 0 ? null : Math.max(...known);
}

/** The last dot or comma with one or two digits behind it is the decimal one; all others group thousands. */
function readSum(written: string): number {
  const digits = written.replaceAll(/[' ]/g, '').replace(/[.,]+$/, '');
  const decimal = /[.,](\d{1,2})$/.exec(digits);
  const whole = (decimal ? digits.slice(0, decimal.index) : digits).replaceAll(/[.,]/g, '');
  return Number(`${whole}.${decimal?.[1] ?? '0'}`);
}
