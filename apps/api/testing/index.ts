export * from './demo-users.js';
export * from './lives.js';
export * from './served.js';
