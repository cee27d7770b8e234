import type { EN } from './en.ts';

const PLACES: Readonly<Record<string, string>> = {
  bluesky: 'auf Bluesky',
  mastodon: 'auf Mastodon',
  activitypub: 'im Fediverse',
};

export const DE: typeof EN = {
  tab: 'Hilfeartikel',
  askedOn: (network) => `Gefragt ${PLACES[network] ?? `auf ${network}`}`,
  madeByMistake: 'Es entstand aus Versehen',
  fromAnswer: 'Aus einer Antwort von',
  withChange: 'Mit Änderungen von',
  became: 'Daraus wurde ein Artikel:',
  suggest: 'Eine Änderung vorschlagen',
  credits: 'Wo Sie genannt sind',
  creditsText: 'Artikel mit Worten von Ihnen nennen Ihren Namen. Sie können ihn weglassen, auch später.',
  noCredits: 'Noch hat kein Artikel Worte von Ihnen.',
  named: 'Ihr Name steht dort.',
  unnamed: 'Ihr Name steht dort nicht.',
  hide: 'Meinen Namen weglassen',
  show: 'Mich nennen',
  edits: 'Änderungen, die Sie vorschlugen',
  noEdits:
    'Sie haben noch keine Änderung vorgeschlagen. Unter jedem Artikel steht „Eine Änderung vorschlagen“.',
  states: {
    waiting: 'wartet auf Antwort',
    held: 'wartet auf einen Blick des Teams',
    taken: 'wurde übernommen',
    declined: 'wurde nicht übernommen',
    withdrawn: 'von Ihnen zurückgenommen',
  },
  takeBack: 'Zurücknehmen',
  editTitle: 'Eine Änderung vorschlagen',
  editText: 'Das Team liest Ihren Vorschlag, bevor er erscheint. Sie hören, was daraus wird.',
  editAtOnce: 'Was Sie ändern, erscheint sofort.',
  title: 'Titel',
  body: 'Text (Markdown)',
  why: 'Warum',
  whyHint: 'In wenigen Worten: Was ist falsch, fehlt oder ist veraltet?',
  send: 'Senden',
  publish: 'Veröffentlichen',
  preview: 'Vorschau',
  difference: 'Was sich ändert',
  changedNow:
    'Der Artikel wurde geändert, während Sie schrieben. Unten steht er, wie er jetzt lautet; Ihr Text ist aufgehoben. Bringen Sie beides zusammen und senden Sie es noch einmal.',
  readsNow: 'So lautet er jetzt',
  sent: 'Danke. Das Team sieht es sich an, und Sie hören davon.',
  published: 'Danke. Ihre Änderung ist veröffentlicht.',
  takenBack: 'Sie haben die Änderung zurückgenommen.',
  isNamed: 'Ihr Name steht jetzt unter dem Artikel.',
  isUnnamed: 'Ihr Name bleibt jetzt weg.',
  silenced: 'Sie dürfen derzeit lesen, aber nicht schreiben.',
  errors: {
    'edits.no_article': 'Einen solchen Artikel, den alle lesen dürfen, gibt es nicht.',
    'edits.not_found': 'Diese Änderung gibt es nicht, oder sie wurde inzwischen entschieden.',
    'edits.not_yet':
      'Auf Ihrer Vertrauensstufe können Sie noch keine Änderungen vorschlagen. Lesen und antworten Sie einige Tage, dann öffnet es sich von selbst.',
    'edits.unchanged': 'Nichts unterscheidet sich vom Artikel. Nichts wurde gesendet.',
    'edits.no_reason': 'Sagen Sie in wenigen Worten, warum (bis 500 Zeichen). Nichts wurde gesendet.',
    'edits.bad_text':
      'Ein Artikel braucht einen Titel von bis zu 200 und einen Text von bis zu 100 000 Zeichen. Nichts wurde gesendet.',
    'edits.too_many':
      'Zehn Ihrer Änderungen warten auf Antwort. Nichts wurde gesendet; versuchen Sie es, wenn einige entschieden sind.',
    'edits.decided': 'Es wurde inzwischen entschieden.',
    'edits.form_over': 'Das Formular war zu alt. Nichts wurde gesendet; senden Sie es von hier noch einmal.',
  },
  notices: {
    credited: 'Wenn eine Antwort von mir ein Hilfeartikel wird',
    creditedLine: (title) => `Ihre Antwort steht jetzt im Hilfeartikel „${title}“`,
    taken: 'Was aus Änderungen wird, die ich vorschlug',
    takenLine: (title) => `Ihre Änderung von „${title}“ wurde übernommen`,
    declinedLine: (title) => `Ihre Änderung von „${title}“ wurde nicht übernommen`,
  },
};
