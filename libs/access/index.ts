export * from './approval-limits.js';
export * from './identity-port.js';
export * from './local-users.js';
export * from './permissions.js';
export * from './roles.js';
export { tokenDigest } from './users-file.js';
