const LANGUAGES = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'sv',
  'da',
  'nb',
  'fi',
  'tr',
  'ru',
  'uk',
  'el',
  'ar',
  'fa',
  'he',
  'hi',
  'bn',
  'th',
  'ja',
  'ko',
  'zh',
  'zh-Hant',
  'id',
  'ms',
  'vi',
  'cs',
  'hu',
  'ro',
  'ca',
];

/** `CODE: CODES IN CAPITALS, names, people and adjectives`. */
const MORE = `
US: US, USA, U S, U S A, united states, united states of america, america, usa, the us, the usa, the states, the united states, estados unidos, eeuu, EUA, eua, EEUU, u s of a, american, murica, merica, land of the free, estados unidos de america, etats unis, états unis, us of a, north america usa, USofA, united states america, yankee, ABD
GB: UK, GB, U K, united kingdom, uk, great britain, britain, british, the uk, inglaterra reino unido, england uk, brit
CA: CAN, canada eh, canadian, great white north, eh canada
AU: AUS, aus, oz, straya, down under, australian, aussie, land down under, the land down under
NZ: NZ, nz, aotearoa, kiwi land, new zealander, N Z
IE: IRL, IRE, ireland, republic of ireland, eire, irish, emerald isle
DE: GER, deutschland, germany, german, d land, BRD, BRDeutschland, Alemanha, schland
FR: FRA, french, france 
ES: ESP, spanish, espana, spain
IT: ITA, italy, italian, italien
PT: POR, portuguese
NL: NED, holland, the netherlands, dutch, nederland
BE: BEL, belgian
CH: CH, SUI, schweiz, suisse, svizzera, swiss
AT: AUT, oesterreich, austrian
SE: SWE, swedish, sverige
NO: NOR, norwegian, norge
DK: DEN, danish, danmark
FI: FIN, finnish, suomi
PL: POL, polish, polska
CZ: CZE, czech republic, czechia, czech, ceska republika
RU: RUS, russian, россия, рф
UA: UKR, ukrainian
TR: TUR, turkish, turkiye, turkey
GR: GRE, greek, hellas
RO: ROU, romanian
HU: HUN, hungarian
IL: ISR, israeli
EG: EGY, egyptian, masr, مصر
SA: KSA, ksa, saudi, saudi arabia, kingdom of saudi arabia, السعوديه, المملكه العربيه السعوديه
AE: UAE, uae, emirates, united arab emirates, الامارات
QA: QAT, qatar
KW: KWT, kuwaiti, الكويت
BH: BHR, bahrain
JO: JOR, jordan amman
LB: LEB, lebanese
PS: PSE, palestine, palestinian
IN: IND, india, indian, bharat, hindustan, incredible india
PK: PAK, pakistani
BD: BGD, bangladeshi
LK: SL, sri lankan
NP: NPL, nepali
CN: CHN, PRC, chinese, china
JP: JPN, JP, japan, japanese, nippon, nihon, jp
KR: ROK, KOR, south korea, korea, korean, republic of korea, s korea, skorea
TH: THA, thai
VN: VNM, viet nam, vietnamese
PH: PH, PHL, pilipinas, pinas, filipino, philippines, pinoy, the philippines, ph, pearl of the orient
ID: INA, INDO, indo, indonesian, nusantara
MY: MAS, MY, malaysian
SG: SGP, singaporean
HK: HK, HKSAR
TW: TW, ROC, taiwanese
BR: BRA, BR, brasil, brazil, brazilian, brasileiro, brasileira, bra
AR: ARG, argentinian, argentina, argentine
CL: CHI, chilean
CO: COL, colombian
VE: VEN, venezuelan
PE: PER, peruvian
MX: MEX, mexican, mejico
EC: ECU, ecuadorian
DO: RD, rep dom, republica dominicana, dominican, dominican republic
PR: PR, puerto rican, boricua, borinquen, isla del encanto
CU: CUB, cuban
JM: JAM, jamaican, yard
TT: T AND T, trini, trinidad, tobago, trinbago
ZA: RSA, SA, S A, south african, mzansi, za, rsa, ZA, south africa
NG: NGA, NAIJA, naija, nigerian, 9ja, 9ija
GH: GH, GHA, ghanaian, gh
KE: KE, KEN, kenyan, 254
UG: UG, ugandan
TZ: TZA, tanzanian, bongoland
ZW: ZIM, zim, zimbabwean
ZM: ZMB, zambian
ET: ETH, ethiopian
MA: MAR, moroccan
DZ: ALG, algerian
TN: TUN, tunisian
CD: DRC, drc, congo kinshasa
CI: cote divoire, ivory coast
VA: vatican
MM: burma
TL: east timor
MO: macau
MK: macedonia
SZ: swaziland
CV: cape verde
`;

export interface CountryName {
  readonly country: string;
  readonly name: string;
  readonly isCode: boolean;
}

/** What countries are called in 33 languages (CLDR, as Node brings it), and what they are called besides. */
export function countryNames(countries: ReadonlySet<string>): CountryName[] {
  const found: CountryName[] = [];
  for (const language of LANGUAGES) {
    const names = new Intl.DisplayNames(language, { type: 'region' });
    for (const country of countries)
      found.push({ country, name: names.of(country) ?? country, isCode: false });
  }
  for (const line of MORE.trim().split('\n'))
    for (const written of line.slice(4).split(',')) {
      const name = written.trim();
      found.push({ country: line.slice(0, 2), name, isCode: /^[A-Z ]{2,5}$/.test(name) });
    }
  return found;
}
