import { stemOf } from './stem.ts';

/**
 * Words that customers and help articles use for the same thing. Groups are separated by semicolons; spaces inside a word stand for two words
 * that follow each other. Chosen by us from what companies sell and what goes wrong with it; English.
 */
const GROUPS = `refund, reimburse, reimbursement, money back, repay; cancel, terminate, unsubscribe, stop, end, call off, revoke; close, delete, remove, deactivate, terminate;
bill, invoice, charge, statement; charge, fee, cost, price, surcharge; charged, billed, debited, deducted, taken; expensive, cost, price, overpriced;
pay, payment, paid, purchase; buy, purchase, order; subscription, plan, membership, contract, tariff; delivery, shipping, shipment, dispatch, parcel, package;
deliver, ship, send, post, mail, dispatch; arrive, arrived, come, receive, received, get, deliver, show up, turn up; track, trace, locate, follow, where;
parcel, package, box, envelope; return, send back, bring back, exchange; exchange, swap, replace, convert; broken, damaged, defective, faulty, cracked, smashed;
broken, fail, failed, not working; replace, replacement, new one, spare; repair, fix, mend; warranty, guarantee; password, passcode, login, credential;
login, log in, sign in, signin, log on, access; logout, log out, sign out; locked, blocked, frozen, suspended, disabled; block, freeze, suspend, lock, stop;
unblock, unlock, unfreeze, reactivate; forgot, forgotten, lost, reset, remember; change, edit, update, modify, switch, amend, alter;
register, sign up, signup, create, open, join, enrol, enroll; account, profile; verify, verification, confirm, prove, authenticate, validate, check;
identity, id, passport, identification; code, otp, pin, token; phone, mobile, cell, smartphone, handset, telephone, cellphone;
internet, broadband, wifi, wi fi, connection, network, online, web; slow, sluggish, lag, laggy, speed, buffering, fast;
outage, down, offline, interruption, disruption, disconnected; router, modem, hub, box; signal, reception, coverage;
roaming, abroad, overseas, foreign, international, travel; abroad, overseas, foreign, international, country; trip, travel, journey, vacation, holiday; sim, esim, chip;
text, sms, message; call, phone, ring, dial; contact, reach, call, speak, talk; email, e mail, mail; tv, television;
install, set up, setup, installation, activate, configure; activate, enable, turn on, switch on, start; deactivate, disable, turn off, switch off;
technician, engineer, installer; appointment, visit, slot, booking, meeting; book, booking, reserve, reservation, schedule; move, relocate, moving house, new address;
address, postcode, zip; discount, voucher, coupon, promo, promotion, code, offer, deal; gift card, voucher; points, rewards, loyalty, bonus;
stolen, theft, robbed, stole, nicked, thief; lost, missing, misplaced, lose; fraud, scam, phishing, fake, suspicious, unauthorised, unauthorized, hacked, compromised;
hacked, compromised, stolen, leaked; unrecognised, unrecognized, unknown, unfamiliar, strange, not recognise, not recognize;
decline, declined, reject, rejected, refuse, refused, denied, deny, not accepted, unable; allow, permit, accept, possible, able;
fail, failed, unsuccessful, error, not work; pending, processing, waiting, outstanding, on hold, delayed; delay, late, overdue, slow;
transfer, wire, send money, move money, remittance; transfer, payment; recipient, beneficiary, payee, receiver;
deposit, top up, topup, add money, add funds, pay in, load, reload, recharge; money, fund, cash, funds, amount; withdraw, withdrawal, take out, cash out, get cash;
atm, cash machine, cashpoint, cash dispenser; balance, funds, credit; cheque, check; salary, wage, wages, paycheck, pay; currency, money, dollar, euro, pound;
rate, percentage, percent; limit, maximum, max, cap, allowance, minimum, restriction, restrict; twice, double, duplicate, two times, multiple, repeated;
swallowed, kept, retained, ate, stuck, eaten, captured; physical, plastic; virtual, digital; disposable, one time, single use, temporary; contactless, tap, nfc;
expire, expiry, expiration, valid, renew, run out; renew, renewal, extend, prolong; upgrade, switch plan, higher plan; downgrade, lower plan;
child, kid, kids, children, teenager, son, daughter, minor, junior; age, old, young, years; size, fit, measurement; shop, store, branch, outlet;
shop, merchant, seller, vendor, retailer; company, business, corporate; open, opening hours, hours; colour, color; jewellery, jewelry; car, vehicle, auto;
petrol, gas, fuel, gasoline; tyre, tire, wheel; luggage, baggage, suitcase, bag; flight, plane, airline; vacation, holiday, leave, pto, time off, days off; boss, employer;
eat, food, meal, dish; recipe, cook, make, bake, prepare; ingredient, contain, made of; song, track, music; movie, film; picture, photo, image, screenshot;
app, application, software, program; crash, freeze, hang, stuck; device, gadget, machine; connect, pair, link, sync, synchronise, synchronize;
update, upgrade, new version; language, translate; download, export, save; print, printer; privacy, personal data, gdpr; complain, complaint, feedback;
agent, representative, human, advisor, adviser; quote, estimate; tax, vat, duty, customs; rent, lease, hire; apartment, flat; electricity, power, energy;
meter, reading, counter; leak, leaking, drip; heating, heater, boiler; trash, rubbish, garbage, waste; doctor, physician; medicine, drug, medication; ticket, fare;
seat, place; driver, courier, postman, carrier; loan, credit, borrow; interest, apr; insurance, cover, policy, insure; claim, compensation, compensate;
partner, wife, husband, spouse; additional, second, extra, another, more, spare; own, belong; need, require, necessary, must; document, paper, proof, evidence;
find, where, locate, see, view, show; quick, fast, instant, immediately, urgent, soon; free, no charge, gratis; wrong, incorrect, mistake, mistaken, error;
nearby, near, closest; name, surname; alert, warning, advisory, notification, notify, warn; fridge, refrigerator; auto, automatic, automatically; big, large;
picture, image, photo, camera; guide, instructions, manual, tutorial, how to; requirement, required, need, eligible, eligibility;
supported, compatible, compatibility, support, accepted; schedule, plan, appointment, calendar; permission, access, role, rights; team, member, user, colleague;
share, invite, collaborate; backup, restore, recover, recovery; settings, preferences, options; theme, dark mode, appearance; spam, junk, unwanted;
attachment, file, document; integration, connect, plugin, extension; domain, website, site; stock, available, availability, sold out; preorder, pre order, back order;
wash, clean, cleaning, laundry; noise, noisy, loud; charge, charging, charger, battery, power; trial, free trial, test; student, education, school;
donate, donation, charity; legal, law, rule, policy, terms; checkin, check in, boarding; visa, passport; marry, married, wedding, divorce`;

