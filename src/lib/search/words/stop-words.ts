/** Words that say nothing of the matter, by language, as search terms are folded. Chosen by us. They also tell which language a text is in. */
const LISTS: Readonly<Record<string, string>> = {
  en: `a about after again all also am an and any are aren't arent as at be because been being before between both but by can can't cant cannot could couldn't
couldnt did didn't didnt do does doesn't doesnt doing don't dont each either else even ever for from had has hasn't hasnt have haven't havent having he her
here hers him his how i i'd id i'll ill i'm im i've ive if in into is isn't isnt it it's its itself just let lets like me might mine more most much must my myself no nor not of
oh ok okay on once one only onto or other our ours ourselves out over own per please pls quite rather really s shall she should so some such t than thanks thank that that's
thats the their theirs them then there these they this those though through to too u under until up upon us very was wasn't wasnt we were what what's whats when where which while
who whom whose why will with within without won't wont would wouldn't wouldnt yes yet you your yours yourself hi hello hey dear`,
  de: `aber alle allen alles als also am an auch auf aus bei beim bin bis bist bitte da dann das dass dein deine dem den denn der des dich die dies diese diesem diesen dieser
dieses dir doch du durch ein eine einem einen einer eines er es etwas euch euer fur gegen hab habe haben hallo hat hatte ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins
ist ja jetzt kann kannst kein keine keinen konnen man mehr mein meine meinem meinen meiner mich mir mit muss nach nein nicht nichts noch nun nur ob oder ohne schon sehr sein seine seit sich sie
sind so soll sonst uber um und uns unser unsere unter vom von vor wann war warum was weil wenn wer werde werden wie wieder will wir wird wo wurde zu zum zur`,
  fr: `a ai alors apres au aussi aux avant avec avez avoir avons bonjour ca car ce ceci cela ces cet cette chez comme comment d dans de depuis des donc du elle elles en encore est et etait etre eu
fait faire il ils j je jai l la le les leur leurs lui m ma mais me mes moi mon n ne nos notre nous on ont ou par parce pas peu peut peux plus pour pourquoi puis qu quand que quel quelle
quelles quels qui quoi s sa sans se ses si sil son sont sur ta te tes toi ton tout tous toute tres tu un une vos votre vous y`,
  es: `a al algo ante antes asi aun como con cual cuando de del desde donde el ella ellos en entre era eres es esa ese eso esta estan estas este esto estoy fue ha han hasta hay he hola
la las le les lo los mas me mi mis muy nada ni no nos o os otra otro para pero por porque puede puedo que quien se ser si sin sobre son su sus tambien te tengo ti tiene todo tu tus un una uno unos
usted ustedes y ya yo`,
  it: `a ad ai al alla alle anche ancora avere c che chi ci ciao come con cosa cosi da dai dal dalla de degli dei del della delle di dopo dove e ed era essere fa fare gia gli ha hai hanno ho i il in io
la le lei li lo loro lui ma mai me mi mia mie miei mio molto ne nei nel nella noi non o ogni per perche piu poi posso puo quale quando quanto quello questa questo qui se sei senza si sia sono su
sua sul sulla suo ti tra tu tutti tutto un una uno vi voi`,
  pt: `a ao aos as ate com como da das de dele depois do dos e ela ele em era essa esse esta este eu faz foi ha isso isto ja la mais mas me meu minha meus minhas muito na nao nas nem no nos nossa o
ola os ou para pela pelo pode por porque posso pra quando que quem sao se sem ser seu so sua tambem te tem tenho ter tu tudo um uma vai voce voces`,
  nl: `aan al als altijd ben bent bij dan dat de deze die dit doen door dus een en er ga gaan geen had hallo heb hebben hebt heeft het hier hij hoe ik in is ja je jij jou jullie kan kun kunnen maar me
meer met mij mijn moet na naar nee niet niets nog nu of om omdat onder ons onze ook op over te tegen toch toen tot u uit uw van veel voor waar waarom wanneer was wat we wel welke werd wie wil wij
worden wordt ze zelf zich zij zijn zo zonder zou`,
};

export const STOP_WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(LISTS).map(([language, list]) => [language, new Set(list.split(/\s+/))]),
);

/** Languages in the order in which a tie is decided. */
export const LANGUAGES: readonly string[] = Object.keys(LISTS);

/** Words of questions and complaints that fit to any matter; they count little. English. */
export const WEAK_WORDS: ReadonlySet<string> = new Set(
  `able actually advice allow already although always another answer anybody anyone anything anyway appear around ask asked away back bad best better big bit bring by came come coming currently
day days decide did different difficult do done easy else end every everyone everything exactly expect explain far few find fine first fix follow found full gave get gets getting give given giving go going gone good got great
guess guys happen happened happening happens hard help hope hour hours idea information info instead issue issues kind knew know known last later least leave left less let little long look looking looks lot made make makes
making many matter may maybe mean means mind minute minutes month months need needed needs never new next nice nothing now nowadays number off often old ones option part people perhaps person place please point possible
pretty probably problem problems purpose put question questions quickly reason reasons recently right said same saw say says see seem seems seen several show since situation something sometimes somehow somewhere soon sorry
sort start started steps still stuff supposed sure take taken takes taking talk tell thing things think thought time times today together told tomorrow took totally tried trouble try trying two understand use used using usually
want wanted wants was way ways week weeks well went whats whether work worked working works worried year years yesterday`.split(
    /\s+/,
  ),
);
