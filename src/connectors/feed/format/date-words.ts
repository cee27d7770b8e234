/** Month names and abbreviations, lower case, without accents and full stops; the first three letters of English are enough. */
const MONTHS: string[] = [
  'jan january januar janner jaenner janvier janv enero ene gennaio gen janeiro januari stycznia styczen sty januara ledna leden led ocak oca ianuarie tammikuuta ιαν ιανουαριου январь января янв 1월',
  'feb february februar febr feber fevrier fevr fev febrero febbraio fevereiro februari lutego luty lut unora unor subat sub februarie helmikuuta φεβ φεβρουαριου февраль февраля фев',
  'mar march marz maerz mrz mars marzo marco maart mrt marca marzec brezna brezen mart martie maaliskuuta marcius marc μαρ μαρτιου март марта мар',
  'apr april avril avr abril abr aprile kwietnia kwiecien kwi dubna duben dub nisan nis aprilie huhtikuuta aprilis apr ápr απρ απριλιου апрель апреля апр',
  'may mai mayo maggio mag maio mei maj maja kvetna kveten mayis toukokuuta majus μαι μαιου май мая',
  'jun june juni juin junio giugno giu junho czerwca czerwiec cze cervna cerven haziran haz iunie kesakuuta junius ιουν ιουνιου июнь июня июн',
  'jul july juli juillet juil julio luglio lug julho lipca lipiec lip cervence cervenec temmuz tem iulie heinakuuta julius ιουλ ιουλιου июль июля июл',
  'aug august aout agosto ago augustus augusti sierpnia sierpien sie srpna srpen agustos agu elokuuta augusztus αυγ αυγουστου август августа авг',
  'sep sept september septembre septiembre settembre set setembro wrzesnia wrzesien wrz zari eylul eyl septembrie syyskuuta szeptember szept σεπ σεπτεμβριου сентябрь сентября сен сент',
  'oct october okt oktober octobre octubre ottobre ott outubro out pazdziernika pazdziernik paz rijna rijen ekim eki octombrie lokakuuta οκτ οκτωβριου октябрь октября окт',
  'nov november novembre noviembre novembro listopada listopad lis listopadu kasim kas noiembrie marraskuuta νοε νοεμ νοεμβριου ноябрь ноября ноя нояб',
  'dec december dez dezember decembre diciembre dic dicembre dezembro grudnia grudzien gru prosince prosinec aralik ara decembrie joulukuuta δεκ δεκεμβριου декабрь декабря дек',
];

const monthNumbers = new Map(
  MONTHS.flatMap((words, index) => words.split(' ').map((word) => [fold(word), index + 1] as const)),
);

/** 1–12, or undefined when the word is no month in any language known here. */
export function monthNumber(word: string): number | undefined {
  return monthNumbers.get(fold(word));
}

/** Minutes east of UTC. Where an abbreviation is used twice in the world, the American meaning of RFC 822 wins. */
const ZONES: Record<string, number> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 60,
  bst: 60,
  cet: 60,
  met: 60,
  mez: 60,
  cest: 120,
  mest: 120,
  mesz: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  msd: 240,
  trt: 180,
  ist: 330,
  sgt: 480,
  hkt: 480,
  awst: 480,
  jst: 540,
  kst: 540,
  acst: 570,
  aest: 600,
  aedt: 660,
  acdt: 630,
  nzst: 720,
  nzdt: 780,
  est: -300,
  edt: -240,
  et: -300,
  cst: -360,
  cdt: -300,
  ct: -360,
  mst: -420,
  mdt: -360,
  mt: -420,
  pst: -480,
  pdt: -420,
  pt: -480,
  akst: -540,
  akdt: -480,
  hst: -600,
  ast: -240,
  adt: -180,
  nst: -210,
  ndt: -150,
  brt: -180,
  art: -180,
  clt: -240,
};

/** Offset of a written zone in minutes, undefined when it is not known. Single military letters count as UTC, as RFC 2822 says. */
export function zoneOffset(zone: string): number | undefined {
  const bare = zone.replace(/[()]/g, '').trim().toLowerCase();
  const numeric = /^(?:utc|gmt|ut|z)?\s*([+-\u2212])\s*(\d{1,2}):?(\d{2})?$/.exec(bare);
  if (numeric) {
    const hours = Number(numeric[2]);
    const minutes = Number(numeric[3] ?? 0);
    if (hours > 15 || minutes > 59) return undefined;
    return (numeric[1] === '+' ? 1 : -1) * (hours * 60 + minutes);
  }
  if (/^[a-y]$/.test(bare)) return 0;
  return Object.hasOwn(ZONES, bare) ? ZONES[bare] : undefined;
}

function fold(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/ı/g, 'i')
    .replace(/ł/g, 'l')
    .replace(/\./g, '');
}
