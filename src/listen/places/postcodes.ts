/** The area of a postcode: thousands of people, never a street. */
export interface PostcodeArea {
  readonly country: string;
  readonly area: string;
  /** `US.CA`, where the code tells it. */
  readonly region?: string | undefined;
  /** City that the area's letters stand for. */
  readonly city?: string | undefined;
}

const BRITISH = /(?<![\p{L}\p{N}])([A-Z]{1,2}\d[A-Z\d]?)\s?\d[A-Z]{2}(?![\p{L}\p{N}])/iu;
const BRITISH_OUTWARD = /(?<![\p{L}\p{N}])([A-Z]{1,2}\d[A-Z\d]?)(?![\p{L}\p{N}])/u;
const CANADIAN = /(?<![\p{L}\p{N}])([ABCEGHJ-NPRSTVXY]\d[A-Z])[ -]?\d[A-Z]\d(?![\p{L}\p{N}])/iu;
const FIVE_DIGITS = /(?<![\p{L}\p{N}.,-])(\d{5})(?:-\d{4})?(?![\p{L}\p{N}]|[.,]\d)/u;

/** The postcode of a text that speaks for itself: British, Canadian, or five digits that are all there is. */
export function postcodeAlone(text: string): PostcodeArea | undefined {
  const canadian = CANADIAN.exec(text)?.[1]?.toUpperCase();
  if (canadian !== undefined) return { country: 'CA', area: canadian, region: PROVINCES[canadian[0]!] };
  const british =
    BRITISH.exec(text)?.[1]?.toUpperCase() ??
    (text.length <= 6 ? BRITISH_OUTWARD.exec(text)?.[1] : undefined);
  const town = british === undefined ? undefined : POST_TOWNS.get(/^[A-Z]+/.exec(british)![0]);
  if (british !== undefined && town !== undefined) return { country: 'GB', area: british, city: town };
  const only = /^\s*(?:zip(?:\s?code)?\s*:?\s*)?(\d{5})(?:-\d{4})?\s*$/iu.exec(text)?.[1];
  const region = only === undefined ? undefined : stateOfZip(only);
  return only === undefined || region === undefined
    ? undefined
    : { country: 'US', area: only.slice(0, 3), region };
}

/** How postcodes look in a country that is known already, and how much of them is kept. */
const SHAPES: Readonly<Record<string, readonly [shape: RegExp, kept: number]>> = {
  US: [FIVE_DIGITS, 3],
  GB: [BRITISH_OUTWARD, 4],
  DE: [FIVE_DIGITS, 2],
  FR: [FIVE_DIGITS, 2],
  ES: [FIVE_DIGITS, 2],
  IT: [FIVE_DIGITS, 2],
  MX: [FIVE_DIGITS, 2],
  TR: [FIVE_DIGITS, 2],
  NL: [/(?<![\p{L}\p{N}])(\d{4})\s?[A-Z]{2}(?![\p{L}\p{N}])/u, 2],
  BE: [/(?<![\p{L}\p{N}])([1-9]\d{3})(?![\p{L}\p{N}])/u, 2],
  CH: [/(?<![\p{L}\p{N}])([1-9]\d{3})(?![\p{L}\p{N}])/u, 2],
  AT: [/(?<![\p{L}\p{N}])([1-9]\d{3})(?![\p{L}\p{N}])/u, 2],
  AU: [/(?<![\p{L}\p{N}])(\d{4})(?![\p{L}\p{N}])/u, 2],
  IN: [/(?<![\p{L}\p{N}])([1-9]\d{2})\s?\d{3}(?![\p{L}\p{N}])/u, 3],
  BR: [/(?<![\p{L}\p{N}])(\d{5})-?\d{3}(?![\p{L}\p{N}])/u, 3],
  JP: [/(?<![\p{L}\p{N}])(\d{3})-\d{4}(?![\p{L}\p{N}])/u, 3],
  PL: [/(?<![\p{L}\p{N}])(\d{2})-\d{3}(?![\p{L}\p{N}])/u, 2],
};

/** The postcode area that a text states, where it is already known which country it speaks of. */
export function postcodeWithin(text: string, country: string): string | null {
  const shape = SHAPES[country];
  if (shape === undefined || !/\d/.test(text)) return null;
  const found = shape[0].exec(text)?.[1];
  if (found === undefined) return null;
  if (country === 'GB' && !POST_TOWNS.has(/^[A-Z]+/.exec(found)![0])) return null;
  return found.slice(0, shape[1]);
}

