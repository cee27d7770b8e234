/** Words of the settings of public sites. */
export const site = {
  'site.name': 'Name',
  'site.welcome': 'A sentence under the name',
  'site.colour': 'Colour',
  'site.colour.hint': 'It is made lighter or darker where text could not be read.',
  'site.languages': 'Languages of its pages',
  'site.home': 'Your own site',
} as const;
