import type { Provider, Type } from '@nestjs/common';
import { CorrectionsController } from './journeys/corrections.controller.js';
import { JourneyReadingController } from './journeys/reading.controller.js';
import { ReadJourneyHandler } from './journeys/read-journey.js';
import { RecordInJourneyHandler } from './journeys/record-in-journey.js';
import { RegistrationController } from './journeys/registration.controller.js';
import { stageControllers } from './journeys/stage-controllers.js';

/** All there is to ask, in the order of the documentation. */
export const controllers = (): Type[] => [
  RegistrationController,
  ...stageControllers(),
  CorrectionsController,
  JourneyReadingController,
];

export const handlers: Provider[] = [RecordInJourneyHandler, ReadJourneyHandler];
