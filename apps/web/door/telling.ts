import type { FastifyReply } from 'fastify';
import type { AskedRequest, Problem, Service } from '../../api/index.js';
import { formIn } from './forms.js';
import { signInView } from '../sign-in/sign-in-view.js';
import type { Views } from './views.js';
import type { Visit } from './visit.js';

/** What a person can do about a problem that a page could not show by itself. */
const nextSteps: Readonly<Record<string, string>> = {
  'not-permitted': 'Ask somebody whose role may, or sign in as another user.',
  restricted: 'If you need to see it for your work, ask your team manager.',
  'no-such-address': 'Check the address, or go to your cases and find the record from there.',
  'unknown-journey': 'Find the learner by name or identifier from your cases.',
  'form-of-another-session': 'Go back, reload the page, and send it again.',
  'access-log-stuck': 'Wait a few minutes, then try again. Tell whoever runs the service.',
  'our-fault': 'Go back and send it again: what was recorded is not recorded twice.',
};

const KEPT: Readonly<Record<string, string>> = {
  'access-log-stuck': 'Everything recorded before is safe.',
  'our-fault':
    'Everything recorded before is safe. What you were sending may have been recorded: look at the record.',
};

/** Answers what could not be shown: who is not signed in is asked to, and what was typed is kept. */
export const telling =
  (service: Service, views: Views) =>
  async (problem: Problem, request: AskedRequest, reply: FastifyReply): Promise<void> => {
    const visit = request as Visit;
    const at = { visit, reply };
    try {
      if (problem.code === 'who-is-asking') {
        if (request.method === 'GET')
          return void reply.redirect(`/sign-in?onward=${encodeURIComponent(request.url)}`, 303);
        const typed = { address: request.url, form: formIn(request) };
        return views.show('sign-in.njk', await signInView(service, visit, typed), at);
      }
      views.show('problem.njk', problemView(problem), at);
    } catch (error) {
      service.log.failure(error, request.id);
      void reply
        .status(500)
        .type('text/plain')
        .send('Something went wrong. Go back and try again.');
    }
  };

const problemView = ({ code, title, detail, status }: Problem) => ({
  title: code === 'no-such-address' ? 'Page not found' : title,
  detail,
  kept:
    KEPT[code] ?? (status < 500 ? 'Nothing was changed.' : 'Everything recorded before is safe.'),
  next: nextSteps[code] ?? 'Go back to your cases and try again.',
  code,
});
