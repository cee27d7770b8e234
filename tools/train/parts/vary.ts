const HANDLE = /^\.?@\w+[,:]?\s*/;
const TAGS = ['#fail', '#customerservice', '#help', '#monday', '#brand'];

/**
 * The same sentence as others would have typed it: with or without handle, link, tag, capitals and stops. Models must not take such
 * habits, which differ between networks, for what a post is about.
 */
export function varied(text: string, random: () => number): string {
  return typedOtherwise(withOtherEnd(withOtherAddress(text, random()), random, random()), random());
}

function withOtherAddress(text: string, chance: number): string {
  if (!HANDLE.test(text)) {
    if (chance < 0.5) return `@user ${text}`;
    return chance < 0.65 ? `${text} @user` : text;
  }
  if (chance < 0.3) return text.replace(HANDLE, '');
  return chance < 0.5 ? `${text.replace(HANDLE, '')} @user` : text;
}

function withOtherEnd(text: string, random: () => number, chance: number): string {
  if (text.includes('http')) return chance < 0.3 ? text.replace(/\s*https?\S*/, '') : text;
  if (chance < 0.35) return `${text} http`;
  return chance < 0.5 ? `${text} ${TAGS[Math.floor(random() * TAGS.length)]!}` : text;
}

function typedOtherwise(text: string, chance: number): string {
  if (chance < 0.15) return text.toLowerCase();
  if (chance < 0.25) return text.replaceAll(/[.,!?'’]+/g, '');
  return chance < 0.3 ? text.replace(/[.?]+$/, '…') : text;
}
