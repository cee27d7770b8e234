/** Three-letter codes of ISO 3166 of countries that are asked for often, and their two-letter ones. */
export const ALPHA3: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'afg:af ago:ao alb:al are:ae arg:ar arm:am aus:au aut:at aze:az bel:be bgd:bd bgr:bg bhr:bh bih:ba blr:by bol:bo bra:br can:ca ' +
    'che:ch chl:cl chn:cn civ:ci cmr:cm cod:cd col:co cri:cr cub:cu cyp:cy cze:cz deu:de dnk:dk dom:do dza:dz ecu:ec egy:eg esp:es ' +
    'est:ee eth:et fin:fi fra:fr gbr:gb geo:ge gha:gh grc:gr gtm:gt hkg:hk hnd:hn hrv:hr hti:ht hun:hu idn:id ind:in irl:ie irn:ir irq:iq ' +
    'isl:is isr:il ita:it jam:jm jor:jo jpn:jp kaz:kz ken:ke khm:kh kor:kr kwt:kw lao:la lbn:lb lby:ly lka:lk ltu:lt lux:lu lva:lv mar:ma ' +
    'mda:md mdg:mg mex:mx mkd:mk mlt:mt mmr:mm mne:me mng:mn moz:mz mus:mu mys:my nam:na nga:ng nic:ni nld:nl nor:no npl:np nzl:nz omn:om ' +
    'pak:pk pan:pa per:pe phl:ph pol:pl pri:pr prt:pt pry:py pse:ps qat:qa rou:ro rus:ru rwa:rw sau:sa sdn:sd sen:sn sgp:sg slv:sv som:so ' +
    'srb:rs svk:sk svn:si swe:se syr:sy tha:th tun:tn tur:tr twn:tw tza:tz uga:ug ukr:ua ury:uy usa:us uzb:uz ven:ve vnm:vn yem:ye zaf:za ' +
    'zmb:zm zwe:zw'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);