/** First letter of a Canadian code → region (Canada Post). */
const PROVINCES: Readonly<Record<string, string>> = {
  A: 'CA.05',
  B: 'CA.07',
  C: 'CA.09',
  E: 'CA.04',
  G: 'CA.10',
  H: 'CA.10',
  J: 'CA.10',
  K: 'CA.08',
  L: 'CA.08',
  M: 'CA.08',
  N: 'CA.08',
  P: 'CA.08',
  R: 'CA.03',
  S: 'CA.11',
  T: 'CA.01',
  V: 'CA.02',
  Y: 'CA.12',
};

/** Letters of a British code → post town (Royal Mail's postcode areas). */
const POST_TOWNS = new Map(
  `AB Aberdeen,AL St Albans,B Birmingham,BA Bath,BB Blackburn,BD Bradford,BH Bournemouth,BL Bolton,BN Brighton,BR Bromley,BS Bristol,BT Belfast,CA Carlisle,CB Cambridge,CF Cardiff,CH Chester,CM Chelmsford,CO Colchester,CR Croydon,CT Canterbury,CV Coventry,CW Crewe,DA Dartford,DD Dundee,DE Derby,DG Dumfries,DH Durham,DL Darlington,DN Doncaster,DT Dorchester,DY Dudley,E London,EC London,EH Edinburgh,EN Enfield,EX Exeter,FK Falkirk,FY Blackpool,G Glasgow,GL Gloucester,GU Guildford,HA Harrow,HD Huddersfield,HG Harrogate,HP Hemel Hempstead,HR Hereford,HU Kingston upon Hull,HX Halifax,IG Ilford,IP Ipswich,IV Inverness,KA Kilmarnock,KT Kingston upon Thames,KY Kirkcaldy,L Liverpool,LA Lancaster,LD Llandrindod Wells,LE Leicester,LL Llandudno,LN Lincoln,LS Leeds,LU Luton,M Manchester,ME Maidstone,MK Milton Keynes,ML Motherwell,N London,NE Newcastle upon Tyne,NG Nottingham,NN Northampton,NP Newport,NR Norwich,NW London,OL Oldham,OX Oxford,PA Paisley,PE Peterborough,PH Perth,PL Plymouth,PO Portsmouth,PR Preston,RG Reading,RH Redhill,RM Romford,S Sheffield,SA Swansea,SE London,SG Stevenage,SK Stockport,SL Slough,SM Sutton,SN Swindon,SO Southampton,SP Salisbury,SR Sunderland,SS Southend-on-Sea,ST Stoke-on-Trent,SW London,SY Shrewsbury,TA Taunton,TD Galashiels,TF Telford,TN Tonbridge,TQ Torquay,TR Truro,TS Middlesbrough,TW Twickenham,UB Southall,W London,WA Warrington,WC London,WD Watford,WF Wakefield,WN Wigan,WR Worcester,WS Walsall,WV Wolverhampton,YO York`
    .split(',')
    .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const),
);

/** First three digits of an American code → state (United States Postal Service, publication 65). */
const ZIP_STATES =
  'MA 010-027,RI 028-029,NH 030-038,ME 039-049,VT 050-059,CT 060-069,NJ 070-089,NY 100-149,PA 150-196,DE 197-199,DC 200-205,VA 201-201,MD 206-219,VA 220-246,WV 247-268,NC 270-289,SC 290-299,GA 300-319,FL 320-349,AL 350-369,TN 370-385,MS 386-397,GA 398-399,KY 400-427,OH 430-459,IN 460-479,MI 480-499,IA 500-528,WI 530-549,MN 550-567,SD 570-577,ND 580-588,MT 590-599,IL 600-629,MO 630-658,KS 660-679,NE 680-693,LA 700-714,AR 716-729,OK 730-749,TX 750-799,CO 800-816,WY 820-831,ID 832-838,UT 840-847,AZ 850-865,NM 870-884,NV 889-898,CA 900-961,HI 967-968,OR 970-979,WA 980-994,AK 995-999'
    .split(',')
    .map((line) => ({ state: line.slice(0, 2), from: line.slice(3, 6), to: line.slice(7) }));

function stateOfZip(zip: string): string | undefined {
  const area = zip.slice(0, 3);
  const found = ZIP_STATES.find(({ from, to }) => from <= area && area <= to);
  return found === undefined ? undefined : `US.${found.state}`;
}
