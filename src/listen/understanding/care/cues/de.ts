import type { Lexicon } from './cue.ts';

/** German. */
export const de: Lexicon = {
  safety: `
    rauch, raucht, brennt, feuer, in flammen, funken, explodier*, explosion, verbrannt, verbrannte, verbrennung*, geschmolzen, uberhitz*, gasgeruch,
    riecht nach gas, gasleck, kohlenmonoxid, stromschlag, einen schlag bekommen, allergi*, anaphyla*, atemnot, keine luft, vergift*,
    lebensmittelvergiftung, verletz*, krankenhaus, notaufnahme, notarzt, krankenwagen, rettungswagen, lebensgefahr*, gefahrlich, blutet, bewusstlos,
    zusammengebrochen, glassplitter, splitter im, metall im, bremsen versag*, bremse versag*, eingesperrt, eingeschlossen, steckengeblieben im aufzug,
    falsches medikament, falsche medikamente|dosis|tabletten, brandgeruch, es brennt`,
  fraud: `
    betrug, betrogen, betruger, gehackt, abgezockt, phishing, unbefugt*, ohne meine zustimmung|erlaubnis, konto leergeraumt, leergeraumt, gestohlen,
    nicht von mir, identitatsdiebstahl`,
  stranded: `
    gestrandet, ausgesperrt, sitze fest, sitzen fest, sitze .. fest, sitzen .. fest, hange fest, hangen fest, komme nicht nach hause,
    kommen nicht nach hause, nicht mehr weg, anschluss verpasst, anschlusszug verpasst, flug verpasst, flug gestrichen|annulliert|storniert,
    zug fallt aus, letzter zug, liegen geblieben, liegengeblieben, am flughafen, am bahnhof, auf der autobahn, kein hotel, vor verschlossener tur`,
  money: `
    ruckerstattung, erstattung, erstattet, abgebucht, doppelt abgebucht|bezahlt|berechnet, zweimal abgebucht|bezahlt|berechnet, geld zuruck,
    mein geld, zu viel berechnet|abgebucht|bezahlt, rechnung, mahnung, gutschrift, uberweisung, gehalt, konto gesperrt|eingefroren, karte gesperrt,
    uberzogen, abbuchung, abzocke, gebuhr, gebuhren`,
  amount: '# €, # euro, # eur',
  outage: `
    ausfall, ausgefallen, storung, stoerung, kein internet, kein netz, kein empfang, kein strom, kein wasser, kein warmwasser, keine heizung,
    heizung ausgefallen|kaputt|kalt|geht, ohne strom|wasser|heizung|internet|telefon|netz, stromausfall, server down|offline, nicht erreichbar,
    offline, seite geht nicht, kann mich nicht einloggen|anmelden, kann nicht telefonieren, nichts geht, geht nichts, funktioniert nichts`,
  deadline: `
    heute, heute noch, noch heute, heute abend, morgen, morgen fruh, bis morgen|heute|freitag|montag, in # stunden|minuten|stunde, um # uhr, dringend,
    eilt, sofort, notfall, frist, abgabefrist, hochzeit, beerdigung, prufung, vorstellungsgesprach, operation, so schnell wie moglich,
    schnellstmoglich, umgehend`,
  escalation: `
    anwalt, anwaltin, rechtsanwalt, klage, verklage*, klagen, rechtliche schritte, verbraucherschutz, verbraucherzentrale, bundesnetzagentur,
    schlichtungsstelle, ombudsmann, bafin, presse, zeitung, journalist*, anzeige erstatten, anzeige, polizei, gericht, offentlich machen`,
  vulnerable: `
    saugling, kleinkind, # monate alt, # jahre alt, rollstuhl, behindert*, schwanger, oma, opa, grossmutter, grossvater, meine mutter|oma,
    mein vater|opa, pflegebedurftig*, insulin, diabetiker*, dialyse, sauerstoff, herzkrank, demenz, hausnotruf, medikament*`,
  waiting: `
    warte, warten, wartet, gewartet, wartezeit, warteschleife, seit # tagen|wochen|monaten|stunden|minuten|tag|jahren,
    seit gestern|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|tagen|wochen|monaten|stunden|heute|einer|einem|zwei|drei,
    vor # tagen|wochen|monaten|stunden, immer noch, noch immer, noch nicht, noch keine|kein|nichts,
    nicht angekommen|geliefert|erhalten|bekommen|gekommen|zugestellt, keine antwort|reaktion|ruckmeldung|lieferung|info|nachricht,
    keiner|niemand antwortet|meldet|geht|hilft|weiss|reagiert, ignoriert, verspatung, verspatet, zu spat, wann kommt|kommen|wird|geht|ist|bekomme,
    wo bleibt|ist|sind, zum dritten|zweiten|vierten mal, # mal angerufen, mehrfach, vergeblich, lieferzeit, uberfallig`,
  failing: `
    kaputt, defekt, funktioniert nicht, funktionieren nicht, geht nicht, gehen nicht, klappt nicht, ladt nicht, startet nicht, ladt .. nicht,
    lasst sich nicht, kann nicht, konnen nicht, kann .. nicht, abgesturzt, sturzt ab, sturzt .. ab, absturz, fehler, fehlermeldung, problem, probleme,
    hangt sich auf, eingefroren, bricht ab, abgebrochen, kein zugriff, langsam, ruckelt, tropft, undicht, gerissen, gebrochen, abgelehnt,
    verschwunden, leer`,
  wrong: `
    falsche|falschen|falscher|falsches|falsch, beschadigt, zerkratzt, zerbrochen, verschimmelt, schimmel, verdorben, abgelaufen, kalt, schmutzig,
    dreckig, eklig, fehlt, fehlen, fehlte, unvollstandig, verloren, verschollen, storniert, unfreundlich, unverschamt, inkompetent, gelogen,
    angelogen, mogelpackung, kleiner als`,
  expected: `
    versprochen, sollte, sollten, hiess es, wurde gesagt, wurde mir gesagt, zugesagt, bezahlt, schon wieder, wieder mal, mal wieder, jedes mal,
    jeden tag, immer wieder, eigentlich, angeblich, statt, laut app|website|mail|tracking`,
  anger: `
    frechheit, unverschamt*, katastroph*, schlecht, schlechter|schlechteste|schlechtester, mies, miserabel, furchtbar, schrecklich, unmoglich,
    peinlich, lacherlich, armutszeugnis, saftladen, sauladen, sauer, wutend, enttauscht, enttauschend, nervt, genervt, argerlich, zumutung,
    unglaublich, scheiss*, mist, schande, witz, nie wieder, reicht`,
  leaving: `
    kundige, kundigen, kundigung, wechsle, wechseln zu, nie wieder, letzte mal, konkurrenz, verliert einen kunden, boykott*, geloscht, deinstalliert`,
  address: `
    ihr, euch, eure, euer, eurem, euren, eurer, sie, ihnen, ihre, ihrem, ihren, hallo, liebes, guten tag, moin, bitte, konnt ihr, konnen sie,
    habt ihr, haben sie, seid ihr, wollt ihr, wisst ihr, konntet ihr`,
  selfTold: `
    ich, mir, mich, mein, meine, meinem, meinen, meiner, wir, uns, unser, unsere, unserem, habe, haben wir, bin`,
  helpAsk: `
    hilfe, hilft mir, helfen, helft, wer hilft, kann mir jemand|einer, kann jemand, konnt ihr mir|uns|bitte, konnen sie mir|uns|bitte, wie kann ich,
    wie bekomme ich, was kann ich, was soll ich, an wen, wo kann ich|finde, bitte um, bitte melden|helfen|prufen|klaren|antworten|anrufen|schauen,
    ruft mich, ruckruf, meldet euch, per dm, dm geschickt, nachricht geschickt, bestellnummer, kundennummer, auftragsnummer, ticketnummer`,
  questionWord: `
    wie, warum, wieso, weshalb, wann, wo, wer, welche|welcher|welches|welchen, gibt es, gibts, kann man, kann ich, darf ich, habt ihr, weiss jemand,
    hat jemand, ist es moglich, ist das, lohnt sich, was kostet, was ist, was passiert`,
  rhetorical: `
    ist das euer ernst, euer ernst, ernsthaft, wollt ihr mich, was soll das, wer denkt sich, oder was, wer braucht, echt jetzt`,
  praise: `
    danke fur, vielen dank, super, toll, tolle|toller|tolles, klasse, spitze, perfekt, grossartig, genial, wunderbar, liebe, lecker, freundlich, nett,
    netter|nette, schnell, empfehlen, empfehlung, lob, begeistert, zufrieden, beste|bester|besten, gern wieder, hervorragend`,
  solved: `
    hat geklappt, hat funktioniert, funktioniert wieder|jetzt, geht wieder|jetzt, erledigt, gelost, alles gut, alles klar, danke euch,
    danke fur die schnelle|hilfe|antwort|info, angekommen, problem gelost, hat sich erledigt, schon gefunden`,
  suggestion: `
    ware schon|toll|super|gut|cool|nett|praktisch|hilfreich, wurde mir wunschen, wunsche mir, wunschte, konntet ihr .. einbauen|anbieten|einfuhren,
    bitte .. einbauen|hinzufugen|anbieten|einfuhren, ihr solltet, man sollte, solltet ihr, vorschlag, idee, wie ware es, warum nicht, feature,
    funktion ware, besser ware, macht doch, fuhrt .. ein`,
  purchase: `
    wo kann ich .. kaufen|bestellen, wo bekomme ich|gibt es|gibts, was kostet, wie viel kostet, wieviel kostet, preis fur, kosten fur, kaufen,
    bestellen, auf lager, verfugbar, lieferbar, liefert ihr, versendet ihr, vorbestellen, interesse an, interessiere mich, uberlege, wechseln will,
    rabattcode, gutscheincode, angebot fur`,
  spam: `
    gewinnspiel, gewinne, gewinnen, verlosen, verlosung, gratis, kostenlos, jetzt kaufen|bestellen|sichern|anmelden|klicken, link in bio,
    folgt|folge mir|uns, rabatt, prozent, verdiene, verdienen, von zuhause, kredit, casino, bitcoin, krypto, abnehmen, nur heute, angebot, whatsapp,
    telegram`,
  news: `
    laut, berichtet, meldet, polizei, aktie, aktien, borse, milliarden, millionen, umsatz, gewinn, konzern, vorstand, minister, regierung,
    bundesregierung, streik, studie, umfrage, urteil, prozess, ermittlung*, ruckruf von, tausende, kunden betroffen, eilmeldung`,
  fiction: `
    film, serie, folge, staffel, roman, buch, kapitel, spiel, mannschaft, trainer, tor, bundesliga, lied, konzert, traum, getraumt, tatort`,
  chatter: `
    haha*, hihi, lol, guten morgen, gute nacht, gluckwunsch, alles gute, frohe, schones wochenende, meine freundin, mein freund, schule, uni,
    feierabend, kaffee`,
  hypothetical: `
    wenn ich, was ware wenn, stell dir vor, stellt euch vor, angenommen, fruher, damals, als kind, hatte, hoffentlich, eines tages`,
  company: `
    wir suchen, unser team, bewirb dich, wir freuen uns, unsere neue|neuen, besucht uns, tut uns leid, tut mir leid, wir entschuldigen,
    danke fur ihre geduld|nachricht, danke fur deine|eure geduld|nachricht, schick uns, schicken sie uns, sende uns, unsere techniker,
    wir arbeiten daran, wir prufen`,
  sarcasm: `
    danke fur nichts, na super, na toll, ganz toll, ganz grosses kino, herzlichen gluckwunsch, glanzleistung, respekt, bravo, sehr elegant, wie schon,
    super service, toller service, tolle leistung`,
  thing: `
    bestellung, lieferung, paket, sendung, konto, rechnung, vertrag, ticket, buchung, flug, zug, termin, kundenservice, kundendienst, hotline,
    service, support, passwort, app, update, karte, gutschein, garantie, reparatur, techniker, filiale, mitarbeiter, router, geraet, gerat, akku,
    retoure, ersatz, abo, tarif`,
};
