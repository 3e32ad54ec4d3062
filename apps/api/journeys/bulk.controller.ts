import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import { onDay, type Refusal } from '#libs/event-sourcing';
import { checkedCommand, Id, journeyCommands, ListOf, type JourneyCommand } from '#libs/lifecycle';
import type { JourneyWritten } from '#libs/recording';
import { Asks, ticketOf, type Asking } from '../door/asking.js';
import { problemOf, type Problem } from '../door/problems.js';
import { Refused } from '../door/refused.js';
import { Route } from '../door/route.js';
import { SERVICE, type Service } from '../service.js';
import { RecordInJourney } from './record-in-journey.js';

const MOST = 1_000;

export class BulkItem {
  @Id() journeyId!: string;
  @ApiProperty({ type: Object, description: 'as sent to the route of the one command' })
  @IsObject()
  body!: object;
}

export class BulkBody {
  @ListOf(() => BulkItem, { max: MOST }) items!: BulkItem[];
}

/** What came of one item. Items succeed and fail by themselves: send the same again after mending. */
export type BulkAnswer = Readonly<{
  journeyId: string;
  recorded: boolean;
  revision?: number;
  problem?: Problem;
}>;

/** The same command on many journeys: one entry on each, each by itself. */
@ApiTags('many at once')
@Controller('api/bulk')
export class BulkController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(SERVICE) private readonly service: Service,
  ) {}

  @Post('assign-case')
  @HttpCode(200)
  @Route({ permission: 'cases:assign', audit: 'ASSIGN_CASES' })
  @ApiOperation({ summary: 'Give many cases to an officer, as when somebody leaves.' })
  assign(@Body() body: BulkBody, @Asks() asking: Asking): Promise<readonly BulkAnswer[]> {
    return this.each('AssignCase', body, asking);
  }

  @Post('identify-phase-transfer')
  @HttpCode(200)
  @Route({ permission: 'journeys:record', audit: 'IDENTIFY_PHASE_TRANSFERS' })
  @ApiOperation({ summary: 'Enter a cohort that is due to change school.' })
  phaseTransfers(@Body() body: BulkBody, @Asks() asking: Asking): Promise<readonly BulkAnswer[]> {
    return this.each('IdentifyPhaseTransfer', body, asking);
  }

  private async each(
    type: string,
    { items }: BulkBody,
    asking: Asking,
  ): Promise<readonly BulkAnswer[]> {
    const { now, dayOf } = this.service.journeys.ports;
    const today = onDay(dayOf(now()));
    const checked = items.map(({ body }) => checkedCommand(journeyCommands, { type, body }, today));
    const errors = checked.flatMap((one, index) =>
      one.ok
        ? []
        : one.errors.map((error) => ({ ...error, field: `items.${index}.${error.field}` })),
    );
    if (errors.length > 0) throw new Refused({ because: 'invalid-body', errors });
    return Promise.all(
      items.map(({ journeyId, body }, index) => {
        const one = checked[index];
        if (!one?.ok) throw new Error('Checked above.');
        const item = { ...asking, commandId: `${asking.commandId}:${journeyId}` };
        const ticket = ticketOf(item, { type, body });
        const command = one.command as JourneyCommand;
        return this.one(new RecordInJourney(journeyId, command, ticket));
      }),
    );
  }

  private async one(recording: RecordInJourney): Promise<BulkAnswer> {
    const { journeyId } = recording;
    const written = await this.commands.execute(recording);
    if (written.outcome === 'recorded' || written.outcome === 'unchanged')
      return { journeyId, recorded: written.outcome === 'recorded', revision: written.revision };
    return { journeyId, recorded: false, problem: problemOf(refusalIn(written)) };
  }
}

const refusalIn = (written: JourneyWritten): Refusal => {
  switch (written.outcome) {
    case 'refused':
      return written.refusal;
    case 'stale':
      return { because: 'stale', revision: written.revision };
    case 'key-reused':
      return { because: 'idempotency-key-reused' };
    default:
      return { because: 'contended' };
  }
};
