import type { Lexicon } from './cue.ts';

/** French. */
export const fr: Lexicon = {
  safety: `
    fumee, prend feu, pris feu, en feu, incendie, en flammes, brule, brulee, brulure*, etincelles, explosee, explosion, fondu, surchauff*,
    odeur de gaz, sent le gaz, fuite de gaz, monoxyde, choc electrique, electrocut*, pris une decharge, allergi*, anaphyla*, ne respire plus|pas,
    narrive plus a respirer, intoxi*, empoison*, vomi, vomit, blesse, blessee, blesses, blessure*, hopital, aux urgences, ambulance, samu, pompiers,
    saigne, inconscient*, evanoui*, verre dans, metal dans, plastique dans, freins, dangereux, dangereuse, danger, enferme, enfermee, enfermes,
    coince dans, coincee dans, coinces dans, mauvais medicament, mauvaise dose, mauvais dosage, a explose, a pris feu, il y a le feu, mis le feu`,
  fraud: `
    fraude, fraudul*, arnaque, arnaques, arnaquee, escroc, escroquerie, pirate, piratee, piratage, vole, volee, usurpation, hameconnage,
    je ne reconnais pas, pas autorise, sans mon accord|autorisation, compte vide, en train de vider`,
  stranded: `
    bloque a, bloquee a, bloques a, bloquees a, bloque en, bloques en, bloque dans, bloques dans, bloque, bloquee, bloques, coince, coincee, coinces,
    rate mon|ma|notre vol|correspondance|train, rate la correspondance, vol annule, train annule, train supprime, dernier train, plus de train,
    sans hotel, nulle part ou dormir, en panne sur, bord de la route, sur lautoroute, a laeroport, a la gare, enferme dehors, enfermee dehors,
    dehors devant`,
  money: `
    rembours*, preleve, prelevee, prelevement, prelevements, preleves, debite, debitee, debites, preleve deux fois, debite deux fois,
    facture deux fois, double paiement, double prelevement, deux fois, mon argent, facture, factures, facturation, surfacture, virement, salaire,
    compte bloque|gele, carte bloquee|avalee|refusee, decouvert, agios, frais, trop percu, avoir`,
  amount: '# €, # euros, # balles',
  outage: `
    panne, en panne, hors service, pas dinternet, plus dinternet, plus internet, pas de reseau, plus de reseau, pas de service, pas de connexion,
    plus de connexion, pas deau, plus deau, sans eau, sans electricite, sans courant, sans chauffage, sans internet, sans telephone, sans reseau,
    sans gaz, pas de chauffage, plus de chauffage, pas deau chaude, plus deau chaude, coupure, coupures, plus de courant, plus delectricite,
    impossible de se connecter|me connecter, plus rien ne marche|fonctionne, plus rien, site plante|down, inaccessible`,
  deadline: `
    aujourdhui, ce soir, cet apres midi, demain, demain matin, avant demain|ce soir|midi|lundi|vendredi, pour demain|ce soir|samedi|lundi,
    dans # heures|minutes|heure, a # heures|h, # h, urgent, urgente, urgence, en urgence, au plus vite, des que possible, tout de suite, immediat*,
    mariage, enterrement, obseques, examen, entretien, operation, date limite, dernier jour, expire, dernier delai`,
  escalation: `
    avocat, avocate, plainte, porte plainte, porter plainte, tribunal, mise en demeure, mediateur, poursuites, dgccrf, signal conso, que choisir,
    # millions de consommateurs, association de consommateurs, consommateurs, arcep, amf, journaliste, journalistes, presse, gendarmerie, boycott,
    sur tous les reseaux, rendre public`,
  vulnerable: `
    bebe, nourrisson, nouveau ne, # mois, # ans, fauteuil roulant, handicap*, enceinte, ma grand mere, mon grand pere, ma mere, mon pere,
    personne agee, agee, insuline, diabet*, dialyse, oxygene, medicament*, traitement, malade`,
  waiting: `
    attends, attendre, attente, jattends, en attente, depuis # jours|semaines|mois|heures|h|minutes|ans,
    depuis ce|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|une|deux|trois|des|plus|le, ca fait # jours|semaines|mois|heures|h|minutes,
    ca fait une|deux|trois|des|plus, il y a # jours|semaines|mois, toujours pas, toujours rien, toujours aucune|aucun|en, pas encore, encore rien,
    pas recu, jamais recu, jamais arrive, pas arrive, pas arrivee, non livre, pas livre, pas de reponse, aucune reponse|nouvelle|solution|info,
    sans reponse|nouvelles, personne ne repond|sait|me|rappelle|decroche|veut, repondez pas, ignore, retard, en retard, retarde, retardee,
    ou est|en est, quand est ce|arrive|sera|vais|va, troisieme|deuxieme|quatrieme|xieme fois, # fois, relance, raccroche, injoignable, file dattente,
    suivi`,
  failing: `
    ne marche pas, marche pas, ne marche plus, marche plus, ne fonctionne pas, fonctionne pas, ne fonctionne plus, fonctionne plus, ne charge pas,
    ne sallume pas, ne souvre pas|plus, ne repond plus|pas, plante, bug, bugs, bugue, beugue, erreur, erreurs, casse, cassee, cassees, defectueux,
    defectueuse, defaut, probleme, problemes, souci, soucis, impossible de, impossible d, impossible, narrive pas, narrive plus, arrive pas a,
    peux pas, peut pas, peux plus, lent, lente, rame, coupe, se deconnecte, fuit, dechire, refuse, refusee, bloquee, disparu, disparue, perdu,
    ne passe pas, ne veut pas`,
  wrong: `
    mauvais article|taille|colis|produit|plat|adresse|commande|couleur, mauvaise taille|adresse|commande|couleur, pas le bon|la bonne, erreur de,
    endommag*, abime, abimee, perime, perimee, moisi, moisie, froid, froide, froides, degoutant*, degueulasse, cheveu dans, manque, manquant,
    manquante, incomplet*, incomplete, perdu mon|ma|mes|notre|nos, bagage, valise perdue, annule, annulee, annulation, desagreable, impoli*,
    irrespect*, incompeten*, menti, mensonge, mensonger, trompeu*, mauvaise qualite, tres sale, chambre sale`,
  expected: `
    promis, promesse, etait cense|prevu, etait prevu|prevue, devait, devais recevoir, on ma dit, on me dit, on nous a dit, paye, payee, je paie,
    encore une fois, encore, a chaque fois, tous les jours, toujours le meme, comme dhabitude, pourtant, cense`,
  anger: `
    honte, honteux, honteuse, scandaleux, scandaleuse, inadmissible, inacceptable, nul, nulle, lamentable, catastroph*, horrible, affreux, pire,
    ridicule, marre, ras le bol, enerve, enervee, furieux, furieuse, decu, decue, decevant*, deplorable, minable, merde, foutage de gueule, se moque,
    se fout, incroyable, abuse, arnaqueurs, voleurs, plus jamais, pas content, pas normal, pas du tout content`,
  leaving: `
    resilie, resilier, resiliation, change doperateur, changer de banque|doperateur|de, plus jamais, je pars, je quitte, derniere fois,
    perdu un client|une cliente, concurrence, concurrent*, desabonn*, desinstall*`,
  address: `
    vous, votre, vos, bonjour, bonsoir, salut, svp, stp, sil vous plait, sil vous plait, merci de, pouvez vous, pourriez vous, avez vous, etes vous,
    allez vous, comptez vous, votre appli|site|service|application|livreur|magasin|equipe, jaimerais, je voudrais, je souhaite`,
  selfTold: `
    je, jai, mon, ma, mes, moi, nous, notre, nos, suis, jai, jetais, commande, achete`,
  helpAsk: `
    aide, aider, aidez, aidez moi, besoin daide, besoin daide, au secours, quelqu un peut|sait|pour, quelquun peut|sait|pour,
    comment faire|puis|je|on|faire|obtenir|contacter, que faire, que dois je, qui contacter, a qui, ou puis je, ou trouver,
    merci de me|repondre|rappeler|contacter|verifier|regler, rappelez, contactez, contacter, repondez, en mp, en dm, dm envoye, mp envoye,
    message prive, numero de commande|dossier|client|suivi`,
  questionWord: `
    pourquoi, quand, ou, quel, quelle, quels, quelles, qui, que, quoi, combien, est ce que|qu|possible, y a t, y a il, peut on, puis je, savez vous,
    quelquun sait, qqn sait, qqn, comment faire, comment puis je, comment on, comment je`,
  rhetorical: `
    serieusement, vous etes serieux, cest une blague, cest une blague, vous vous moquez, vous foutez, a quoi bon, a quoi sert, qui a eu lidee,
    ca vous amuse, vous avez pas honte`,
  praise: `
    merci pour, merci a, merci beaucoup, super, genial, geniale, excellent*, parfait, parfaite, adore, jadore, jadore, magnifique, formidable, au top,
    bravo a, rapide, efficace, sympa, aimable, gentil*, souriant*, recommande, le meilleur, la meilleure, meilleur, delicieux, delicieuse, ravi,
    ravie, contente, chapeau, regal`,
  solved: `
    ca marche, ca fonctionne, ca remarche, refonctionne, remarche, cest bon, cest bon, regle, resolu, repare, tout est rentre,
    merci pour votre aide|reponse|rapidite, merci pour laide|la reponse, bien recu, bien arrive, jai trouve, probleme resolu`,
  suggestion: `
    ce serait bien|super|genial|top|cool|mieux|pratique|sympa, ca serait bien|super|genial|top|cool|mieux|pratique|sympa, il faudrait, vous devriez,
    on devrait, pourriez vous ajouter|mettre|faire|proposer, pouvez vous ajouter|mettre, ajoutez, mettez, proposez, suggestion, je suggere,
    je propose, idee, pourquoi ne pas, pourquoi pas, et si vous, un mode, une option, remettez, ramenez`,
  purchase: `
    ou acheter|trouver|commander, ou puis je acheter|trouver|commander, combien coute|coutent|ca, quel prix, quel est le prix|tarif, prix de|du|pour,
    tarif, je veux acheter|commander|reserver, voudrais acheter|commander|reserver, interesse par, interessee par, disponible, disponibles, en stock,
    livrez vous, vous livrez, precommand*, envisage, pense acheter, devis, code promo, souscrire, reserver`,
  spam: `
    concours, gagner, gagnez, gagne, tirage, a gagner, gratuit, gratuits, gratuitement, suivez, partage, partagez, tag, taguez, cliquez, lien en bio,
    lien dans, promo, promotion, reduction, soldes, offre, profitez, achetez, commandez, jusqua, argent facile, gagner de largent, depuis chez,
    investissement, investir, investissez, bitcoin, crypto, casino, pret, credit, whatsapp, telegram, abonnes, maigrir, minceur, voyance, marabout`,
  news: `
    selon, annonce, annoncent, rapporte, bourse, milliards, millions, chiffre daffaires, benefice*, resultats, ministre, gouvernement, president,
    assemblee, police, greve, syndicat*, etude, sondage, juge, proces, enquete, amende de, milliers de, alerte info, rappel de, en direct, tribune,
    clients touches`,
  fiction: `
    film, serie, episode, saison, roman, livre, chapitre, personnage, jeu, match, equipe, ligue, foot, chanson, concert, reve, reve que, album`,
  chatter: `
    mdr, ptdr, lol, haha*, bonne nuit, bon weekend, bon week, bon anniversaire, joyeux, bonne annee, mon copain, ma copine, mon mec, ma meuf,
    ecole, lycee, fac, devoirs, cafe, vendredi, frere`,
  hypothetical: `
    si jetais, si jetais, si javais, si un jour, imagine, imaginez, comme si, a lepoque, quand jetais, il y a des annees, on dirait, peut etre`,
  company: `
    nous recrutons, on recrute, rejoignez, notre equipe, notre nouveau, notre nouvelle, nos magasins, nos boutiques, venez, nous sommes desoles,
    desole pour, desoles pour, veuillez, merci de nous avoir, merci pour votre patience|message, envoyez nous, ecrivez nous, nos equipes,
    nous travaillons`,
  sarcasm: `
    merci pour rien, bravo, felicitations, bien joue, super service, quel service, quelle efficacite, comme toujours, quelle surprise, on applaudit,
    chapeau bas, cest beau, trop bien, jadore attendre|quand|le, jadore attendre|quand, formidable`,
  thing: `
    commande, colis, livraison, compte, facture, contrat, abonnement, reservation, vol, train, rendez vous, service client, sav, service apres vente,
    conseiller, conseillere, support, magasin, boutique, appli, application, site, carte, mot de passe, code, bon dachat, garantie, technicien,
    livreur, routeur, chargeur, batterie, ecran, forfait, billet, billets, valise, chambre`,
};
