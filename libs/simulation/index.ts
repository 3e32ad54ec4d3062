export type { SimulationPorts } from './machinery/doors.js';
export type { RefusedCommand, Tally } from './machinery/tally.js';
export * from './simulate.js';
export * from './world/options.js';
export { simulatedUsers, type SimulatedUser } from './world/users.js';
