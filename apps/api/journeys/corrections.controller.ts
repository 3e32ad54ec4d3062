import { Body, Controller, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Permission } from '#libs/access';
import { onDay } from '#libs/event-sourcing';
import {
  annulmentReasons,
  checkedCommand,
  Code,
  Flag,
  Id,
  journeyCommands,
  Nested,
  Text,
  type JourneyCommand,
} from '#libs/lifecycle';
import type { Carried, Correction, CorrectionPreview } from '#libs/recording';
import { IsObject, ValidateBy, ValidateIf } from 'class-validator';
import { Asks, ticketOf, type Asking } from '../door/asking.js';
import { Refused } from '../door/refused.js';
import { Route } from '../door/route.js';
import { SERVICE, type Service } from '../service.js';
import { answerTo, type RecordedAnswer } from './written-answer.js';

export class ReplacementFields {
  @Code(Object.keys(journeyCommands), { about: 'the command that should have been sent' })
  command!: string;
  @ApiProperty({ type: Object, description: 'as sent to the route of that command' })
  @IsObject()
  body!: object;
}

export class CorrectEntry {
  @Code(annulmentReasons) reasonCode!: (typeof annulmentReasons)[number];
  @Text({ optional: true }) note?: string;
  @Nested(() => ReplacementFields, { optional: true, about: 'leave out to annul only' })
  replacement?: ReplacementFields;
  @Flag({ optional: true, about: 'also annul the later entries that cannot stand without it' })
  cascade?: boolean;
}

const ID = /^[\w.:/-]{1,200}$/;

const areIds = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((id) => typeof id === 'string' && ID.test(id));

export class CarryEntry {
  @Id({ about: 'the journey it belongs to' }) to!: string;
  @ApiPropertyOptional({
    type: Object,
    description: 'what ids in it are called on the other record, where that is there already',
  })
  @ValidateIf((_, value) => value !== undefined)
  @ValidateBy({
    name: 'areIds',
    validator: { validate: areIds, defaultMessage: () => '$property must give an id for each id' },
  })
  ids?: Record<string, string>;
}

export class MergeJourney {
  @Id({ about: 'the journey that goes on' }) into!: string;
}

/** Putting right what was recorded: history is added to, never rewritten. */
@ApiTags('corrections')
@Controller('api/journeys/:journeyId')
export class CorrectionsController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Post('entries/:entryId/correction')
  @Route({ permission: 'journeys:correct', audit: 'CORRECT_ENTRY', journey: 'journeyId' })
  @ApiOperation({ summary: 'Annul an entry and record what stands in its place, in one step.' })
  async correct(
    @Param() { journeyId, entryId }: { journeyId: string; entryId: string },
    @Body() body: CorrectEntry,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedAnswer> {
    const correction = this.correctionFrom(entryId, body, asking);
    const ticket = ticketOf(asking, { correct: entryId, body });
    const written = await this.service.correcting.correct(journeyId, correction, ticket);
    return answerTo(journeyId, written, reply);
  }

  @Post('entries/:entryId/correction/preview')
  @HttpCode(200)
  @Route({ permission: 'journeys:correct', audit: 'PREVIEW_CORRECTION', journey: 'journeyId' })
  @ApiOperation({ summary: 'What a correction would do; nothing is recorded.' })
  async preview(
    @Param() { journeyId, entryId }: { journeyId: string; entryId: string },
    @Body() body: CorrectEntry,
    @Asks() asking: Asking,
  ): Promise<CorrectionPreview> {
    const correction = this.correctionFrom(entryId, body, asking);
    const ticket = ticketOf(asking, { preview: entryId, body });
    const preview = await this.service.correcting.preview(journeyId, correction, ticket);
    // As the correction itself would be refused.
    if (preview.outcome === 'refused') throw new Refused(preview.refusal);
    return preview;
  }

  @Post('entries/:entryId/carry')
  @Route({ permission: 'journeys:carry', audit: 'CARRY_ENTRY', journey: 'journeyId' })
  @ApiOperation({
    summary: 'Carry an entry to the learner it belongs to; here it becomes unreadable.',
  })
  async carry(
    @Param() { journeyId, entryId }: { journeyId: string; entryId: string },
    @Body() body: CarryEntry,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedAnswer> {
    // Without a key of its own, the same carry is still the same: a resend must not double the entry.
    const commandId = asking.keyed ? asking.commandId : `carry:${entryId}:${body.to}`;
    const ticket = ticketOf({ ...asking, commandId }, { carry: entryId, body });
    const { to, ids } = body;
    const carried = await this.service.carrying.carry(journeyId, { entryId, to, ids }, ticket);
    return answerTo(journeyId, writtenAt(carried), reply);
  }

  @Post('entries/:entryId/unreadable')
  @Route({ permission: 'journeys:carry', audit: 'MAKE_ENTRY_UNREADABLE', journey: 'journeyId' })
  @ApiOperation({
    summary: 'Make what an annulled entry says unreadable for good; the rest stays.',
  })
  async makeUnreadable(
    @Param() { journeyId, entryId }: { journeyId: string; entryId: string },
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedAnswer> {
    const ticket = ticketOf(asking, { unreadable: entryId });
    const written = await this.service.carrying.makeUnreadable(journeyId, entryId, ticket);
    return answerTo(journeyId, written, reply);
  }

  @Post('merge')
  @Route({ permission: 'journeys:merge', audit: 'MERGE_JOURNEY', journey: 'journeyId' })
  @ApiOperation({
    summary: 'This record is a duplicate: carry all of it to another, and close it.',
  })
  async merge(
    @Param('journeyId') journeyId: string,
    @Body() body: MergeJourney,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedAnswer> {
    const ticket = ticketOf(asking, { merge: body });
    const merged = await this.service.carrying.merge(journeyId, body.into, ticket);
    return answerTo(journeyId, writtenAt(merged), reply);
  }

  private correctionFrom(entryId: string, body: CorrectEntry, { identity }: Asking): Correction {
    const { reasonCode, note, cascade, replacement } = body;
    const correction = { entryId, reasonCode, note, cascade };
    // What one may not record by itself, one may not record as a correction.
    const permission = replacement && journeyCommands[replacement.command]?.permission;
    if (permission && !identity.permissions.has(permission as Permission))
      throw new Refused({ because: 'not-permitted', permission });
    return replacement ? { ...correction, replacement: this.commandIn(replacement) } : correction;
  }

  private commandIn({ command: type, body }: ReplacementFields): JourneyCommand {
    const { now, dayOf } = this.service.journeys.ports;
    const checked = checkedCommand(journeyCommands, { type, body }, onDay(dayOf(now())));
    if (!checked.ok) throw new Refused({ because: 'invalid-body', errors: checked.errors });
    return checked.command as JourneyCommand;
  }
}

const writtenAt = (carried: Carried) => {
  if (carried.outcome === 'carried') return carried.away;
  const { written, at } = carried;
  if (at === 'source' || written.outcome !== 'refused') return written;
  const refusal = { because: 'entry-cannot-be-carried', refusal: written.refusal };
  return { ...written, refusal };
};
