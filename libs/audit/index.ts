export * from './access-log.js';
export * from './sqlite-access-log.js';
export * from './checkpoint.js';
export { type Finding, type Problem } from './event-check.js';
export { isNoteName, noteVerifier, type NoteSigner, type NoteVerifier } from './signed-note.js';
export * from './signing-key.js';
export * from './verify.js';
