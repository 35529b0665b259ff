import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** What an expression may speak of: `github`, `needs`, `inputs`, `steps`, …, as plain values. */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the jobs or steps before are doing, for `success()`, `failure()`, `cancelled()` and `always()`. */
export type Status = 'success' | 'failure' | 'cancelled' | 'skipped';

/** Answers `hashFiles('…')`; a simulation without files answers with nothing. */
export type HashFiles = (patterns: readonly string[]) => string;

export type Scope = {
  readonly contexts: Contexts;
  readonly status: Status;
  readonly hashFiles?: HashFiles;
};

type Definition = {
  name: string;
  minArgs: number;
  maxArgs: number;
  call: (...words: data.ExpressionData[]) => data.ExpressionData;
};

const statusFunctions = ['success', 'failure', 'cancelled', 'always'];

function functionsOf({ status, hashFiles = () => '' }: Scope): Definition[] {
  const answers: Record<string, boolean> = {
    success: status === 'success',
    failure: status === 'failure',
    cancelled: status === 'cancelled',
    always: true,
  };
  return [
    ...statusFunctions.map((name) => ({
      name,
      minArgs: 0,
      maxArgs: 0,
      call: () => new data.BooleanData(answers[name] ?? false),
    })),
    {
      name: 'hashFiles',
      minArgs: 1,
      maxArgs: 255,
      call: (...words) => new data.StringData(hashFiles(words.map((word) => word.coerceString()))),
    },
  ];
}

/** The value of one expression, as GitHub's own evaluator gives it. */
export function evaluate(expression: string, scope: Scope): data.ExpressionData {
  const definitions = functionsOf(scope);
  const { tokens } = new Lexer(expression).lex();
  const tree = new Parser(tokens, Object.keys(scope.contexts), definitions).parse();
  const contexts: unknown = JSON.parse(JSON.stringify(scope.contexts), data.reviver);
  if (!(contexts instanceof data.Dictionary)) throw new TypeError('Contexts are an object.');
  const byName = new Map(definitions.map((entry) => [entry.name.toLowerCase(), entry]));
  return new Evaluator(tree, contexts, byName).evaluate();
}

/** A text with its `${{ … }}` filled in. A value that is one expression and nothing else keeps its type. */
export function fillIn(value: unknown, scope: Scope): unknown {
  if (typeof value !== 'string') return value;
  const whole = /^\s*\$\{\{((?:(?!\}\}).)*)\}\}\s*$/s.exec(value);
  if (whole?.[1] !== undefined) return plain(evaluate(whole[1], scope));
  return value.replace(/\$\{\{(.*?)\}\}/gs, (_match, expression: string) =>
    evaluate(expression, scope).coerceString(),
  );
}

/** Fills in every text of an object. */
export function fillInAll(
  values: Readonly<Record<string, unknown>> | undefined,
  scope: Scope,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [name, fillIn(value, scope)]),
  );
}

/** Whether an `if` holds. One that asks for no status holds only after success, as on GitHub. */
export function holds(condition: unknown, scope: Scope): boolean {
  if (condition === undefined) return scope.status === 'success';
  const text = String(condition).trim();
  const expression = /^\$\{\{(.*)\}\}$/s.exec(text)?.[1] ?? text;
  const asksForStatus = statusFunctions.some((name) =>
    new RegExp(`\\b${name}\\s*\\(`).test(expression),
  );
  const isTrue = truth(evaluate(expression, scope));
  return asksForStatus ? isTrue : isTrue && scope.status === 'success';
}

function truth(value: data.ExpressionData): boolean {
  const found = plain(value);
  return found !== null && found !== false && found !== 0 && found !== '';
}

function plain(value: data.ExpressionData): unknown {
  return JSON.parse(JSON.stringify(value, data.replacer) ?? 'null');
}
