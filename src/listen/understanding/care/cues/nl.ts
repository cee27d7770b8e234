import type { Lexicon } from './cue.ts';

/** Dutch. */
export const nl: Lexicon = {
  safety: `
    rook, vuur, vlam gevat, vonken, ontploft, ontplofte, explosie, verbrand, verbrande, brandwond*, gesmolten, oververhit*, gaslucht, ruikt naar gas,
    gaslek, koolmonoxide, elektrische schok, schok gekregen, allergi*, benauwd, geen lucht, vergift*, voedselvergiftiging, gewond, ziekenhuis,
    ambulance, brandweer, bloed*, bewusteloos, flauwgevallen, glas in, plastic in mijn, metaal in, remmen, gevaarlijk, levensgevaarlijk, opgesloten,
    vast in de lift, verkeerde medicijn*, verkeerde dosis, staat in brand, vloog in brand, vliegt in brand`,
  fraud: `
    fraude, oplichting, opgelicht, oplichters, gehackt, gestolen, phishing, zonder mijn toestemming, leeggehaald, herken ik niet`,
  stranded: `
    gestrand, buitengesloten, sta vast, staan vast, zit vast, zitten vast, kom niet thuis, komen niet thuis, aansluiting gemist,
    vlucht gemist|geannuleerd|gecanceld, trein rijdt niet, laatste trein|bus, op het vliegveld, op schiphol, langs de weg, langs de snelweg, pech`,
  money: `
    terugbetal*, geld terug, mijn geld, dubbel afgeschreven|betaald|gefactureerd, twee keer afgeschreven|betaald, afgeschreven, afschrijving, incasso,
    factuur, rekening geblokkeerd, pas geblokkeerd, salaris, boete, te veel betaald`,
  amount: '# euro, € #',
  outage: `
    storing, geen internet, geen bereik, geen stroom, geen water, geen verwarming, geen warm water, geen verbinding,
    zonder stroom|water|internet|verwarming, ligt eruit, ligt plat, plat, stroomstoring, kan niet inloggen, niet bereikbaar, offline`,
  deadline: `
    vandaag, vanavond, morgen, morgenochtend, voor morgen|vanavond|vrijdag, binnen # uur|minuten, over # uur|minuten, om # uur, dringend, spoed,
    haast, meteen, noodgeval, bruiloft, begrafenis, examen, sollicitatie, operatie, deadline, laatste dag, zo snel mogelijk`,
  escalation: `
    advocaat, rechtszaak, rechter, juridische stappen, consumentenbond, geschillencommissie, kassa, radar, ombudsman, acm, aangifte, politie, krant,
    pers, journalist*, klacht indienen`,
  vulnerable: `
    pasgeboren, # maanden, # jaar oud, rolstoel, gehandicapt*, zwanger, mijn oma|opa|moeder|vader, bejaard*, insuline, diabetes, dialyse, zuurstof,
    medicijnen, dementie`,
  waiting: `
    wacht, wachten, gewacht, wachttijd, wachtrij, in de wacht, al # dagen|weken|maanden|uur|minuten,
    sinds gisteren|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|vanochtend, # dagen|weken|maanden geleden, nog steeds, nog niet,
    nog geen, nog altijd, niet ontvangen|gekregen|aangekomen|geleverd|bezorgd, geen reactie|antwoord|bericht|gehoor,
    niemand reageert|neemt|weet|helpt, genegeerd, vertraging, vertraagd, te laat, wanneer komt|krijg|wordt|is, waar blijft|is,
    derde|tweede|vierde keer, al # keer`,
  failing: `
    werkt niet, werken niet, doet het niet, doen het niet, kapot, stuk, defect, kan niet, kunnen niet, lukt niet, laadt niet, start niet, loopt vast,
    crasht, vastgelopen, fout, foutmelding, storing in, probleem, problemen, traag, lekt, lek, gescheurd, gebroken, geweigerd, verdwenen`,
  wrong: `
    verkeerde, verkeerd, beschadigd, kapot aangekomen, beschimmeld, schimmel, bedorven, over datum, koud, koude, vies, smerig, ontbreekt, ontbreken,
    mist, incompleet, kwijt, kwijtgeraakt, geannuleerd, onbeschoft, onvriendelijk, gelogen, misleidend`,
  expected: `
    beloofd, zou, zouden, gezegd dat, was gezegd, betaald, betaal, alweer, weer, elke keer, elke dag, voor de zoveelste keer, steeds`,
  anger: `
    schandalig, schande, belachelijk, slecht, slechtste, waardeloos, waardeloze, verschrikkelijk, vreselijk, onacceptabel, boos, woedend,
    teleurgesteld, teleurstellend, irritant, klote, kut, rot, ongelooflijk, beschamend, nooit meer, zat`,
  leaving: `
    opzeggen, opzegging, zeg op, stap over, overstappen, nooit meer, laatste keer, klant kwijt, concurrent`,
  address: `
    jullie, u, uw, jou, hallo, hoi, beste, goedemorgen, goedemiddag, goedenavond, graag, alstublieft, alsjeblieft, aub, svp, kunnen jullie, kunt u,
    hebben jullie, zijn jullie, willen jullie, weten jullie`,
  selfTold: `
    ik, mij, mijn, me, wij, we, ons, onze, heb, ben`,
  helpAsk: `
    hulp, helpen, kan iemand, kunnen jullie mij|me, hoe kan ik, hoe krijg ik, wat moet ik, wat kan ik, bij wie, met wie, waar kan ik,
    graag contact|reactie|antwoord, neem contact, bel mij|me, dm gestuurd, in dm, bestelnummer, klantnummer, stuur iemand`,
  questionWord: `
    hoe, waarom, wanneer, waar, wie, wat, welke, is er, kan ik, mag ik, weet iemand, is het mogelijk, zijn er, hebben jullie`,
  rhetorical: `
    serieus, menen jullie dit, is dit een grap, wie bedenkt, wat is het nut`,
  praise: `
    bedankt voor, dank voor, dank je, dank u, super, geweldig, fantastisch, fijn, mooi, lekker, vriendelijk, snel, snelle, aanrader, beste,
    complimenten, blij, tevreden, perfect`,
  solved: `
    werkt weer, doet het weer, opgelost, gelukt, het is gelukt, bedankt voor de hulp|snelle|reactie, binnen, is aangekomen, alles goed, gevonden`,
  suggestion: `
    zou fijn|mooi|handig|leuk|goed|top zijn, zou het .. zijn, jullie zouden, misschien kunnen jullie, suggestie, idee, tip, waarom niet, voeg .. toe,
    breng .. terug`,
  purchase: `
    waar kan ik .. kopen|bestellen|vinden, waar koop ik, wat kost|kosten, hoeveel kost, prijs van|voor, wil graag bestellen|kopen, kopen, bestellen,
    op voorraad, leverbaar, verkrijgbaar, leveren jullie, verzenden jullie, interesse in, denk erover, kortingscode, offerte`,
  spam: `
    winactie, gratis, volg ons|mij, like en, deel, klik, link in bio, korting, aanbieding, nu kopen, bestel nu, alleen vandaag, verdien, vanuit huis,
    lening, krediet, casino, bitcoin, crypto, afvallen, whatsapp, telegram`,
  news: `
    volgens, meldt, politie, aandelen, beurs, miljard, miljoen, winst, omzet, minister, kabinet, regering, staking, vakbond, onderzoek, rechtbank,
    duizenden, breaking, terugroepactie`,
  chatter: `
    haha*, lol, goedenacht, welterusten, fijne dag, fijn weekend, gefeliciteerd, mijn vriend, mijn vriendin, school, koffie, weekend`,
  hypothetical: `
    als ik, stel je voor, stel dat, vroeger, toen ik, ooit, misschien`,
  sarcasm: `
    bedankt voor niets, lekker bezig, goed bezig, fijn hoor, leuk hoor, top service, geweldige service, mooi is dat`,
  thing: `
    bestelling, pakket, pakketje, levering, bezorging, rekening, factuur, contract, abonnement, reservering, vlucht, trein, afspraak, klantenservice,
    winkel, app, website, kaart, wachtwoord, code, garantie, monteur, bezorger, router, oplader, batterij, scherm, ticket, koffer, kamer`,
};
