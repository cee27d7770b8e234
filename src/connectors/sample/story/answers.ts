import type { Character } from './people.ts';

const ENGLISH: readonly [asks: RegExp, answer: string][] = [
  [
    /compensation|how do i claim|5 GB/i,
    'Hello {name}, sorry for the lost day. Everybody gets a credit of one week by itself. If it cost you more, write to us at lumora.example/outage and we look at it by hand.',
  ],
  [
    /charged|from my account|still being billed|shows .+ due/i,
    'Hello {name}, that should not happen, and we are sorry. The amount goes back to your account within three days.',
  ],
  [
    /\bbill\b.*(this month|weekend)/i,
    'Hi {name}, sorry about that surprise. We have taken the extra off, and a mail says line by line what it was.',
  ],
  [/\besim\b/i, 'Hi {name}, yes it does. Settings › SIM › Add eSIM, then scan the code in our app.'],
  [/wifi calling/i, 'Hi {name}, yes: Settings › Phone › Wi-Fi calling. It is on after a restart.'],
  [
    /keep my number|porting/i,
    'Hi {name}, ask your provider for the transfer code and enter it in our app. The number moves within one working day.',
  ],
  [/pause/i, 'Hi {name}, yes, for up to three months: My plan › Pause in the app. Your number stays yours.'],
  [/\bpuk\b/i, 'Hi {name}, it stands under My SIM in the app, and on the card your SIM came in.'],
  [
    /coverage|5G live|lives in/i,
    'Hi {name}, the map at lumora.example/map shows it street by street. Tell us the postcode and we look what is planned there.',
  ],
  [/two kids/i, 'Hi {name}, Family Four: one bill, a limit for each child, and the tablet shares the data.'],
  [
    /thank you|shout-out|no regrets|quick these days|well done|honestly|lovely/i,
    'Thanks {name}, we pass this on to the whole team. It made our day!',
  ],
  [
    /wish|dark mode|idea for|would be great|should offer/i,
    'Thanks {name}, good idea. It is on our list, with your name on it.',
  ],
  [
    /hour three|when will it be back|six hours|on hold|off to vantix|day ruined|dangerous|station|card machine/i,
    'Hello {name}, we are sorry. Engineers are on site, and the next update stands on our status page at the full hour.',
  ],
];

const REST = 'Hi {name}, sorry about this. Which postcode are you in? We check the mast right away.';

const OTHERS: Record<Exclude<Character['language'], 'en'>, readonly [asks: RegExp, answer: string][]> = {
  de: [
    [/Rechnung/, 'Hallo {name}, das tut uns leid. Der Betrag geht in drei Tagen auf Ihr Konto zurück.'],
    [/eSIM/, 'Hallo {name}, ja: Einstellungen › SIM › eSIM hinzufügen, dann den Code aus der App scannen.'],
    [/gut\./, 'Danke {name}, das geben wir gern an das Team weiter!'],
    [/./, 'Hallo {name}, das tut uns leid. Unsere Leute sind vor Ort; zur vollen Stunde sagen wir mehr.'],
  ],
  es: [
    [/cobrado/, 'Hola {name}, lo sentimos. El importe vuelve a tu cuenta en tres días.'],
    [/eSIM/, 'Hola {name}, sí: Ajustes › SIM › Añadir eSIM y escanea el código de la app.'],
    [/contenta/, 'Gracias {name}, se lo decimos a todo el equipo.'],
    [/./, 'Hola {name}, lo sentimos. El equipo ya está trabajando; a la hora en punto contamos más.'],
  ],
  fr: [
    [/facture/, 'Bonjour {name}, nous sommes désolés. Le montant revient sur votre compte sous trois jours.'],
    [/numéro/, 'Bonjour {name}, demandez votre code de portabilité et entrez-le dans notre application.'],
    [/gentil/, 'Merci {name}, nous le dirons à toute l’équipe.'],
    [
      /./,
      'Bonjour {name}, nous sommes désolés. Nos équipes sont sur place ; des nouvelles à l’heure pleine.',
    ],
  ],
};

/** What the company would answer to such words, `{name}` standing for the first name of whoever wrote them. */
export function answerTo(words: string, language: Character['language']): string {
  const known = language === 'en' ? ENGLISH : OTHERS[language];
  return known.find(([asks]) => asks.test(words))?.[1] ?? REST;
}
