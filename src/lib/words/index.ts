/**
 * Words that stand in texts about anything: articles, pronouns, prepositions, auxiliaries, and what networks put into every post. Folded as
 * search terms are (lower case, without accents). Chosen by us, in seven languages.
 */
const COMMON = new Set(
  `a about above after again against all almost also always am an and another any anyone anything are aren't around as at away back be because been before
being below between both but by came can can't cannot could couldn't did didn't do does doesn't doing don't done down during each either else even ever every
everyone everything few for from further get gets getting give go goes going gone got had hadn't has hasn't have haven't having he he'd he'll he's her here
hers herself him himself his how however i i'd i'll i'm i've if in into is isn't it it's its itself just keep know less let let's like ll lot made make makes many
may maybe me might mine more most much must my myself need never new no nobody none nor not nothing now of off often oh ok okay on once one only onto or other others
our ours ourselves out over own per please put quite rather re really said same say says see seems shall she she'd she'll she's should shouldn't since so some
someone something still such sure take than thank thanks that that's the their theirs them themselves then there there's these they they'd they'll
they're they've thing things think this those though through thus to today together too took toward try trying two under until up upon us use used using ve
very via want wants was wasn't way we we'd we'll we're we've well went were weren't what what's when where whether which while who whole whom whose why will with
within without won't would wouldn't yes yet you you'd you'll you're you've your yours yourself amp rt http https www com
aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist da damit dann das dass dein deine dem den denn der des dich die
dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines er es etwas euch euer fur gegen gibt hab habe haben hat hatte
hatten hier hin ich ihm ihn ihnen ihr ihre ihrem ihren ihrer immer in ins ist ja jede jedem jeden jeder jedes jetzt kann kannst kein keine keinen konnen machen
mal man mehr mein meine meinem meinen meiner mich mir mit mochte muss mussen nach nein nicht nichts noch nun nur ob oder ohne schon sehr sein seine seinem seinen
seit sich sie sind so soll solche sondern sonst uber um und uns unser unsere unter vom von vor war waren warum was weil weiter wenn wer werde werden wie wieder will
wir wird wo wurde wurden zu zum zur zwar zwischen
ai al alors apres au aucun aussi autre aux avait avant avec avoir c'est car ce ceci cela ces cet cette ceux chez comme comment d'un d'une dans de depuis des deux
donc du elle elles en encore entre est et etait etaient ete etre eu fait faire fois font il ils j'ai je la le les leur leurs lui ma mais me meme mes moi moins mon
n'est ne ni nos notre nous on ont ou par parce pas peu peut plus pour pourquoi qu qu'il quand que quel quelle qui quoi sa sans se sera ses si son sont sous sur ta
te tes toi ton tous tout toute toutes tres tu un une vos votre vous
algo ante antes asi aun aunque cada casi como con contra cual cuando cuanto desde donde dos ella ellas ellos entonces era eran eres esa esas ese eso esos esta
estaba estan estar estas este esto estos estoy fue fueron ha habia hace hacer hasta hay he la las lo los mas mi mis mucho muy nada nos nosotros nuestra nuestro o os
otra otro para pero poco por porque pues puede que quien se sea ser si sido siempre sin sobre solo somos son soy su sus tambien tan tanto te tiene tienen todo todos
tu tus un una uno unos usted ustedes va vamos voy y ya yo
anche ancora avere c'e che chi ci come con cosa cosi da dai dal dalla delle degli dei del della di dopo dove e ed era essere fare fatto gia gli ha hai hanno ho i
il io la le lei li loro lui ma mai me mi mia mio molto ne nei nel nella noi non o ogni ora per perche piu poi puo quale quando quanto quella quello questa questo qui
sei sempre senza si sia solo sono sta sto su sua sul sulla suo tra tu tutti tutto un una uno voi
agora ainda ao aos ate com da das de dele depois do dos e ela ele eles em era essa esse esta estava este eu faz foi ha isso isto ja la mais mas me mesmo meu minha
muito na nao nas nem no nos nossa nosso o os ou para pela pelo pode por porque pra quando que quem sao se sem ser seu so sua tambem te tem tenho ter tudo um uma vai
voce voces
aan als ben bent bij dan dat de die dit door een en er gaan geen geweest goed had heb hebben heeft het hier hij hoe ik in is je jij jullie kan kunnen maar me mee meer
men met mij mijn moet na naar niet niets nog nu of om omdat onder ons onze ook op over te tegen toch toen tot uit van veel voor waar wat we wel werd wil worden wordt
zal ze zich zij zijn zo zonder zou`.split(/\s+/),
);

/** Signs before terms that are counted elsewhere: tags, handles, shares, links. */
const MARKED = /^[#@$]|^link:/;
/** At least two letters or digits, not digits alone. */
const WORD = /^(?=.*\p{L})[\p{L}\p{M}\p{N}_'’]{2,40}$/u;

/** Whether a search term says something of the matter: no tag, number, single sign or word that stands everywhere. */
export function isTellingWord(term: string): boolean {
  return !COMMON.has(term) && !MARKED.test(term) && WORD.test(term);
}
