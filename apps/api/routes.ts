import type { Provider, Type } from '@nestjs/common';
import { FeedController } from './feed/feed.controller.js';
import { InsightController } from './insight/insight.controller.js';
import { BulkController } from './journeys/bulk.controller.js';
import { CorrectionsController } from './journeys/corrections.controller.js';
import { JourneyReadingController } from './journeys/reading.controller.js';
import { ReadJourneyHandler } from './journeys/read-journey.js';
import { RecordInJourneyHandler } from './journeys/record-in-journey.js';
import { RegistrationController } from './journeys/registration.controller.js';
import { stageControllers } from './journeys/stage-controllers.js';
import { BoardsController } from './lists/boards.controller.js';
import { ListsController } from './lists/lists.controller.js';
import { FiguresController } from './measures/figures.controller.js';
import { MeasuresController } from './measures/measures.controller.js';
import { OperationsController } from './operations/operations.controller.js';
import { TablesController } from './operations/tables.controller.js';
import { providerCommandsController } from './providers/provider-commands.controller.js';
import { StabilityController } from './stability/stability.controller.js';
import { ProvidersController } from './providers/providers.controller.js';

/** All there is to ask, in the order of the documentation. */
export const controllers = (): Type[] => [
  RegistrationController,
  ...stageControllers(),
  CorrectionsController,
  BulkController,
  JourneyReadingController,
  ProvidersController,
  providerCommandsController(),
  ListsController,
  BoardsController,
  MeasuresController,
  FiguresController,
  InsightController,
  StabilityController,
  FeedController,
  OperationsController,
  TablesController,
];

export const handlers: Provider[] = [RecordInJourneyHandler, ReadJourneyHandler];
