/**
 * What people write. `{city}` and the like are filled in; `@` stands for the brand's handle with its sign, `#` for nothing special.
 * All of it is invented.
 */
export const CITIES = [
  'Leeds',
  'Bristol',
  'Cardiff',
  'Glasgow',
  'York',
  'Norwich',
  'Exeter',
  'Sheffield',
  'Derby',
  'Aberdeen',
  'Plymouth',
  'Reading',
  'Durham',
  'Swansea',
];
export const PHONES = ['Pixel 11', 'Fairphone 6', 'Galaxy S27', 'iPhone 18', 'my old Moto', 'a Nothing 4'];
export const PLANS = ['Flex 20', 'Unlimited Home', 'Family Four', 'Prepaid Ten', 'Student Plus'];
export const AMOUNTS = ['£14.50', '£38', '£62.99', '£120', '£9', '£247'];

export const OUTAGE_START = [
  'Is @lumora.example down for anyone else in {city}? No bars at all since {time}.',
  'no signal in {city} since {time}. Lumora again??',
  'Anyone else lost Lumora in {city}? Phone says SOS only.',
  'My Lumora just died. Full bars, no data, calls drop after two seconds. {city}.',
  '@lumora.example hello? whole street in {city} has no service',
  'Lumora Mobile outage in {city}? Status page says everything is fine, which it is not.',
];
export const OUTAGE_ANGRY = [
  'Hour three without a signal, @lumora.example. I work on call. Do you understand what that means?',
  '@lumora.example I cannot reach my mum in hospital because your network is down in {city}. When will it be back?',
  'So the Lumora status page still says "all systems normal". Brilliant. #lumoradown',
  'Paying {amount} a month for a very flat paperweight. #lumoradown',
  '@lumora.example card machine in our shop runs on your SIM. We have turned away customers since {time}. Who pays for that?',
  'Stuck at {city} station, ticket is in my app, no data. Thanks Lumora. #lumoradown',
  'I have been on hold with Lumora for 50 minutes from a landline. Nobody knows anything.',
  'If @lumora.example is not back by tonight I am off to Vantix, and so is everybody at work.',
  'Lumora outage, day ruined, deliveries undeliverable. I drive for a living. Sort it out @lumora.example',
  '@lumora.example my dad has a personal alarm on your network. It is dead. This is dangerous, please call me.',
  'writing to the regulator about this. six hours, zero information. @lumora.example #lumoradown',
];
export const OUTAGE_RUMOUR = [
  'BREAKING: Lumora Mobile customer data leaked during outage, change your PIN now!! Pass it on before they delete this',
  'Heard from someone inside: the Lumora outage was a failed update and there is no backup. Share before they take it down.',
];
export const OUTAGE_NEWS = [
  'Lumora Mobile confirms a "core network fault" affecting parts of the UK. Estimated 400,000 customers without service.',
  'Shares of Lumora fall 4 % after six-hour outage; minister asks for a report.',
];
export const AFTERMATH = [
  'Signal is back in {city}. Will there be compensation, @lumora.example?',
  '@lumora.example the outage cost me a day of work. How do I claim?',
  'Back online. To be fair to @lumora.example the person in chat was lovely about it.',
  'Lumora is giving everybody 5 GB for the outage. I have unlimited. Make it make sense.',
  '@lumora.example your compensation form asks for a code I was never sent.',
  'still no calls here in {city}, data works though. @lumora.example is the outage really over?',
];
export const BILLING = [
  '@lumora.example you have charged me {amount} twice this month. Can somebody look at it please?',
  'Why is my {plan} bill {amount} this month? Nothing changed on my side. @lumora.example',
  'Cancelled {plan} in May, still being billed by Lumora in November. {amount} each month. I want it back.',
  '@lumora.example the app shows {amount} due but the mail says zero. Which one is true?',
  'Roaming bill of {amount} for one weekend in Lisbon, although the page says roaming is included. @lumora.example explain?',
  'lumora took {amount} from my account today and I am not even a customer any more',
];
export const QUESTIONS = [
  '@lumora.example does {plan} work with eSIM on {phone}?',
  'Does anybody know whether Lumora supports wifi calling on {phone}?',
  '@lumora.example how do I keep my number when I switch to you from Vantix?',
  'Question for @lumora.example: can I pause {plan} while I am abroad for three months?',
  'thinking of moving to Lumora, how is the coverage around {city}?',
  '@lumora.example my PUK is locked, where do I find the code?',
  'Which Lumora plan would you take for two kids and a tablet?',
  '@lumora.example is 5G live in {city} yet?',
  'How long does porting a number to Lumora Mobile take these days? Mine was promised for Tuesday.',
];
export const PRAISE = [
  'Shout-out to Ana from @lumora.example support, who fixed in four minutes what took Vantix two weeks.',
  'Lumora in {city} is quick these days. 300 down on {phone}. Nice.',
  'Switched to @lumora.example a month ago, no regrets so far. Number came over in an hour.',
  '@lumora.example thank you for sorting my bill so fast 🙏',
  'Honestly the Lumora app is the only telecom app that does not make me want to throw my phone.',
  'Two bars on top of the hill above {city}, where Vantix had none. Well done Lumora 👏',
];
export const SUGGESTIONS = [
  "Wish @lumora.example would let me see the kids' data use in one place.",
  '@lumora.example please add a dark mode to the app, my eyes hurt at night',
  'Idea for Lumora: tell people about planned works by text BEFORE they happen.',
  'It would be great if @lumora.example let you gift leftover data to a neighbour.',
  'Lumora should offer a plan without calls. Nobody under 30 calls.',
];
export const COMPETITOR = [
  'Vantix just raised prices again. Third time this year.',
  'Vantix or Lumora for somebody who lives in {city}? Need data more than calls.',
  'Vantix customer service is a robot that apologises.',
  'Got my Vantix SIM today, let us see whether it is better than Lumora.',
];
export const NOISE = [
  'First frost this morning in {city}. The cat refuses to go out.',
  'Does anyone have a good recipe for leeks? The allotment went a bit mad.',
  'Train from {city} 40 minutes late, at least there is a seat.',
  'Finally finished that book. The ending! No spoilers.',
  'Sourdough attempt number nine. Edible this time.',
  'My phone battery lasts longer than my motivation.',
  'The market in {city} has chestnuts now, I am so happy',
  'Ran 10 k before breakfast, and will mention it all day.',
  'Luminous clouds over {city} tonight. Worth looking up.',
  'New bike day! It is green and I love it.',
];
export const OTHER_LANGUAGES = {
  de: {
    outage: [
      'Seit {time} kein Netz bei Lumora in {city}. Noch jemand? #lumoradown',
      '@lumora.example wann geht das Netz wieder? Ich erreiche meine Familie nicht.',
      'Lumora Mobile ist tot, Hotline auch. Drei Stunden. Unfassbar.',
    ],
    usual: [
      '@lumora.example warum steht {amount} zu viel auf meiner Rechnung?',
      'Lumora läuft in {city} erstaunlich gut.',
      '@lumora.example gibt es {plan} auch mit eSIM?',
    ],
  },
  es: {
    outage: [
      'Sin cobertura de Lumora desde las {time} en {city}. ¿Alguien más?',
      '@lumora.example llevo tres horas sin línea y trabajo con el móvil. ¿Cuándo vuelve?',
    ],
    usual: [
      '@lumora.example me habéis cobrado {amount} dos veces.',
      'Muy contenta con Lumora, cambiar fue cosa de una hora.',
      '@lumora.example ¿funciona la eSIM con {phone}?',
    ],
  },
  fr: {
    outage: [
      'Plus de réseau Lumora depuis {time} à {city}. Vous aussi ? #lumoradown',
      "@lumora.example toujours rien, je travaille sur astreinte. C'est pour quand ?",
    ],
    usual: [
      '@lumora.example pourquoi {amount} de plus sur ma facture ce mois-ci ?',
      'Le service client de Lumora est vraiment gentil.',
      '@lumora.example comment garder mon numéro ?',
    ],
  },
};
export const FOLLOW_UP = [
  'Any news on this?',
  'Hello? Still waiting.',
  'I sent a message yesterday as well, no answer.',
  'Same here, exactly the same.',
  'It is {city}, if that helps.',
  'Thank you, that worked!',
  'That page gives me an error.',
  'Sent you the details by direct message.',
  'no, still the same',
  'Following, I have this too.',
];
export const BRAND_NOTICES = [
  'We know that many of you in the Midlands and the North have no service since shortly after nine. Engineers are working on it. Next update at 11:00.',
  'The fault is found: a core router failed and its spare did not take over. Service returns area by area from 14:00.',
  'All areas are back since 15:20. We are sorry. What happened, and what we change, is on our site; everybody gets a credit of one week, no form needed.',
];
