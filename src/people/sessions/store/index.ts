export * from './users.ts';
export * from './sessions.ts';
export * from './tokens.ts';
export * from './limits.ts';
export * from './owner-links.ts';
