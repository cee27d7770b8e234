/** Where demand is counted: around a great city, in the rest of a region, or somewhere in a country. */
export interface Area {
  /** ISO 3166-1 code. */
  readonly country: string;
  /** Empty where only the country is known. */
  readonly region: string;
  /** The great city; empty for what lies around none. */
  readonly area: string;
}

export function areaKey({ country, region, area }: Area): string {
  return `${country}/${region}/${area}`;
}