/** What is written in two ways and is one word: it is compared in the form that stands first. */
const SAME = `login, log in, log on, logon; logout, log out, log off; checkin, check in; signin, sign in; signup, sign up; topup, top up; setup, set up; email, e mail, emails; wifi, wi fi; esim, e sim; checkout, check out;
pickup, pick up; ebook, e book; giftcard, gift card; screenshot, screen shot; username, user name; passcode, pass code; cashback, cash back; website, web site; online, on line; offline, off line; broadband, broad band;
roundtrip, round trip; cancel, cancell; cheque, check; colour, color; tyre, tire; centre, center; licence, license; jewellery, jewelry; programme, program; enrol, enroll; fulfil, fulfill;
authorise, authorize; recognise, recognize; unrecognised, unrecognized; organise, organize; synchronise, synchronize; favourite, favorite; grey, gray; cell phone, mobile phone`;

const stem = (written: string): string =>
  written
    .split(' ')
    .map((word) => stemOf(word, 'en'))
    .join(' ');

/** Stem → the stem in whose place it stands. */
export const SAME_AS: ReadonlyMap<string, string> = new Map(
  SAME.split(/[;]/).flatMap((line) => {
    const [first = '', ...others] = line.trim().split(', ').map(stem);
    return others.filter((other) => other !== first).map((other) => [other, first] as const);
  }),
);

/** Stem → stems that mean nearly the same. Two words that follow each other are one stem with a space. */
export const SYNONYMS: ReadonlyMap<string, readonly string[]> = groups();

/** Stems of two words that are read as one more word where they follow each other. */
export const PAIRS: ReadonlySet<string> = new Set(
  [...SYNONYMS.keys(), ...SAME_AS.keys()].filter((one) => one.includes(' ')),
);

function groups(): Map<string, string[]> {
  const all = new Map<string, Set<string>>();
  for (const line of GROUPS.split(/;\s*/)) {
    const words = [
      ...new Set(
        line
          .split(', ')
          .map(stem)
          .map((one) => SAME_AS.get(one) ?? one),
      ),
    ];
    for (const word of words) {
      const others = all.get(word) ?? new Set<string>();
      for (const other of words) if (other !== word) others.add(other);
      all.set(word, others);
    }
  }
  return new Map(Array.from(all, ([word, others]) => [word, [...others]]));
}
