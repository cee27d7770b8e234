/** Macros: named sequences of things that are done to conversations with one key, and taken back with another. */
export { macrosFeature } from './feature.ts';
export { type MacroInput, macroInput, type MacroView } from './schema.ts';
/** Macros of everybody, for what they ask for. */
export { selectAll as allMacros } from './store.ts';
export { listMacros, removeMacro, saveMacro } from './service.ts';
