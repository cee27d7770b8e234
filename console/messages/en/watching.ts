export const watching = {
  'watching.title': 'Watching',
  'watching.nobody': 'Nobody is told what happens here.',
  'watching.you': 'You',
  'watching.byRule': '{name} (by a rule)',
  'watching.start': 'Watch',
  'watching.stop': 'Stop watching',
} as const;
