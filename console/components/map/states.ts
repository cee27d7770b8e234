const CODES = new Map(
  `Alabama AL,Alaska AK,Arizona AZ,Arkansas AR,California CA,Colorado CO,Connecticut CT,Delaware DE,District of Columbia DC,Florida FL,Georgia GA,Hawaii HI,Idaho ID,
Illinois IL,Indiana IN,Iowa IA,Kansas KS,Kentucky KY,Louisiana LA,Maine ME,Maryland MD,Massachusetts MA,Michigan MI,Minnesota MN,Mississippi MS,Missouri MO,Montana MT,
Nebraska NE,Nevada NV,New Hampshire NH,New Jersey NJ,New Mexico NM,New York NY,North Carolina NC,North Dakota ND,Ohio OH,Oklahoma OK,Oregon OR,Pennsylvania PA,
Rhode Island RI,South Carolina SC,South Dakota SD,Tennessee TN,Texas TX,Utah UT,Vermont VT,Virginia VA,Washington WA,West Virginia WV,Wisconsin WI,Wyoming WY`
    .split(',')
    .map((entry) => {
      const at = entry.lastIndexOf(' ');
      return [entry.slice(0, at).trim(), entry.slice(at + 1)];
    }),
);

/** The postal code of an American state from a region with its country, `US/Tennessee` → `TN`; undefined for regions elsewhere. */
export function stateCode(region: string): string | undefined {
  return region.startsWith('US/') ? CODES.get(region.slice(3)) : undefined;
}
