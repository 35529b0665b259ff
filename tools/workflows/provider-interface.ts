import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Issue = {
  readonly number: number;
  title: string;
  body: string;
  state: string;
  html_url: string;
  pull_request?: { readonly head: string; readonly base: string };
};

/** What stands in for the provider's interface: issues, comments, pull requests, dispatches and runs, kept in memory. */
export type ProviderInterface = {
  readonly address: string;
  readonly issues: Issue[];
  readonly comments: { readonly id: number; readonly issue: number; body: string }[];
  /** Dispatches that were asked for and not yet seen. */
  readonly dispatches: { readonly path: string; readonly body: Record<string, unknown> }[];
  /** Runs that passed, newest last: what `actions/workflows/…/runs` answers with. */
  readonly greenRuns: { readonly workflow: string; readonly sha: string; readonly event: string }[];
  /** By default a repository does not let its workflows open pull requests. */
  mayOpenPullRequests: boolean;
  readonly close: () => Promise<void>;
};

export async function openProviderInterface(): Promise<ProviderInterface> {
  const state: Omit<ProviderInterface, 'address' | 'close'> = {
    issues: [],
    comments: [],
    dispatches: [],
    greenRuns: [],
    mayOpenPullRequests: false,
  };
  const answerTo = (
    method: string,
    path: string,
    body: Record<string, string>,
    query: URLSearchParams,
  ): [number, unknown] => {
    const [, number = '', part = ''] = /\/issues\/(\d+)(\/comments)?$/.exec(path) ?? [];
    const [, commentId] = /\/issues\/comments\/(\d+)$/.exec(path) ?? [];
    const [, workflow] = /\/actions\/workflows\/([^/]+)\/runs$/.exec(path) ?? [];
    if (workflow !== undefined) {
      const event = query.get('event');
      const green = state.greenRuns.findLast(
        (run) => run.workflow === workflow && (event === null || run.event === event),
      );
      return [200, { workflow_runs: green === undefined ? [] : [{ head_sha: green.sha }] }];
    }
    if (path.endsWith('/dispatches')) {
      state.dispatches.push({ path, body });
      return [204, null];
    }
    if (commentId !== undefined) {
      const comment = state.comments.find(({ id }) => id === Number(commentId));
      if (comment === undefined) return [404, { message: 'Not Found' }];
      comment.body = body.body ?? '';
      return [200, comment];
    }
    if (part !== '') {
      if (method === 'GET')
        return [200, state.comments.filter(({ issue }) => issue === Number(number))];
      const comment = {
        id: state.comments.length + 1,
        issue: Number(number),
        body: body.body ?? '',
      };
      state.comments.push(comment);
      return [201, comment];
    }
    if (number !== '') {
      const issue = state.issues.find((entry) => entry.number === Number(number));
      if (issue === undefined) return [404, { message: 'Not Found' }];
      return [200, Object.assign(issue, body)];
    }
    if (/\/pulls(\/\d+)?$/.test(path)) return pulls(method, path, body);
    if (path.endsWith('/issues')) {
      if (method === 'GET') return [200, state.issues.filter((issue) => issue.state === 'open')];
      return [201, addIssue(body)];
    }
    return [404, { message: `Nothing is at ${path}.` }];
  };
  const addIssue = (body: Record<string, string>): Issue => {
    const number = state.issues.length + 1;
    const issue: Issue = {
      number,
      title: body.title ?? '',
      body: body.body ?? '',
      state: 'open',
      html_url: `https://example.org/acme/acme/issues/${number}`,
    };
    state.issues.push(issue);
    return issue;
  };
  const pulls = (method: string, path: string, body: Record<string, string>): [number, unknown] => {
    const open = state.issues.filter((issue) => issue.pull_request && issue.state === 'open');
    if (method === 'GET') return [200, open];
    const [, number] = /\/pulls\/(\d+)$/.exec(path) ?? [];
    if (number !== undefined) {
      const pull = open.find((issue) => issue.number === Number(number));
      return pull === undefined
        ? [404, { message: 'Not Found' }]
        : [200, Object.assign(pull, body)];
    }
    if (!state.mayOpenPullRequests) {
      return [
        403,
        { message: 'GitHub Actions is not permitted to create or approve pull requests.' },
      ];
    }
    const pull = addIssue(body);
    pull.pull_request = { head: body.head ?? '', base: body.base ?? '' };
    return [201, pull];
  };

  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const [path = '', search = ''] = (request.url ?? '').split('?');
      const refused = refusal(request.method ?? 'GET', path, request.headers.authorization);
      const [status, body] =
        refused ??
        answerTo(
          request.method ?? 'GET',
          path,
          text === '' ? {} : JSON.parse(text),
          new URLSearchParams(search),
        );
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === null ? '' : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}

/** Which permission a request takes: `issues` covers the comments of pull requests only together with theirs. */
function refusal(method: string, path: string, authorization = ''): [number, unknown] | null {
  const [, token] = /^Bearer (.+)$/.exec(authorization) ?? [];
  if (token === undefined) return [401, { message: 'Requires authentication' }];
  // Tests that look at messages alone have a token for everything.
  const granted: Record<string, string> = token.startsWith('{')
    ? JSON.parse(token)
    : { all: 'write' };
  const needed = path.includes('/actions/')
    ? ['actions']
    : path.endsWith('/dispatches')
      ? ['contents']
      : path.includes('/pulls')
        ? ['pull-requests']
        : ['issues', 'pull-requests'];
  const level = method === 'GET' ? ['read', 'write'] : ['write'];
  const isGranted = ['all', ...needed].some((name) => level.includes(granted[name] ?? 'none'));
  return isGranted ? null : [403, { message: 'Resource not accessible by integration' }];
}
