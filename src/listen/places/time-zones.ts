import type { Gazetteer } from './gazetteer.ts';

/** Names that networks once gave zones (those of Ruby on Rails) → IANA. */
const OLDER_NAMES = new Map(
  `eastern time (us & canada)=America/New_York,central time (us & canada)=America/Chicago,mountain time (us & canada)=America/Denver,pacific time (us & canada)=America/Los_Angeles,arizona=America/Phoenix,hawaii=Pacific/Honolulu,alaska=America/Anchorage,indiana (east)=America/Indiana/Indianapolis,atlantic time (canada)=America/Halifax,newfoundland=America/St_Johns,saskatchewan=America/Regina,central america=America/Guatemala,guadalajara=America/Mexico_City,mexico city=America/Mexico_City,monterrey=America/Monterrey,tijuana=America/Tijuana,chihuahua=America/Chihuahua,mazatlan=America/Mazatlan,bogota=America/Bogota,lima=America/Lima,caracas=America/Caracas,la paz=America/La_Paz,santiago=America/Santiago,brasilia=America/Sao_Paulo,buenos aires=America/Argentina/Buenos_Aires,georgetown=America/Guyana,montevideo=America/Montevideo,azores=Atlantic/Azores,casablanca=Africa/Casablanca,dublin=Europe/Dublin,edinburgh=Europe/London,london=Europe/London,lisbon=Europe/Lisbon,monrovia=Africa/Monrovia,amsterdam=Europe/Amsterdam,belgrade=Europe/Belgrade,berlin=Europe/Berlin,bern=Europe/Zurich,bratislava=Europe/Bratislava,brussels=Europe/Brussels,budapest=Europe/Budapest,copenhagen=Europe/Copenhagen,ljubljana=Europe/Ljubljana,madrid=Europe/Madrid,paris=Europe/Paris,prague=Europe/Prague,rome=Europe/Rome,sarajevo=Europe/Sarajevo,skopje=Europe/Skopje,stockholm=Europe/Stockholm,vienna=Europe/Vienna,warsaw=Europe/Warsaw,west central africa=Africa/Lagos,zagreb=Europe/Zagreb,athens=Europe/Athens,bucharest=Europe/Bucharest,cairo=Africa/Cairo,harare=Africa/Harare,helsinki=Europe/Helsinki,istanbul=Europe/Istanbul,jerusalem=Asia/Jerusalem,kyiv=Europe/Kyiv,kyev=Europe/Kyiv,pretoria=Africa/Johannesburg,riga=Europe/Riga,sofia=Europe/Sofia,tallinn=Europe/Tallinn,vilnius=Europe/Vilnius,baghdad=Asia/Baghdad,kuwait=Asia/Kuwait,minsk=Europe/Minsk,moscow=Europe/Moscow,nairobi=Africa/Nairobi,riyadh=Asia/Riyadh,st. petersburg=Europe/Moscow,volgograd=Europe/Volgograd,tehran=Asia/Tehran,abu dhabi=Asia/Dubai,baku=Asia/Baku,muscat=Asia/Muscat,tbilisi=Asia/Tbilisi,yerevan=Asia/Yerevan,kabul=Asia/Kabul,ekaterinburg=Asia/Yekaterinburg,islamabad=Asia/Karachi,karachi=Asia/Karachi,tashkent=Asia/Tashkent,chennai=Asia/Kolkata,kolkata=Asia/Kolkata,mumbai=Asia/Kolkata,new delhi=Asia/Kolkata,sri jayawardenepura=Asia/Colombo,kathmandu=Asia/Kathmandu,almaty=Asia/Almaty,astana=Asia/Almaty,dhaka=Asia/Dhaka,novosibirsk=Asia/Novosibirsk,rangoon=Asia/Yangon,bangkok=Asia/Bangkok,hanoi=Asia/Ho_Chi_Minh,jakarta=Asia/Jakarta,krasnoyarsk=Asia/Krasnoyarsk,beijing=Asia/Shanghai,chongqing=Asia/Shanghai,hong kong=Asia/Hong_Kong,irkutsk=Asia/Irkutsk,kuala lumpur=Asia/Kuala_Lumpur,perth=Australia/Perth,singapore=Asia/Singapore,taipei=Asia/Taipei,ulaan bataar=Asia/Ulaanbaatar,osaka=Asia/Tokyo,sapporo=Asia/Tokyo,tokyo=Asia/Tokyo,seoul=Asia/Seoul,yakutsk=Asia/Yakutsk,adelaide=Australia/Adelaide,darwin=Australia/Darwin,brisbane=Australia/Brisbane,canberra=Australia/Sydney,melbourne=Australia/Melbourne,sydney=Australia/Sydney,hobart=Australia/Hobart,guam=Pacific/Guam,port moresby=Pacific/Port_Moresby,vladivostok=Asia/Vladivostok,auckland=Pacific/Auckland,wellington=Pacific/Auckland,fiji=Pacific/Fiji,est=America/New_York,cst=America/Chicago,mst=America/Denver,pst=America/Los_Angeles,us/eastern=America/New_York,us/central=America/Chicago,us/mountain=America/Denver,us/pacific=America/Los_Angeles,us/hawaii=Pacific/Honolulu,us/arizona=America/Phoenix,gb=Europe/London,asia/calcutta=Asia/Kolkata,asia/saigon=Asia/Ho_Chi_Minh,europe/kiev=Europe/Kyiv,america/buenos_aires=America/Argentina/Buenos_Aires,asia/katmandu=Asia/Kathmandu,asia/rangoon=Asia/Yangon,asia/istanbul=Europe/Istanbul`
    .split(',')
    .map((line) => line.split('=') as [string, string]),
);

/** Country and middle longitude of those who live by a zone's time; the zone by its IANA name or an older one. */
export function zoneOf(
  written: string | undefined,
  places: Gazetteer,
): readonly [country: string, lon: number] | undefined {
  const name = written?.trim() ?? '';
  if (name === '') return undefined;
  const known = OLDER_NAMES.get(name.toLowerCase()) ?? name;
  return places.zone(known) ?? places.zone(RENAMED[known] ?? '');
}

/** Zones whose name changed between editions of the time zone database. */
const RENAMED: Readonly<Record<string, string>> = {
  'Europe/Kyiv': 'Europe/Kiev',
  'Asia/Kolkata': 'Asia/Calcutta',
  'America/Nuuk': 'America/Godthab',
};
