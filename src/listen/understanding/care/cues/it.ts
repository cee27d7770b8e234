import type { Lexicon } from './cue.ts';

/** Italian. */
export const it: Lexicon = {
  safety: `
    fumo, fuoco, a fuoco, incendio, in fiamme, brucia, bruciato, bruciata, ustion*, scintille, esplos*, esplode, esplosione, fuso, surriscald*,
    odore di gas, puzza di gas, fuga di gas, monossido, scossa, folgorat*, allergi*, anafila*, non respira, non riesce a respirare, intossic*,
    avvelen*, vomit*, ferito, ferita, feriti, ospedale, pronto soccorso, ambulanza, vigili del fuoco, sangu*, svenut*, vetro nel, vetro nella,
    plastica nel, metallo nel, freni, pericolo, pericoloso, pericolosa, chiuso dentro, chiusa dentro, bloccati in ascensore, bloccata in ascensore,
    farmaco sbagliato, dose sbagliata`,
  fraud: `
    frode, truffa, truffato, truffata, truffatori, hackerato, hackerata, rubato, rubata, rubati, clonata, phishing, non riconosco, non autorizzat*,
    senza il mio consenso|permesso, svuotando, svuotato`,
  stranded: `
    bloccato a, bloccata a, bloccati a, bloccati in, bloccato in, bloccata in, bloccati, a piedi, perso il volo|treno, perso la coincidenza,
    perdo il volo|treno|la, persa la coincidenza, volo cancellato, treno cancellato|soppresso, ultimo treno, chiusi fuori, chiuso fuori, chiusa fuori,
    senza albergo, in aeroporto, in stazione, in autostrada, in panne, per strada`,
  money: `
    rimborso, rimbors*, addebit*, addebitato due volte, doppio addebito, due volte, soldi, i miei soldi, bolletta, fattura, stipendio, bonifico,
    conto bloccato, carta bloccata|rifiutata, prelev*, commissione, commissioni, indietro i soldi`,
  amount: '# €, # euro',
  outage: `
    guasto, fuori servizio, non ce linea|rete|segnale, senza internet|linea|luce|acqua|corrente|riscaldamento|gas|segnale|rete|telefono,
    niente internet|linea|rete|segnale|acqua|luce, blackout, giu da|di, non riesco a entrare|accedere|collegarmi, non si accede, interruzione,
    disservizio, non va niente, tutto fermo`,
  deadline: `
    oggi, stasera, domani, domani mattina, entro oggi|domani|stasera|le|venerdi|lunedi, tra # ore|minuti|ora, fra # ore|minuti|ora, alle #, urgente,
    urgenza, urgentemente, emergenza, subito, immediat*, al piu presto, prima possibile, matrimonio, funerale, esame, colloquio, operazione, scade,
    scadenza, ultimo giorno`,
  escalation: `
    avvocato, avvocata, legale, legali, vie legali, denuncia, denuncio, querela, tribunale, associazione consumatori, associazioni consumatori,
    codacons, altroconsumo, agcom, antitrust, arera, giornalista, giornali, stampa, striscia la notizia, polizia, carabinieri, reclamo formale,
    diffida`,
  vulnerable: `
    neonato, neonata, bimbo, bimba, bambino, bambina, bambini, # mesi, # anni, sedia a rotelle, disabile, disabili, incinta, mia nonna, mio nonno,
    mia madre, mio padre, mia mamma, mio papa, anziana, anziano, insulina, diabetic*, dialisi, ossigeno, farmaco, farmaci, malat*`,
  waiting: `
    aspetto, aspettando, aspettiamo, aspettare, attesa, in attesa, da # giorni|ore|settimane|mesi|minuti|anni,
    da ieri|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica|stamattina|una|due|tre|settimane|mesi|giorni|ore,
    sono # giorni|ore|settimane|mesi, # giorni|settimane|mesi fa, ancora niente|nulla|nessuna|nessun|in|non, non ancora, non e ancora,
    non e arrivato|arrivata, non arriva, mai arrivato|arrivata|ricevuto, non ho ricevuto, non ho ancora, nessuno risponde|mi|sa|ci, non rispondete,
    non risponde, nessuna risposta|notizia|comunicazione, senza risposta, ignorato, ignorata, ritardo, in ritardo, dove il mio, dov e|il, dove e,
    quando arriva|arrivera|torna, terza|seconda|quarta volta, ennesima, coda, solleciti`,
  failing: `
    non funziona, non funzionano, non va, non parte, non si apre|carica|accende|connette|collega|puo, non carica, non riesco, non riusciamo,
    non mi fa|lascia, non posso, non possiamo, non risponde, si blocca, si chiude, si impalla, crash*, errore, errori, bug, rotto, rotta, rotti,
    guasto, difett*, problema, problemi, lento, lenta, lentissim*, perde, scollato, strappat*, rifiutat*, sparito, sparita, spariti, impossibile`,
  wrong: `
    sbagliato, sbagliata, sbagliati, sbagliate, errato, errata, altro articolo, danneggiat*, scadut*, muffa, marcio, marcia, freddo, fredda, fredde,
    sporco, sporca, schifo, schifoso, capello nel, manca, mancano, mancava, incomplet*, perso la mia|il mio|i miei, valigia, bagaglio, bagagli,
    annullat*, cancellat*, maleducat*, scortes*, incompeten*, mentito, bugie, ingannevole, pubblicita ingannevole`,
  expected: `
    promesso, promessa, dovevate, doveva, dovevano arrivare, mi avevano detto, mi hanno detto, ci hanno detto, avete detto, pagato, pagata, pago,
    paghiamo, ancora una volta, di nuovo, ogni volta, ogni giorno, sempre la stessa, come al solito, gia la`,
  anger: `
    vergogna, vergognos*, pessimo, pessima, scandalos*, inaccettabile, ridicol*, orribile, terribile, schifo, delus*, deludente, arrabbiat*, furios*,
    incazzat*, stufo, stufa, basta, merda, cazzo, peggio, peggiore, ladri, truffatori, incredibile, assurdo, assurda, inutili, indecente,
    imbarazzante, mai piu`,
  leaving: `
    disdetta, disdico, disdire, cambio operatore|banca|gestore, passo a, vado via, mai piu, ultima volta, avete perso un cliente, perso un cliente,
    concorrenza, recesso`,
  address: `
    voi, vostro, vostra, vostri, vostre, ciao, salve, buongiorno, buonasera, gentili, per favore, potete, potreste, potrebbe, avete, siete, fate,
    vorrei, mi piacerebbe, sapete`,
  selfTold: `
    io, mio, mia, miei, mie, mi, nostro, nostra, noi, abbiamo, sono, siamo, ordinato, comprato, ho ordinato|comprato|pagato|ricevuto|chiamato|un`,
  helpAsk: `
    aiuto, aiutatemi, aiutarmi, aiutate, mi aiutate, mi potete, mi puo, qualcuno puo|sa|mi, come faccio|posso|si, cosa devo|posso, che devo, a chi,
    dove posso|trovo, per favore rispondete|aiutatemi|contattatemi, contattatemi, richiamatemi, chiamatemi, rispondete, contattare, in dm, in privato,
    mandato dm, numero ordine, numero di ordine, numero pratica`,
  questionWord: `
    quando, dove, dov, perche, quale, quali, cosa, quanto, quanti, quanta, ce, ci sono, si puo, posso, e possibile, qualcuno sa, sapete, avete,
    come mai, come si, come posso, come faccio, che fine, chi puo`,
  rhetorical: `
    ma davvero, davvero, scherzate, state scherzando, e uno scherzo, ma vi pare, non vi vergognate, ma chi, a che serve`,
  praise: `
    grazie per, grazie a, grazie mille, ottimo, ottima, eccellente, fantastic*, bellissim*, adoro, perfetto, perfetta, bravissim*, bravi, brava,
    bravo, gentil*, gentilissim*, veloce, velocissim*, consiglio, consigliat*, il migliore, la migliore, migliori, buonissim*, squisit*, complimenti,
    content*, soddisfatt*, felice`,
  solved: `
    ora funziona, funziona di nuovo, adesso funziona, risolto, tutto risolto, tutto ok, tutto a posto, sistemato,
    grazie per laiuto|la risposta|il supporto, arrivato oggi, e arrivato, trovato, come non detto`,
  suggestion: `
    sarebbe bello|utile|comodo|fantastico|meglio|carino|ideale, dovreste, bisognerebbe, potreste aggiungere|mettere|fare, aggiungete, mettete,
    suggerimento, suggerisco, propongo, idea, perche non mettete|fate|aggiungete|fare, che ne dite, rimettete, riportate, manca un|una`,
  purchase: `
    dove posso comprare|trovare|acquistare, dove si compra, dove lo trovo, quanto costa|costano|viene, che prezzo, prezzo di|del|per,
    vorrei comprare|acquistare|ordinare|prenotare, voglio comprare|acquistare|ordinare, sono interessato|interessata, interessato a, interessata a,
    disponibile, disponibili, spedite in|a, consegnate a|in, preordin*, pensando di comprare|passare, codice sconto, preventivo, prenotare`,
  spam: `
    vinci, vincere, concorso, estrazione, in palio, gratis, gratuito, seguici, seguimi, seguite, condividi, tagga, clicca, link in bio, sconto,
    sconti, offerta, promozione, approfitta, acquista ora, compra ora, solo oggi, guadagna, guadagnare, da casa, investimento, investi, bitcoin,
    cripto, casino, scommesse, prestito, prestiti, whatsapp, telegram, follower, dimagrire, cartomante`,
  news: `
    secondo, annuncia, annunciato, riporta, azioni, borsa, miliardi, milioni, utili, ricavi, fatturato, ministro, governo, presidente, parlamento,
    polizia, sciopero, sindacat*, sondaggio, giudice, processo, indagine, multa da, migliaia di, ultima ora, richiamo, in diretta, editoriale`,
  fiction: `
    film, serie, puntata, stagione, romanzo, libro, capitolo, personaggio, gioco, partita, squadra, gol, serie a, calcio, canzone, concerto, sogno,
    sognato, trailer`,
  chatter: `
    haha*, ahah*, lol, buonanotte, buon weekend, buon compleanno, auguri, buon natale, buona domenica, il mio ragazzo, la mia ragazza, amore, scuola,
    universita, compiti, caffe, venerdi sera`,
  hypothetical: `
    se fossi, se avessi, se un giorno, immagina, immaginate, come se, ai miei tempi, da piccol*, anni fa, magari, mi ricordo, forse`,
  company: `
    assumiamo, stiamo cercando, unisciti, il nostro team, la nostra nuova, il nostro nuovo, i nostri negozi, vi aspettiamo, veniteci, ci scusiamo,
    ci dispiace, grazie per averci, grazie per la pazienza, scrivici, contattaci, inviaci, stiamo lavorando`,
  sarcasm: `
    grazie di niente, grazie per niente, complimenti, bravi, bel servizio, ottimo servizio, che bello, che sorpresa, come sempre, applausi,
    fantastico servizio, ma che bravi, davvero complimenti`,
  thing: `
    ordine, pacco, spedizione, consegna, conto, bolletta, contratto, abbonamento, prenotazione, volo, treno, appuntamento, servizio clienti,
    assistenza, operatore, supporto, negozio, app, sito, carta, password, codice, buono, garanzia, tecnico, corriere, router, modem, caricatore,
    batteria, schermo, tariffa, biglietto, biglietti, valigia, camera`,
};
