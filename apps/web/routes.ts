import type { Type } from '@nestjs/common';
import { ChangeController } from './corrections/change.controller.js';
import { PutRightController } from './corrections/put-right.controller.js';
import { WrongRecordController } from './corrections/wrong-record.controller.js';
import { JourneyController } from './journeys/journey.controller.js';
import { RegisteringController } from './tasks/registering.controller.js';
import { TaskController } from './tasks/task.controller.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { WorklistController } from './worklist/worklist.controller.js';

/** All pages there are. */
export const pageControllers: readonly Type[] = [
  SignInController,
  WorklistController,
  JourneyController,
  TaskController,
  RegisteringController,
  PutRightController,
  ChangeController,
  WrongRecordController,
];
