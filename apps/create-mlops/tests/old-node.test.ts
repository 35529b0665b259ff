import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { createCommand } from './run-create.ts';

const [, entry = ''] = createCommand;
const source = readFileSync(entry, 'utf8').replace(/^#!.*/, '');

/** Runs the entry as that Node would, and says what came of it. */
function onNode(version: string, words: readonly string[]) {
  const said: string[] = [];
  const process: { exitCode?: number } & Record<string, unknown> = {
    versions: { node: version },
    argv: ['node', 'create-mlops', ...words],
  };
  const say = (text: string) => said.push(text);
  runInNewContext(source, {
    process,
    console: { error: say, log: say },
    require: (path: string) => ({
      run: (rest: string[]) => said.push(`${path} ${rest.join(' ')}`),
    }),
  });
  return { said: said.join(''), exitCode: process.exitCode };
}

/** Kinds of syntax that Node 4 and older could not read. */
const modern = new Set([
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.AwaitExpression,
  ts.SyntaxKind.ArrayBindingPattern,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.ObjectBindingPattern,
  ts.SyntaxKind.QuestionDotToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.ShorthandPropertyAssignment,
  ts.SyntaxKind.SpreadElement,
  ts.SyntaxKind.TemplateExpression,
]);

describe('the entry on an old Node', () => {
  it.each(['0.12.18', '16.20.2', '18.20.8', '20.18.3'])(
    'says on %s which one is needed',
    (version) => {
      expect(onNode(version, ['app', '--yes'])).toEqual({
        said: `create-mlops needs Node 20.19 or newer; this is ${version}.`,
        exitCode: 2,
      });
    },
  );

  it.each(['20.19.0', '22.1.0', '24.0.0', '100.1.0'])('starts on %s', (version) => {
    expect(onNode(version, ['app']).said).toBe('./chunks/published.cjs app');
    expect(onNode(version, ['--help']).said).toContain('npx create-mlops [DIR] [flags]');
  });

  it('is written in the syntax of ten years ago, so that an old Node can read it at all', () => {
    const file = ts.createSourceFile(
      'entry.js',
      source,
      ts.ScriptTarget.ES5,
      true,
      ts.ScriptKind.JS,
    );
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      const isLet =
        ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) !== 0;
      if (modern.has(node.kind) || isLet) found.push(node.getText());
      ts.forEachChild(node, visit);
    };
    visit(file);
    expect(found).toEqual([]);
  });
});
