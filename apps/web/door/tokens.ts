/** By which the sessions are injected. */
export const SESSIONS = Symbol('sessions');
