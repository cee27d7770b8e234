import type { Honour } from './domain.ts';

const least = (fact: string, value: number) => ({ fact, op: 'at-least', value });
const most = (fact: string, value: number) => ({ fact, op: 'at-most', value });

interface Look {
  mark: string;
  colour: string;
  names: readonly [en: string, de: string];
  texts: readonly [en: string, de: string];
}

const made = (
  usual: string,
  { mark, colour, names, texts }: Look,
  more: Partial<Honour>,
): Omit<Honour, 'id' | 'position'> => ({
  kind: 'badge',
  usual,
  mark,
  colour,
  names: { en: names[0], de: names[1] },
  texts: { en: texts[0], de: texts[1] },
  fileId: null,
  rule: null,
  threshold: null,
  isTakenBack: false,
  isOn: true,
  ...more,
});

const badge = (usual: string, look: Look, parts: readonly object[] | null, isTakenBack = false) =>
  made(usual, look, {
    rule: parts === null ? null : { version: 1, when: { all: parts } },
    isTakenBack,
  });

/** Whose thanks or answers are withdrawn goes back a rank. */
const rank = (usual: string, threshold: number, look: Look) =>
  made(usual, look, { kind: 'rank', threshold, isTakenBack: true });

/** A set for every community: what helps others, what looks after the place, and nothing for writing much. */
export const USUAL: readonly Omit<Honour, 'id' | 'position'>[] = [
  badge(
    'friend',
    {
      mark: '🤝',
      colour: '#5b3fd1',
      names: ['Friend of the house', 'Freund des Hauses'],
      texts: [
        'Given by the team for what no rule can count.',
        'Vom Team verliehen für das, was keine Regel zählen kann.',
      ],
    },
    null,
  ),
  badge(
    'solver-50',
    {
      mark: '🏆',
      colour: '#b8860b',
      names: ['Master solver', 'Meisterhafte Lösungen'],
      texts: ['Fifty answers that solved it.', 'Fünfzig Antworten, die es gelöst haben.'],
    },
    [least('accepted', 50)],
  ),
  badge(
    'thanked-100',
    {
      mark: '🌟',
      colour: '#d4a017',
      names: ['Much thanked', 'Vielfach bedankt'],
      texts: ['A hundred thanks from others.', 'Hundert Mal Dank von anderen.'],
    },
    [least('thanks', 100)],
  ),
  badge(
    'solver-10',
    {
      mark: '🔧',
      colour: '#1f6f54',
      names: ['Solver', 'Löst Probleme'],
      texts: ['Ten answers that solved it.', 'Zehn Antworten, die es gelöst haben.'],
    },
    [least('accepted', 10)],
  ),
  badge(
    'keen-eye',
    {
      mark: '🔎',
      colour: '#8a3b12',
      names: ['Keen eye', 'Gutes Auge'],
      texts: [
        'Five flags that were right, and hardly one that was not.',
        'Fünf Meldungen, die richtig waren, und kaum eine, die es nicht war.',
      ],
    },
    [least('flags-upheld', 5), most('flags-dismissed', 1)],
    true,
  ),
  badge(
    'regular',
    {
      mark: '☕',
      colour: '#6f4e37',
      names: ['Regular', 'Stammgast'],
      texts: [
        'Here on fifty days, with nothing hidden lately.',
        'An fünfzig Tagen hier, und lange nichts verborgen.',
      ],
    },
    [least('visits', 50), most('recent-offences', 0), most('recent-measures', 0)],
    true,
  ),
  badge(
    'year',
    {
      mark: '🎂',
      colour: '#c2185b',
      names: ['One year', 'Ein Jahr dabei'],
      texts: [
        'A member for a year who helped at least once.',
        'Seit einem Jahr dabei und mindestens einmal geholfen.',
      ],
    },
    [least('days', 365), least('points', 1)],
  ),
  badge(
    'thanked-10',
    {
      mark: '🌱',
      colour: '#2e7d32',
      names: ['Thanked', 'Bedankt'],
      texts: ['Ten thanks from others.', 'Zehn Mal Dank von anderen.'],
    },
    [least('thanks', 10)],
  ),
  badge(
    'solver-1',
    {
      mark: '✅',
      colour: '#e8f5e9',
      names: ['First solution', 'Erste Lösung'],
      texts: ['A first answer that solved it.', 'Eine erste Antwort, die es gelöst hat.'],
    },
    [least('accepted', 1)],
  ),
  badge(
    'generous',
    {
      mark: '💐',
      colour: '#7b1fa2',
      names: ['Says thanks', 'Sagt danke'],
      texts: ['Thanked others twenty-five times.', 'Hat anderen fünfundzwanzig Mal gedankt.'],
    },
    [least('given', 25)],
  ),
  badge(
    'idea',
    {
      mark: '💡',
      colour: '#fff3c4',
      names: ['Has ideas', 'Hat Ideen'],
      texts: ['Proposed a first idea.', 'Hat eine erste Idee vorgeschlagen.'],
    },
    [least('ideas', 1)],
  ),
  badge(
    'reader',
    {
      mark: '📚',
      colour: '#1565c0',
      names: ['Well read', 'Belesen'],
      texts: ['Read a thousand posts.', 'Hat tausend Beiträge gelesen.'],
    },
    [least('reads', 1000)],
  ),
  rank('helper', 5, {
    mark: 'I',
    colour: '#50535b',
    names: ['Helper', 'Helfer'],
    texts: ['Helped others for the first time.', 'Hat anderen zum ersten Mal geholfen.'],
  }),
  rank('guide', 50, {
    mark: 'II',
    colour: '#1f6f54',
    names: ['Guide', 'Wegweiser'],
    texts: ['Knows the way and shows it.', 'Kennt den Weg und zeigt ihn.'],
  }),
  rank('expert', 200, {
    mark: 'III',
    colour: '#1565c0',
    names: ['Expert', 'Experte'],
    texts: ['Is asked, and knows.', 'Wird gefragt und weiß es.'],
  }),
  rank('mentor', 600, {
    mark: 'IV',
    colour: '#7b1fa2',
    names: ['Mentor', 'Mentor'],
    texts: ['Helps others to help.', 'Hilft anderen zu helfen.'],
  }),
  rank('legend', 2000, {
    mark: 'V',
    colour: '#b8860b',
    names: ['Legend', 'Legende'],
    texts: ['Everybody here has read them.', 'Hier hat jeder davon gelesen.'],
  }),
];
