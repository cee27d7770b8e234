import { fold } from '#lib/tokens/index.ts';

export interface Trouble {
  key: string;
  /** For people. */
  name: string;
  /** Ten are worth an hour of waiting: danger to people goes ahead of whatever waits less than two days, being stranded one day. */
  points: number;
  /** Folded: words, beginnings of words with `*`, and several words in a row with single spaces. Apostrophes are dropped. */
  entries: readonly string[];
}

/** Kinds of trouble, heaviest first: English, German, Spanish, French. `word*` is the beginning of a word. */
export const TROUBLES: readonly Trouble[] = [
  trouble('safety', 'Somebody may get hurt', 480, [
    'dangerous, in hospital, personal alarm, cannot reach emergency, injured, injury, injuries, smoke, sparks, sparking, exploded, explosion, electrocut*, poison*, choking, ambulance, overheating, allergic, unsafe, on fire, caught fire, carbon monoxide, gas leak, electric shock, not breathing',
    'verletzt*, rauch, brennt, explodier*, vergift*, krankenwagen, lebensgefahr, stromschlag, gasgeruch, allergische, feuer gefangen',
    'herido, herida, heridos, humo, explot*, envenen*, ambulancia, peligroso, incendio, se quema, fuga de gas, descarga electrica',
    'blesse, blessee, blesses, fumee, explose, empoison*, ambulance, incendie, dangereux, prend feu, fuite de gaz, choc electrique',
  ]),
  trouble('stranded', 'Stranded', 240, [
    'stranded, stuck at, stuck in, locked out, no heating, no way home, nowhere to sleep, left behind, missed my flight, missed my connection',
    'gestrandet, ausgesperrt, sitze fest, sitzen fest, keine heizung, komme nicht nach hause, anschluss verpasst',
    'varado, varada, varados, tirado en, tirados en, sin calefaccion, perdi mi vuelo, no puedo volver',
    'bloque, bloquee, bloques a, coince, coincee, sans chauffage, rate mon vol, enferme dehors',
  ]),
  trouble('outage', 'Something does not work', 120, [
    'outage, offline, no service, sos only, no bars, crashed, crashes, crashing, unusable, not working, stopped working, does not work, doesnt work, not loading, is down, are down, no internet, no signal, cant log in, cannot log in, keeps failing',
    'ausfall, storung, stoerung, abgesturzt, abgestuerzt, kaputt, funktioniert nicht, geht nicht, kein internet, kein netz, kein empfang',
    'averia, caido, caida, no funciona, no carga, sin internet, sin servicio, sin cobertura',
    'panne, hors service, ne marche pas, ne fonctionne pas, ne marche plus, pas dinternet, pas de reseau',
  ]),
  trouble('money', 'About their money', 80, [
    'refund*, overcharg*, scam, scammed, fraud, fraudulent, stolen, chargeback, unauthorized, unauthorised, ripoff, rip off, charged twice, double charged, money back, my money, wrong amount',
    'ruckerstattung, rueckerstattung, erstattung, betrug, betrogen, abgebucht, abgezockt, geld zuruck, geld zurueck, doppelt abgebucht, mein geld',
    'reembolso, estafa, estafado, fraude, devolucion, cobrado, me cobraron, mi dinero, cobro doble',
    'rembours*, arnaque, arnaques, preleve, prelevement, debite, mon argent, double paiement',
  ]),
  trouble('deadline', 'Runs out of time', 150, [
    'urgent, urgently, asap, emergency, deadline, by tomorrow, by tonight, due today, due tomorrow, within the hour, last chance, expires today, right now',
    'dringend, eilt, sofort, notfall, frist, bis morgen, bis heute, noch heute, so schnell wie moglich',
    'urgente, urgencia, emergencia, cuanto antes, para manana, hoy mismo, ahora mismo',
    'urgence, au plus vite, des que possible, avant demain, tout de suite, aujourdhui meme',
  ]),
  trouble('escalation', 'Takes it further in public', 100, [
    'lawyer, lawsuit, ombudsman, regulator, boycott, journalist, trading standards, small claims, legal action, going to court, the press, consumer protection, never again, cancelling my',
    'anwalt, klage, verbraucherschutz, bundesnetzagentur, boykott, presse, nie wieder, ich kundige, kundige meinen, rechtliche schritte',
    'abogado, abogada, demanda, denuncia, denunciar, boicot, consumo, periodista, nunca mas, acciones legales',
    'avocat, plainte, boycott, journaliste, tribunal, plus jamais, je resilie, 60 millions de consommateurs',
  ]),
];

/** Every kind of trouble that a text speaks of, heaviest first, with the first words that say so. */
export function findTroubles(text: string): { trouble: Trouble; words: string }[] {
  const words = text.split(NO_WORD).filter(Boolean).map(fold);
  const found = new Map<Trouble, string>();
  const note = (trouble: Trouble | undefined, said: string) => {
    if (trouble && !found.has(trouble)) found.set(trouble, said);
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    note(WORDS.get(word), word);
    for (let length = Math.min(word.length, longestStem); length >= 4; length--)
      note(STEMS.get(word.slice(0, length)), word);
    for (const phrase of PHRASES.get(word) ?? []) {
      if (phrase.words.every((part, at) => words[i + at] === part))
        note(phrase.trouble, phrase.words.join(' '));
    }
  }
  return TROUBLES.flatMap((trouble) => (found.has(trouble) ? [{ trouble, words: found.get(trouble)! }] : []));
}

const NO_WORD = /[^\p{L}\p{M}\p{N}'’]+/u;
const WORDS = new Map<string, Trouble>();
const STEMS = new Map<string, Trouble>();
const PHRASES = new Map<string, { words: string[]; trouble: Trouble }[]>();
let longestStem = 0;

for (const trouble of TROUBLES) for (const entry of trouble.entries) index(trouble, entry);

function index(trouble: Trouble, entry: string): void {
  if (entry.includes(' ')) {
    const words = entry.split(' ');
    PHRASES.set(words[0]!, [...(PHRASES.get(words[0]!) ?? []), { words, trouble }]);
  } else if (entry.endsWith('*')) {
    STEMS.set(entry.slice(0, -1), trouble);
    longestStem = Math.max(longestStem, entry.length - 1);
  } else {
    WORDS.set(entry, trouble);
  }
}

function trouble(key: string, name: string, points: number, lists: readonly string[]): Trouble {
  return {
    key,
    name,
    points,
    entries: lists.flatMap((list) => list.split(',').map((entry) => entry.trim())),
  };
}
