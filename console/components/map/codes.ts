/** Numbers of countries (ISO 3166-1 numeric) and of American states (FIPS) → the codes that places carry. */
export function codeOf(map: 'world' | 'us', id: string | undefined, name: string): string | undefined {
  if (map === 'us') return STATES.get(id ?? '');
  return COUNTRIES.get(id ?? '') ?? (name === 'Kosovo' ? 'XK' : undefined);
}

/** Postal code of an American state by its name; undefined where it is none. */
export function stateCodeOf(name: string): string | undefined {
  return STATE_NAMES.get(name);
}

const STATE_NAMES = new Map(
  (
    'Alabama AL,Alaska AK,Arizona AZ,Arkansas AR,California CA,Colorado CO,Connecticut CT,Delaware DE,District of Columbia DC,Washington, D.C. DC,Florida FL,Georgia GA,Hawaii HI,Idaho ID,Illinois IL,Indiana IN,Iowa IA,' +
    'Kansas KS,Kentucky KY,Louisiana LA,Maine ME,Maryland MD,Massachusetts MA,Michigan MI,Minnesota MN,Mississippi MS,Missouri MO,Montana MT,Nebraska NE,Nevada NV,New Hampshire NH,New Jersey NJ,New Mexico NM,New York NY,' +
    'North Carolina NC,North Dakota ND,Ohio OH,Oklahoma OK,Oregon OR,Pennsylvania PA,Rhode Island RI,South Carolina SC,South Dakota SD,Tennessee TN,Texas TX,Utah UT,Vermont VT,Virginia VA,Washington WA,West Virginia WV,' +
    'Wisconsin WI,Wyoming WY'
  )
    .split(/,(?! )/)
    .map((state) => [state.slice(0, -3), state.slice(-2)]),
);
const COUNTRIES = table(
  '242FJ834TZ732EH124CA840US398KZ860UZ598PG360ID032AR152CL180CD706SO404KE729SD148TD332HT214DO643RU044BS238FK578NO304GL260TF626TL710ZA426LS484MX858UY076BR068BO604PE170CO591PA188CR558NI340HN222SV' +
    '320GT084BZ862VE328GY740SR250FR218EC630PR388JM192CU716ZW072BW516NA686SN466ML478MR204BJ562NE566NG120CM768TG288GH384CI324GN624GW430LR694SL854BF140CF178CG266GA226GQ894ZM454MW508MZ748SZ024AO108BI' +
    '376IL422LB450MG275PS270GM788TN012DZ400JO784AE634QA414KW368IQ512OM548VU116KH764TH418LA104MM704VN408KP410KR496MN356IN050BD064BT524NP586PK004AF762TJ417KG795TM364IR760SY051AM752SE112BY804UA616PL' +
    '040AT348HU498MD642RO440LT428LV233EE276DE100BG300GR792TR008AL191HR756CH442LU056BE528NL620PT724ES372IE540NC090SB554NZ036AU144LK156CN158TW380IT208DK826GB352IS031AZ268GE608PH458MY096BN705SI246FI' +
    '703SK203CZ232ER392JP600PY887YE682SA010AQ196CY504MA818EG434LY231ET262DJ800UG646RW070BA807MK688RS499ME780TT728SS',
  3,
);
const STATES = table(
  '01AL02AK04AZ08CO12FL13GA18IN20KS23ME25MA27MN34NJ37NC38ND40OK42PA46SD48TX56WY09CT29MO54WV17IL35NM05AR06CA10DE11DC15HI19IA21KY24MD26MI28MS30MT33NH36NY39OH41OR47TN49UT51VA53WA55WI31NE45SC16ID32NV50VT22LA44RI',
  2,
);

function table(packed: string, digits: number): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < packed.length; at += digits + 2)
    found.set(packed.slice(at, at + digits), packed.slice(at + digits, at + digits + 2));
  return found;
}
