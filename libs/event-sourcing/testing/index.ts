export {
  knowingly,
  scenario,
  type Given,
  type GivenEvent,
  type Outcome,
  type Scenario,
  type Wish,
} from './scenario.js';
export { exampleKey } from './storable.js';
