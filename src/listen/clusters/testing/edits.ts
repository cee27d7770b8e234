import { pick, type Random } from '../../../../test/helpers/random.ts';

/** A text as people pass it on, with what was done to it. */
export interface Edited {
  text: string;
  kind: EditKind;
}

export const EDITS = ['same', 'signs', 'shared', 'handles', 'comment', 'typos', 'cut'] as const;
export type EditKind = (typeof EDITS)[number];

/** One way in which a text changes while it spreads. */
export function edited(
  random: Random,
  text: string,
  kind: EditKind = EDITS[pick(random, EDITS.length)]!,
): Edited {
  return { text: CHANGES[kind](random, text), kind };
}

const COMMENTS = ['This!', 'Please share', 'Unbelievable', 'Wow', 'Pass it on', 'So true'];
const HANDLES = ['@maya', '@ola.example', '@kim_p', '@news', '@telco.care'];

const CHANGES: Record<EditKind, (random: Random, text: string) => string> = {
  same: (_, text) => text,
  signs: (random, text) =>
    pick(random, 2) === 0
      ? text.toUpperCase()
      : `${text.replaceAll(/[.,!]/g, '')} 🔥🔥 https://x.test/${pick(random, 1e6)}`,
  shared: (random, text) =>
    pick(random, 2) === 0
      ? `RT ${HANDLES[pick(random, 5)]}: ${text}`
      : `“${text}” via ${HANDLES[pick(random, 5)]}`,
  handles: (random, text) =>
    `${HANDLES[pick(random, 5)]} ${HANDLES[pick(random, 5)]} ${text} ${HANDLES[pick(random, 5)]}`,
  comment: (random, text) => `${COMMENTS[pick(random, COMMENTS.length)]} ${text}`,
  typos(random, text) {
    let changed = text;
    for (let i = 0, typos = 1 + Math.floor(text.length / 120); i < typos; i++) {
      const at = pick(random, changed.length);
      changed = `${changed.slice(0, at)}${'eatn'[pick(random, 4)]}${changed.slice(at + pick(random, 2))}`;
    }
    return changed;
  },
  cut: (random, text) => `${text.slice(0, Math.ceil(text.length * (0.75 + random() * 0.2)))}…`,
};
