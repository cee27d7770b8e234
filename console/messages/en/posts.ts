export const posts = {
  'posts.by': 'Post by {name}',
  'posts.own': 'Us',
  'posts.ownBy': 'Us · {name}',
  'posts.edited': 'edited',
  'posts.deleted': 'Deleted by its author.',
  'posts.answers': 'answering {name}: {text}',
  'posts.openOn': 'Open on {network}',
  'posts.media.image': 'Picture',
  'posts.media.video': 'Video',
  'posts.media.audio': 'Sound',
  'posts.media.file': 'File',
  'posts.media.undescribed': '{kind} without a description',
} as const;
